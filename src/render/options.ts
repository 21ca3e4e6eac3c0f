import type { FigureRef, LeadPart, ThemeId } from '../model.ts';
import type { Digits } from '../text/index.ts';

/** Template sources by their path under `templates/` (`email/digest.mjml.hbs`, `shared/tokens.json`, ...). */
export type Templates = ReadonlyMap<string, string>;

/**
 * Where the links of a digest lead. Values that differ between recipients are slot tokens, filled in by `deliver/template/`.
 * Null leaves the link out (a digest made into a folder has nobody to unsubscribe).
 */
export type RenderLinks = {
  /** The edition in a browser. */
  readonly view: string | null;
  readonly preferences: string | null;
  /** The page with the one button that unsubscribes. */
  readonly unsubscribe: string | null;
  /** A story in a browser: for stories without a source address and those shown as a headline only. */
  readonly story?: (story: string) => string | null;
  /** A page as it was read, for tellings without a web address. */
  readonly page?: (page: string) => string | null;
  /** The sentence of a figure in its page: makes the numbers of cards and excerpts clickable. */
  readonly figure?: (figure: FigureRef) => string | null;
};

/** What stands at the top of one variant, made for its set of themes by `edit/`. */
export type Heading = {
  readonly subject: string;
  readonly preheader: string;
  readonly lead: readonly LeadPart[];
};

/** How to render an edition; everything the room needs from outside. */
export type RenderOptions = {
  readonly themes: readonly ThemeId[] | 'all';
  readonly templates: Templates;
  readonly links: RenderLinks;
  /** Which digits our own words use (dates, counts); verbatim pieces of pages keep theirs. */
  readonly digits: Digits;
  /** The publisher's postal address, as the law of many countries wants it under a newsletter. */
  readonly postalAddress: string | null;
  /** Why the reader gets this, instead of the usual sentence. */
  readonly reason?: string;
  /** Words before the lead, usually a slot token for a name: «مرحباً سلمى،». */
  readonly greeting?: string;
  /** Without it the edition's own subject and lead are used as far as they fit the set of themes. */
  readonly heading?: Heading;
};
