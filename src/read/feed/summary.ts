/** Whether a text is all of an article or only its beginning. */
import type { RawItem, RawText } from './raw-item.ts';

/** The shortest articles have some 100 words; a teaser has 20 to 60. A text taken for one is only looked up on its page. */
const SHORTEST_ARTICLE = 600;

/** How teasers end, as HTML has it; without marks of direction, blanks and the arrows of links. */
const ENDINGS: readonly string[] = [
  '[…]', // WordPress
  '[...]',
  '(…)',
  '(...)',
  'اقرأ المزيد', // the words of links to the page
  'إقرأ المزيد',
  'اقرا المزيد',
  'قراءة المزيد',
  'لقراءة المزيد',
  'المزيد',
  'للمزيد',
  'تابع القراءة',
  'متابعة القراءة',
  'أكمل القراءة',
  'إقرأ أكثر',
  'اقرأ أكثر',
  'التفاصيل',
  'read more',
  'continue reading',
];

/** An end that also a whole article may have: `قال ثم صمت...` */
const ELLIPSES: readonly string[] = ['…', '...', '..'];

const REFERENCES: ReadonlyMap<string, string> = new Map([
  ['&hellip;', '…'],
  ['&#8230;', '…'],
  ['&#x2026;', '…'],
  ['&nbsp;', ' '],
  ['&#160;', ' '],
  ['&raquo;', ''],
  ['&rarr;', ''],
  ['&larr;', ''],
]);

/** The text of an item; `isSummary` when it is only the beginning of the article, or missing. */
export type ItemText = { readonly text: RawText | null; readonly isSummary: boolean };

/** Chooses the element that holds the text. One for the whole text counts only when something stands in it. */
export function itemText({ full, brief }: Pick<RawItem, 'full' | 'brief'>): ItemText {
  const lines = full === null ? [] : linesOf(full);
  if (lines.length > 0) return { text: full, isSummary: endsAsTeaser(lines) };
  return { text: brief ?? full, isSummary: brief === null || isShort(linesOf(brief)) };
}

function endsAsTeaser(lines: readonly string[]): boolean {
  // behind the teaser WordPress sets a line with the names of article and site
  const bracketed = lines.slice(-3).some((line) => line.endsWith('[…]') || line.endsWith('[...]'));
  return bracketed || ENDINGS.some((ending) => lines.at(-1)?.endsWith(ending));
}

/** Of text that no element calls the whole one: it ends as teasers do, or with an ellipsis, or is too short. */
function isShort(lines: readonly string[]): boolean {
  if (endsAsTeaser(lines) || ELLIPSES.some((ending) => lines.at(-1)?.endsWith(ending))) return true;
  return lines.join(' ').length < SHORTEST_ARTICLE;
}

const BREAKS = /^\/?(?:p|div|br|li|h[1-6]|blockquote|td|tr)\b/i;

/** The lines of a text, roughly: without parsing it, in one pass. */
function linesOf({ kind, value }: RawText): readonly string[] {
  const text =
    kind === 'text' ? value : withoutTags(value).replace(/&#?\w{2,8};/g, (ref) => REFERENCES.get(ref) ?? ref);
  return text
    .split('\n')
    .map(bare)
    .filter((line) => line !== '');
}

function withoutTags(html: string): string {
  const parts: string[] = [];
  let at = 0;
  for (let open = html.indexOf('<'); open >= 0; open = html.indexOf('<', at)) {
    const close = html.indexOf('>', open);
    parts.push(html.slice(at, open).replaceAll('\n', ' '));
    at = close < 0 ? html.length : close + 1;
    if (BREAKS.test(html.slice(open + 1, open + 13))) parts.push('\n');
  }
  parts.push(html.slice(at).replaceAll('\n', ' '));
  return parts.join('');
}

/** Without what may stand behind the last word: blanks, marks of direction, arrows, a colon. */
function bare(line: string): string {
  let end = line.length;
  while (end > 0 && BEHIND.test(line[end - 1] as string)) end--;
  return line.slice(0, end).trimStart().toLowerCase();
}

const BEHIND = /[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff»›>←→⇐«‹:]/u;
