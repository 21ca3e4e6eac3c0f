/** An item as its format gives it, before anything is decided about it. */

/** A text with what it is written in. */
export type RawText = { readonly kind: 'html' | 'text'; readonly value: string };

export type RawItem = {
  /** The id that the publisher gave it. */
  readonly id: string | null;
  readonly title: RawText | null;
  /** Where it may be, the likeliest first; relative to `base`. */
  readonly links: readonly string[];
  /** What `xml:base` says of it. */
  readonly base: string | null;
  /** When it appeared, the surest first, then when it was changed. */
  readonly dates: readonly string[];
  /** The element for the whole text. */
  readonly full: RawText | null;
  /** The element for a summary, which many feeds use for the whole text. */
  readonly brief: RawText | null;
  readonly author: string | null;
  /** The outlet that it was taken over from, by name. */
  readonly source: string | null;
};

export type RawFeed = {
  readonly title: string | null;
  /** The site's own address. */
  readonly site: string | null;
  readonly base: string | null;
  readonly items: readonly RawItem[];
};

/** HTML where there is markup in it; text without any keeps its line breaks, which are its paragraphs. */
export function looseText(value: string | undefined): RawText | null {
  if (value === undefined || value.trim() === '') return null;
  return { kind: /[<&]/.test(value) ? 'html' : 'text', value };
}

/** The values that are there. */
export function present(...values: readonly (string | undefined)[]): readonly string[] {
  return values.filter((value) => value !== undefined && value.trim() !== '') as string[];
}
