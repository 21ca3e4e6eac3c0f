import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Tokens, tokensToCss } from '../../src/web/tokens.ts';

const tokens = JSON.parse(
  readFileSync(new URL('../../templates/shared/tokens.json', import.meta.url), 'utf8'),
) as Tokens;
const css = tokensToCss(tokens);

test('every colour of the tokens reaches the site in both schemes', () => {
  const [light = '', dark = ''] = css.split('@media (prefers-color-scheme:dark)');
  for (const [name, pair] of Object.entries(tokens.colours)) {
    expect(light).toContain(`--${name}:${pair.light};`);
    expect(dark).toContain(`--${name}:${pair.dark};`);
  }
});

test('every theme colour has its class', () => {
  for (const name of Object.keys(tokens.themes)) expect(css).toContain(`.theme-${name}{`);
});

test('no style sheet of the site uses a property that the tokens do not give', () => {
  const sheets = ['base', 'frame', 'archive', 'edition', 'figures', 'source', 'reading'].map((name) =>
    readFileSync(new URL(`../../templates/web/css/${name}.css`, import.meta.url), 'utf8'),
  );
  const defined = new Set([css, ...sheets].join('').match(/--[\w-]+(?=:)/gu));
  const used = new Set(sheets.join('').match(/(?<=var\()--[\w-]+/gu));
  expect([...used].filter((name) => !defined.has(name))).toEqual([]);
});
