/** What a web page says of itself in `<meta>`, `<link>` and JSON-LD. */
import type { PublishedDate } from '../model.ts';
import { readTimestamp } from './days.ts';
import { readUrl } from './urls.ts';

/** What is used of a DOM document. */
export type DomDocument = {
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
};
type DomElement = { getAttribute(name: string): string | null; readonly textContent: string | null };

/** The page's own statements; null where it makes none. */
export type HtmlMetadata = {
  readonly title: string | null;
  readonly siteName: string | null;
  readonly url: string | null;
  readonly author: string | null;
  readonly published: PublishedDate | null;
};

/** Reads the metadata; `url` is where the page was fetched from, when it was. */
export function readHtmlMetadata(document: DomDocument, url: string | null): HtmlMetadata {
  const linked = linkedData(document);
  const siteName = content(document, 'og:site_name') ?? nameOf(linked['publisher']);
  const day =
    timestamp(content(document, 'article:published_time')) ??
    timestamp(linked['datePublished']) ??
    timestamp(content(document, 'datePublished') ?? content(document, 'date') ?? content(document, 'pubdate'));
  return {
    title: titleOf(document, linked, siteName),
    siteName,
    url: canonical(document, url),
    author: content(document, 'author') ?? nameOf(linked['author']),
    published: day === null ? null : { earliest: day, latest: day, basis: 'metadata', evidence: [] },
  };
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

/** The headline: what the page shows others, without the site's name behind it. */
function titleOf(document: DomDocument, linked: LinkedData, siteName: string | null): string | null {
  const heading = plain(document.querySelector('h1')?.textContent);
  const headline = typeof linked['headline'] === 'string' ? linked['headline'] : null;
  const written =
    content(document, 'og:title') ?? plain(headline) ?? plain(document.querySelector('title')?.textContent);
  if (written === null) return heading;
  if (heading !== null && written.startsWith(heading) && heading.length > 15) return heading;
  const cut = beforeEllipsis(written);
  const whole = cut && [heading, plain(headline)].find((title) => title?.startsWith(cut));
  if (whole) return whole;
  return withoutSiteName(written, siteName);
}

/** What stands before «…» at the end of a title cut for sharing; null when it is whole or cut to almost nothing. */
function beforeEllipsis(title: string): string | null {
  const dots = ['…', '...', '..'].find((sign) => title.endsWith(sign));
  const kept = dots === undefined ? '' : title.slice(0, -dots.length).trim();
  return kept.length > 8 ? kept : null;
}

/** «... - ليفانت نيوز», «... | SY24». */
function withoutSiteName(title: string, siteName: string | null): string {
  if (siteName === null) return title;
  for (const dash of [' - ', ' | ', ' – ', ' — ', ' :: ']) {
    if (title.endsWith(dash + siteName)) return title.slice(0, -(dash + siteName).length).trim() || title;
  }
  return title;
}

type LinkedData = { readonly [key: string]: unknown };

const ARTICLE_TYPES = new Set(['NewsArticle', 'Article', 'BlogPosting', 'ReportageNewsArticle', 'WebPage']);
const MOST_SCRIPTS = 20;
const LONGEST_SCRIPT = 200_000;

/** The article's record among the JSON-LD scripts; empty when there is none. */
function linkedData(document: DomDocument): LinkedData {
  let scripts = 0;
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const text = script.textContent ?? '';
    if (++scripts > MOST_SCRIPTS || text.length > LONGEST_SCRIPT) continue;
    const found = recordsOf(parseJson(text)).find((record) =>
      typesOf(record).some((type) => ARTICLE_TYPES.has(String(type))),
    );
    if (found && (found['datePublished'] !== undefined || found['headline'] !== undefined)) return found;
  }
  return {};
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is LinkedData =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function recordsOf(value: unknown): readonly LinkedData[] {
  if (Array.isArray(value)) return value.filter(isRecord);
  if (!isRecord(value)) return [];
  const graph = value['@graph'];
  return Array.isArray(graph) ? [value, ...graph.filter(isRecord)] : [value];
}

const typesOf = (record: LinkedData): readonly unknown[] => [record['@type']].flat();

/** `{ "name": ... }`, or the first of several. */
function nameOf(value: unknown): string | null {
  const [first] = [value].flat();
  if (typeof first === 'string') return plain(first);
  return isRecord(first) && typeof first['name'] === 'string' ? plain(first['name']) : null;
}
