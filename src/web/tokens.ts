/** `templates/shared/tokens.json` as CSS custom properties: e-mail and site share one source of colours and sizes. */

type Pair = { readonly light: string; readonly dark: string };

/** The design tokens; sizes and spaces are CSS pixels. */
export type Tokens = {
  readonly colours: Readonly<Record<string, Pair>> & { readonly paper: Pair };
  readonly themes: Readonly<Record<string, { readonly text: Pair; readonly tint: Pair }>>;
  readonly fonts: Readonly<Record<string, string>>;
  readonly type: Readonly<Record<string, { readonly size: number; readonly line: number }>>;
  readonly space: Readonly<Record<string, number>>;
  readonly radius: Readonly<Record<string, number>>;
  readonly width: Readonly<Record<string, number>>;
};

type Scheme = keyof Pair;

const ROOT_PIXELS = 16;

/**
 * Custom properties for both colour schemes, one class `theme-<key>` per theme colour, and `scheme-light` and
 * `scheme-dark` for what shows one scheme whatever the visitor's is.
 */
export function tokensToCss(tokens: Tokens): string {
  return [
    `:root{color-scheme:light dark;${[...colours(tokens, 'light'), ...sizes(tokens)].join('')}}`,
    `@media (prefers-color-scheme:dark){:root{${colours(tokens, 'dark').join('')}}}`,
    `.scheme-light{color-scheme:light;${colours(tokens, 'light').join('')}}`,
    `.scheme-dark{color-scheme:dark;${colours(tokens, 'dark').join('')}}`,
    ...Object.keys(tokens.themes).map(themeClass),
  ].join('\n');
}

function colours(tokens: Tokens, scheme: Scheme): string[] {
  const plain = Object.entries(tokens.colours).map(([name, pair]) => `--${name}:${pair[scheme]};`);
  const themes = Object.entries(tokens.themes).map(
    ([name, { text, tint }]) => `--theme-${name}:${text[scheme]};--tint-${name}:${tint[scheme]};`,
  );
  return [...plain, ...themes];
}

/** In rem, so that the reader's own text size counts. */
function sizes({ fonts, type, space, radius, width }: Tokens): string[] {
  const rem = (pixels: number) => `${pixels / ROOT_PIXELS}rem`;
  const named = (prefix: string, values: Readonly<Record<string, number>>) =>
    Object.entries(values).map(([name, pixels]) => `--${prefix}-${name}:${rem(pixels)};`);
  return [
    ...Object.entries(fonts).map(([name, stack]) => `--font-${name}:${stack};`),
    ...Object.entries(type).map(([name, { size, line }]) => `--size-${name}:${rem(size)};--line-${name}:${line};`),
    ...named('space', space),
    ...named('radius', radius),
    ...named('width', width),
  ];
}

function themeClass(name: string): string {
  return `.theme-${name}{--theme:var(--theme-${name});--tint:var(--tint-${name})}`;
}
