/** The design tokens of `templates/shared/tokens.json`, shared by the e-mail and the web pages. */
import type { Templates } from './options.ts';

/** One colour in both colour schemes. */
export type ColourPair = { readonly light: string; readonly dark: string };

/** The general colours. */
export type ColourName =
  | 'ink'
  | 'soft'
  | 'paper'
  | 'desk'
  | 'raised'
  | 'line'
  | 'mark'
  | 'notice'
  | 'accent'
  | 'danger'
  | 'success'
  | 'focus';

/** Steps of the type scale. */
export type TypeName =
  | 'masthead'
  | 'figure'
  | 'figureMedium'
  | 'figureSmall'
  | 'headline'
  | 'lead'
  | 'section'
  | 'text'
  | 'label'
  | 'meta'
  | 'small';

/** Sizes in CSS pixels, line heights as factors. Further fonts and widths are for the web pages. */
export type Tokens = {
  readonly colours: Readonly<Record<ColourName, ColourPair>>;
  /** By the `colour` of a theme's definition. */
  readonly themes: ReadonlyMap<string, { readonly text: ColourPair; readonly tint: ColourPair }>;
  readonly fonts: { readonly text: string; readonly heading: string; readonly outlook: string };
  readonly type: Readonly<Record<TypeName, { readonly size: number; readonly line: number }>>;
  readonly space: Readonly<Record<'xs' | 's' | 'm' | 'l' | 'xl' | 'xxl', number>>;
  readonly radius: Readonly<Record<'small' | 'medium', number>>;
  readonly width: Readonly<Record<'sheet' | 'phone' | 'site', number>>;
};

const PATH = 'shared/tokens.json';
/** What a theme gets whose colour the tokens do not know. */
const FALLBACK = 'neutral';

/** Reads the tokens among the templates; throws when they are missing or not JSON. */
export function readTokens(templates: Templates): Tokens {
  const source = templates.get(PATH);
  if (source === undefined) throw new Error(`templates/${PATH} is missing`);
  const tokens = JSON.parse(source) as Omit<Tokens, 'themes'> & { readonly themes: object };
  return { ...tokens, themes: new Map(Object.entries(tokens.themes)) };
}

/** The colour key to use for a section: its own when the tokens know it, else the neutral one. */
export function colourKey(tokens: Tokens, colour: string): string {
  return tokens.themes.has(colour) ? colour : FALLBACK;
}

/** A theme's light colour for text and bars, or for the ground of its cards; `ink` for headings of no theme. */
export function themeColour(tokens: Tokens, colour: string, role: 'text' | 'tint'): string {
  return tokens.themes.get(colour)?.[role].light ?? tokens.colours.ink.light;
}
