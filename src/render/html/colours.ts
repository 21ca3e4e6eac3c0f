/** Colours of one scheme for the style sheet: the classes that partials put beside their inline colours. */
import type { Tokens } from '../tokens.ts';

/** One scheme, flat, as `email/colours.hbs` wants it. */
export type ColourClasses = Readonly<Record<string, string | readonly ThemeClasses[]>>;

type ThemeClasses = { readonly name: string; readonly text: string; readonly tint: string };

/** The general colours and those of the themes that are used. */
export function colourClasses(tokens: Tokens, used: ReadonlySet<string>, scheme: 'light' | 'dark'): ColourClasses {
  const general = Object.entries(tokens.colours).map(([name, pair]) => [name, pair[scheme]] as const);
  const themes = [...tokens.themes]
    .filter(([name]) => used.has(name))
    .map(([name, { text, tint }]) => ({ name, text: text[scheme], tint: tint[scheme] }));
  const plain = { name: 'ink', text: tokens.colours.ink[scheme], tint: tokens.colours.paper[scheme] };
  return { ...Object.fromEntries(general), themes: [plain, ...themes] };
}
