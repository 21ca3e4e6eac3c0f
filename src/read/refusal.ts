/** How a page is refused: one line that says what, why, and what to do. */
import type { Page, PageRefusal } from '../model.ts';

/** A reader's answer: the page, or why there is none. */
export type PageResult = Page | PageRefusal;

/**
 * Builds a refusal; `origin` is named in the message, so it is freed of what could disturb a terminal. `reason` becomes a
 * sentence, because `next` follows it on the same line.
 */
export function refuse(origin: string, reason: string, next: string): PageRefusal {
  return { origin: printable(origin), reason: `${reason}.`, next };
}

/** True for an answer that is no page. */
export function isRefusal(result: PageResult): result is PageRefusal {
  return 'reason' in result;
}

/** Control characters, and direction marks that would turn a name around on the screen; also U+2028 and U+2029. */
const UNPRINTABLE = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd]/gu;

/** A file name as it may be shown: what cannot be printed becomes `_`. */
export function printable(name: string): string {
  return name.replace(UNPRINTABLE, '_');
}
