/** Pages from the web. */
import { declaredCharset, pageFromHtml } from '../html.ts';
import { isRefusal, type PageResult, refuse } from '../refusal.ts';
import { readUrl } from '../urls.ts';
import type { WebBytes } from './contract.ts';
import { webText } from './feed-text.ts';

/**
 * The page that was found at an address; `meta.url` is that address, whatever the page says of itself, so that the item
 * of a feed and its page are one article, and no page can pass for another outlet's.
 */
export function webPage(web: WebBytes, id: string, origin: string): PageResult {
  const decoded = webText(web, declaredCharset(web.bytes));
  if ('reason' in decoded) return refuse(origin, decoded.reason, decoded.next);
  const page = pageFromHtml(id, origin, decoded.text, web.url);
  return isRefusal(page) ? page : { ...page, meta: { ...page.meta, url: readUrl(web.url) } };
}
