/** The headline of a web page among its titles, and the site's name that stands beside it in them. */

/** What a page gives as its title in different places. */
export type Titles = {
  /** The text of the first `<h1>`. */
  readonly heading: string | null;
  /** `og:title` */
  readonly shared: string | null;
  /** The headline in JSON-LD. */
  readonly linked: string | null;
  /** `<title>` */
  readonly tab: string | null;
  readonly siteName: string | null;
  /** The lines of the page. */
  readonly lines: ReadonlySet<string>;
};

/** «HEADLINE - SITE», «SITE :: HEADLINE», «HEADLINE » SITE». */
const SEPARATORS = [' :: ', ' | ', ' - ', ' – ', ' — ', ' » ', ' « ', ' › '];

/** A name of an outlet has no more words. */
const LONGEST_NAME = 5;
/** A shorter heading names a section. */
const SHORTEST_HEADING = 16;

/** The headline, and the site's name when a title shows both. */
export function readTitle(titles: Titles): { readonly headline: string | null; readonly site: string | null } {
  const headline = headlineOf(titles);
  const site = headline === null ? null : siteBeside(headline, [titles.tab, titles.shared]);
  return { headline, site };
}

function headlineOf({ heading, shared, linked, tab, siteName, lines }: Titles): string | null {
  const written = shared ?? linked ?? tab;
  if (written === null) return heading;
  if (heading !== null && heading.length >= SHORTEST_HEADING && partsOf(written).some((part) => part === heading)) {
    return heading;
  }
  if (heading !== null && heading.length >= SHORTEST_HEADING && written.startsWith(heading)) return heading;
  const cut = beforeEllipsis(written);
  const whole = cut === null ? undefined : [heading, linked].find((title) => title?.startsWith(cut));
  if (whole) return whole;
  const parts = partsOf(written);
  const shown = parts.find((part) => part.length >= SHORTEST_HEADING && lines.has(part));
  return shown ?? parts.find((part) => besideOf(written, part) === siteName) ?? written;
}

/** What stands before «…» at the end of a title cut for sharing; null when it is whole or cut to almost nothing. */
function beforeEllipsis(title: string): string | null {
  const dots = ['…', '...', '..'].find((sign) => title.endsWith(sign));
  const kept = dots === undefined ? '' : title.slice(0, -dots.length).trim();
  return kept.length > 8 ? kept : null;
}

/** What a title leaves when the first or the last of its parts is taken off, the longest first. */
function partsOf(title: string): readonly string[] {
  const parts = SEPARATORS.flatMap((sign) => {
    const [first, last] = [title.indexOf(sign), title.lastIndexOf(sign)];
    return first < 0
      ? []
      : [
          title.slice(0, last),
          title.slice(0, first),
          title.slice(first + sign.length),
          title.slice(last + sign.length),
        ];
  });
  return [...new Set(parts.map((part) => part.trim()))]
    .filter((part) => part !== '')
    .toSorted((a, b) => b.length - a.length);
}

/** What stands beside `part` at one end of the title; null when nothing does. */
function besideOf(title: string, part: string): string | null {
  for (const sign of SEPARATORS) {
    if (title.startsWith(part + sign)) return title.slice(part.length + sign.length).trim();
    if (title.endsWith(sign + part)) return title.slice(0, -(part.length + sign.length)).trim();
  }
  return null;
}

/** Names of sections stand beside headlines too. */
const SECTIONS = new Set('أخبار|الأخبار|سياسة|تقارير|الرئيسية|محليات|رأي|منوعات|العالم|سوريا|العراق'.split('|'));

function siteBeside(headline: string, titles: readonly (string | null)[]): string | null {
  for (const title of titles) {
    const beside = title === null ? null : besideOf(title, headline);
    const name =
      beside === null ? undefined : SEPARATORS.reduce((rest, sign) => rest.split(sign).at(-1) ?? rest, beside);
    if (name && name.split(' ').length <= LONGEST_NAME && !SECTIONS.has(name)) return name;
  }
  return null;
}
