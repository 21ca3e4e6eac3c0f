import { describe, expect, test } from 'vitest';
import { type ColourPair, readTokens } from '../../src/render/tokens.ts';
import { shippedTemplates } from '../gallery/templates.ts';

const { colours, themes } = readTokens(shippedTemplates());

/** Every pair of text and ground that the e-mail puts together. */
const PAIRS: readonly (readonly [name: string, text: ColourPair, ground: ColourPair])[] = [
  ['text on paper', colours.ink, colours.paper],
  ['sources and dates on paper', colours.soft, colours.paper],
  ['highlighted figures', colours.ink, colours.mark],
  ['the sample notice', colours.ink, colours.notice],
  ['text of conflicting figures', colours.ink, colours.raised],
  ['sources of conflicting figures', colours.soft, colours.raised],
  ...[...themes].flatMap(([name, { text, tint }]) => [
    [`${name}: section title on paper`, text, colours.paper] as const,
    [`${name}: number on its card`, text, tint] as const,
    [`${name}: label on its card`, colours.ink, tint] as const,
    [`${name}: source on its card`, colours.soft, tint] as const,
    [`${name}: conflicting number`, text, colours.raised] as const,
    [`${name}: words in a bar`, colours.paper, text] as const,
  ]),
];

describe.each(PAIRS)('%s', (_, text, ground) => {
  test('has AA contrast (WCAG 2.2, 1.4.3: 4.5 : 1) in light and in dark', () => {
    expect(contrast(text.light, ground.light)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(text.dark, ground.dark)).toBeGreaterThanOrEqual(4.5);
  });

  test('stays readable when a client turns the lightness of all colours around', () => {
    expect(contrast(turned(text.light), turned(ground.light))).toBeGreaterThanOrEqual(4.5);
  });
});

describe('the edges of things that are not text', () => {
  test.each([...themes])('%s: bars and rules stand out from paper (WCAG 2.2, 1.4.11: 3 : 1)', (_, { text }) => {
    expect(contrast(text.light, colours.paper.light)).toBeGreaterThanOrEqual(3);
    expect(contrast(text.dark, colours.paper.dark)).toBeGreaterThanOrEqual(3);
  });

  test('pure white and black are avoided: clients turn them hardest', () => {
    for (const { light, dark } of Object.values(colours)) {
      for (const colour of [light, dark]) expect(['#ffffff', '#000000']).not.toContain(colour);
    }
  });
});

function channels(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (red as number) + 0.7152 * (green as number) + 0.0722 * (blue as number);
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** The colour with its HSL lightness mirrored: what Gmail's and Outlook's dark modes come close to. */
function turned(colour: string): string {
  const rgb = channels(colour);
  const shift = 1 - Math.max(...rgb) - Math.min(...rgb);
  const value = rgb.map((c) => Math.round(255 * (c + shift))).reduce((sum, c) => sum * 256 + c, 0);
  return `#${value.toString(16).padStart(6, '0')}`;
}
