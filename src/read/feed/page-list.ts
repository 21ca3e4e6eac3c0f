/** Lists of articles in HTML, for outlets without a feed. */
import { parseHTML } from '../dom.ts';
import { declaredCharset, markupFault } from '../html.ts';
import { readUrl } from '../urls.ts';
import type { FeedRefusal, WebBytes } from './contract.ts';
import { webText } from './feed-text.ts';
import { resolveBase } from './listed-item.ts';

const MOST_LINKS = 500;
const NEXT = 'Open the address in a browser: the list may have moved, or need a script.';

/** What is used of an element. */
type Element = { getAttribute(name: string): string | null };
type Document = { querySelectorAll(selector: string): Iterable<Element> };

/**
 * The addresses of the articles that a list names: on its own host (with or without `www.`), each once, in the order of
 * the page, 500 at most, without the list itself.
 * @param pattern of path and query, in which `*` is any run of characters: `/news/*`.
 */
export function readLinks(web: WebBytes, pattern: string): { readonly links: readonly string[] } | FeedRefusal {
  const decoded = webText(web, declaredCharset(web.bytes));
  if ('reason' in decoded) return decoded;
  if (!/<[a-z!]/i.test(decoded.text)) return { reason: 'this is no HTML page', next: NEXT };
  const fault = markupFault(decoded.text);
  if (fault) return { reason: fault, next: 'Take it out of config/sources.yaml, or name its pages one by one.' };
  const { document } = parseHTML(decoded.text) as unknown as { document: Document };
  const [place] = document.querySelectorAll('base[href]');
  const base = resolveBase(place?.getAttribute('href') ?? null, web.url) ?? web.url;
  const links = new Set<string>();
  const own = readUrl(web.url);
  for (const element of document.querySelectorAll('a[href]')) {
    const url = readUrl(element.getAttribute('href') ?? '', base);
    if (url !== null && url !== own && isAtHome(url, web.url) && matches(url, pattern)) links.add(url);
    if (links.size >= MOST_LINKS) break;
  }
  return { links: [...links] };
}

const isAtHome = (url: string, list: string) => hostOf(url) === hostOf(list);
const hostOf = (url: string) => new URL(url).host.replace(/^www\./, '');

/** Pieces between the stars are looked for one behind the other: one pass, whatever the pattern. */
function matches(url: string, pattern: string): boolean {
  const { pathname, search } = new URL(url);
  const path = readable(pathname + search);
  const [first = '', ...pieces] = pattern.split('*').map(readable);
  const last = pieces.pop();
  if (last === undefined) return path === first;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const piece of pieces) {
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return path.length - last.length >= at && path.endsWith(last);
}

/** Arabic paths stand in patterns as letters and in addresses as `%D8`. */
function readable(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
