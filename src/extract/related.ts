/** Links to other articles: «اقرأ المزيد: ...», «إقرأ ايضا ...» on a line of their own or behind a paragraph. */
import type { Span } from '../model.ts';
import { Gap, hashFolded, type Words } from '../text/index.ts';
import type { Line } from './lines.ts';
import { buildPhrases } from './phrases.ts';

/**
 * `sure`: nothing but a link begins so («اقرأ أيضاً أول حكم ...»); `colon`: only with a colon or dash, because a
 * sentence may begin so too («شاهد عيان ...», «للمزيد من الدعم ...»).
 */
const MARKERS = buildPhrases<'sure' | 'colon'>([
  ...(
    [
      ...[
        'اقرأ المزيد',
        'إقرأ المزيد',
        'اقرأ أيضا',
        'إقرأ أيضا',
        'اقرأ كذلك',
        'اقرا ايضا',
        'اقرؤوا أيضا',
        'اقرأوا أيضا',
        'اقرئي أيضا',
      ],
      ...[
        'اقرأ أكثر',
        'اقرأ في',
        'شاهد أيضا',
        'شاهدوا أيضا',
        'شاهد المزيد',
        'طالع أيضا',
        'طالع المزيد',
        'انظر أيضا',
        'تابع أيضا',
      ],
      ...[
        'لقراءة المزيد',
        'لقراءة الخبر',
        'اقرأ من الملف',
        'موضوع ذو صلة',
        'خبر ذو صلة',
        'مقال ذو صلة',
        'للاطلاع على المزيد',
      ],
    ] as const
  ).map((phrase) => [phrase, 'sure'] as const),
  ...(
    [
      ...[
        'المزيد',
        'للمزيد',
        'لمزيد من التفاصيل',
        'للمزيد من التفاصيل',
        'شاهد',
        'طالع',
        'اقرأ',
        'إقرأ',
        'شاهدوا',
        'انظر',
        'ذات صلة',
      ],
      ...[
        'مواضيع ذات صلة',
        'مقالات ذات صلة',
        'أخبار ذات صلة',
        'مواد ذات صلة',
        'قد يهمك',
        'قد يهمك أيضا',
        'قد يعجبك أيضا',
        'اخترنا لك',
      ],
      ...['فيديو', 'بالفيديو', 'read more', 'read also'],
    ] as const
  ).map((phrase) => [phrase, 'colon'] as const),
]);

/** «اقرأ», «إقرأ»: the words that a link inside a paragraph begins with. */
const READ = new Set(['اقرا', 'شاهد', 'طالع'].map((word) => hashFolded(word)));

/** A line that points elsewhere: with the words of the link, or as the head of a list when they are missing. */
export type RelatedLine = { readonly link: Span | null };

/** Reads a line as a link to other articles; null when it is none. */
export function readRelatedLine(words: Words, line: Line): RelatedLine | null {
  const match = MARKERS.longestAt(words, line.firstWord, line.lastWord);
  if (!match) return null;
  if (match.next === line.lastWord) return match.value === 'sure' || line.ending === 'colon' ? { link: null } : null;
  if (match.value === 'colon' && !isSeparated(words, match.next)) return null;
  if (line.ending === 'stop' && !isSeparated(words, match.next)) return null;
  return { link: linkSpan(words, match.next, line, openingBracketBefore(words, line.firstWord)) };
}

/** The words of the link, without the bracket that closes behind a whole line in brackets. */
function linkSpan(words: Words, first: number, line: Line, opening: number): Span {
  const inBrackets = opening < (words.start[line.firstWord] as number);
  return { start: words.start[first] as number, end: inBrackets ? (words.end[line.lastWord - 1] as number) : line.end };
}

const isSeparated = (words: Words, index: number) => ((words.gap[index] as number) & (Gap.colon | Gap.other)) !== 0;

/** A link behind the last sentence of a paragraph: «... في سوريا. اقرأ أيضاً: أول حكم ...». */
export type RelatedTail = { readonly start: number; readonly link: Span };

/** Finds such a tail; what lies before it is the paragraph. */
export function readRelatedTail(words: Words, line: Line): RelatedTail | null {
  for (let i = line.firstWord + 4; i < line.lastWord - 1; i++) {
    if (((words.gap[i] as number) & (Gap.stop | Gap.bracket)) === 0 || !READ.has(words.hash[i] as number)) continue;
    const match = MARKERS.longestAt(words, i, line.lastWord);
    if (!match || match.next >= line.lastWord || ((words.gap[match.next] as number) & Gap.colon) === 0) continue;
    const start = openingBracketBefore(words, i);
    return { start, link: { start: words.start[match.next] as number, end: line.end } };
  }
  return null;
}

/** «(اقرأ أيضاً: ...)» begins with its bracket. */
function openingBracketBefore(words: Words, index: number): number {
  const start = words.start[index] as number;
  return words.text[start - 1] === '(' || words.text[start - 1] === '[' ? start - 1 : start;
}
