/** Text dumps of news pages: the text as it was copied, menus and all, with or without front matter. */
import type { Page, Span } from '../model.ts';
import { checkContent } from './content-check.ts';
import { NO_META, readFrontMatter } from './front-matter.ts';
import { type PageResult, refuse } from './refusal.ts';

/** A page from the whole text of a file; it becomes `Page.text` unchanged. */
export function pageFromDump(id: string, origin: string, text: string): PageResult {
  const front = readFrontMatter(text);
  if (front && 'reason' in front) return refuse(origin, front.reason, front.next);
  const start = front?.contentStart ?? 0;
  const fault = checkContent(text, start, 'dump');
  if (fault) return refuse(origin, fault.reason, fault.next);
  const content: Span = { start, end: text.length };
  const title = front?.title ? (titleInContent(text, start, front.title) ?? front.titleSpan) : null;
  return { id, format: 'dump', text, content, title, meta: front?.meta ?? NO_META, origin } satisfies Page;
}

/** A title given in front matter is most often one of the first lines of the text too. */
function titleInContent(text: string, start: number, title: string): Span | null {
  const at = text.slice(start, start + 4000).indexOf(title);
  return at < 0 ? null : { start: start + at, end: start + at + title.length };
}
