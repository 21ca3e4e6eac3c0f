/** What a web page says of itself in `<meta>`, `<link>` and JSON-LD. */
import type { PublishedDate } from '../model.ts';
import { readTimestamp } from './days.ts';
import { articleRecord, isRecord, siteRecord } from './html-linked-data.ts';
import { readTitle } from './html-title.ts';
import { readUrl } from './urls.ts';

/** What is used of a DOM document. */
export type DomDocument = {
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
};
type DomElement = {
  readonly nodeName: string;
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  remove(): void;
};

/** The page's own statements; null where it makes none. */
export type HtmlMetadata = {
  readonly title: string | null;
  readonly siteName: string | null;
  readonly url: string | null;
  readonly author: string | null;
  readonly published: PublishedDate | null;
};

/**
 * Reads the metadata.
 * @param url where the page was fetched from, when it was.
 * @param lines the lines of the page: the part of its title that is one of them is the headline.
 */
export function readHtmlMetadata(
  document: DomDocument,
  url: string | null,
  lines: ReadonlySet<string> = new Set(),
): HtmlMetadata {
  const linked = articleRecord(document);
  const named = content(document, 'og:site_name') ?? nameOf(linked['publisher']) ?? plainName(siteRecord(document));
  const title = readTitle({
    heading: plain(document.querySelector('h1')?.textContent),
    shared: content(document, 'og:title'),
    linked: typeof linked['headline'] === 'string' ? plain(linked['headline']) : null,
    tab: plain(document.querySelector('title')?.textContent),
    siteName: named,
    lines,
  });
  const day = publishedDay(document, linked['datePublished']);
  return {
    title: title.headline,
    siteName: named ?? title.site,
    url: canonical(document, url),
    author: content(document, 'author') ?? nameOf(linked['author']),
    published: day === null ? null : { earliest: day, latest: day, basis: 'metadata', evidence: [] },
  };
}

const plainName = (record: { readonly [key: string]: unknown }) =>
  typeof record['name'] === 'string' ? plain(record['name']) : null;

/** Open Graph, JSON-LD, older `<meta>` names, microdata (schema.org) and microformats (h-entry), in this order. */
function publishedDay(document: DomDocument, linked: unknown): string | null {
  const marked = document.querySelector('[itemprop="datePublished"], time.published, time.dt-published');
  return (
    timestamp(content(document, 'article:published_time')) ??
    timestamp(linked) ??
    timestamp(content(document, 'datePublished') ?? content(document, 'date') ?? content(document, 'pubdate')) ??
    timestamp(marked?.getAttribute('datetime') ?? marked?.getAttribute('content') ?? null)
  );
}

const timestamp = (written: unknown) => (typeof written === 'string' ? readTimestamp(written) : null);

/** `<meta property="og:title">`, `<meta name="author">`, `<meta itemprop="datePublished">`. */
function content(document: DomDocument, name: string): string | null {
  const selector = ['property', 'name', 'itemprop'].map((key) => `meta[${key}="${name}"]`).join(',');
  return plain(document.querySelector(selector)?.getAttribute('content'));
}

function plain(text: string | null | undefined): string | null {
  const joined = (text ?? '').replace(/[\s\u00a0]+/g, ' ').trim();
  return joined === '' ? null : joined.slice(0, 500);
}

function canonical(document: DomDocument, url: string | null): string | null {
  const link = document.querySelector('link[rel="canonical"]')?.getAttribute('href');
  const own = link ?? content(document, 'og:url');
  return (
    (own === null || own === undefined ? null : readUrl(own, url ?? undefined)) ?? (url === null ? null : readUrl(url))
  );
}

/** `{ "name": ... }`, or the first of several. */
function nameOf(value: unknown): string | null {
  const [first] = [value].flat();
  if (typeof first === 'string') return plain(first);
  return isRecord(first) && typeof first['name'] === 'string' ? plain(first['name']) : null;
}
