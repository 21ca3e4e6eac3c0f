/** JSON-LD (schema.org) of a web page: the record of the article and that of the site. */
import type { DomDocument } from './html-metadata.ts';

type LinkedData = { readonly [key: string]: unknown };

const MOST_SCRIPTS = 20;
const LONGEST_SCRIPT = 200_000;

/** «NewsArticle», «ReportageNewsArticle», «BlogPosting», «LiveBlogPosting»: schema.org names its articles by endings. */
const isArticleType = (type: unknown) => /(?:Article|BlogPosting)$/.test(String(type));

/** The article's record; else that of its page; empty when there is none. */
export function articleRecord(document: DomDocument): LinkedData {
  const told = recordsIn(document).filter(
    (record) => record['datePublished'] !== undefined || record['headline'] !== undefined,
  );
  const ofType = (fits: (type: unknown) => boolean) => told.find((record) => typesOf(record).some(fits));
  return ofType(isArticleType) ?? ofType((type) => type === 'WebPage') ?? {};
}

/** The record of the site; empty when there is none. */
export function siteRecord(document: DomDocument): LinkedData {
  return recordsIn(document).find((record) => typesOf(record).includes('WebSite')) ?? {};
}

function recordsIn(document: DomDocument): readonly LinkedData[] {
  const scripts = [...document.querySelectorAll('script[type="application/ld+json"]')].slice(0, MOST_SCRIPTS);
  return scripts.flatMap((script) => {
    const text = script.textContent ?? '';
    return text.length > LONGEST_SCRIPT ? [] : recordsOf(parseJson(text));
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** True for a JSON object. */
export const isRecord = (value: unknown): value is LinkedData =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function recordsOf(value: unknown): readonly LinkedData[] {
  if (Array.isArray(value)) return value.filter(isRecord);
  if (!isRecord(value)) return [];
  const graph = value['@graph'];
  return Array.isArray(graph) ? [value, ...graph.filter(isRecord)] : [value];
}

const typesOf = (record: LinkedData): readonly unknown[] => [record['@type']].flat();
