/** «بقلم: ...», «إعداد ...», «كتبت: ...»: the line that names the author. */
import type { Span } from '../model.ts';
import { Gap, type Words } from '../text/index.ts';
import type { Line } from './lines.ts';
import { buildPhrases } from './phrases.ts';
import { hasVerb } from './verbs.ts';

/** `sure` labels need no colon behind them. */
const LABELS = buildPhrases<'sure' | 'colon'>([
  ...'بقلم|بقلم الكاتب|بقلم الكاتبة|من إعداد|إعداد وتحرير|كتابة وتحرير'
    .split('|')
    .map((label) => [label, 'sure'] as const),
  ...'كتب|كتبت|كتبه|كتبها|إعداد|تحرير|المحرر|الكاتب|الكاتبة|المؤلف|المراسل|مراسل|مراسلة|تقرير|حوار|ترجمة|أجرى الحوار|حاوره|حاورته|متابعة|by'
    .split('|')
    .map((label) => [label, 'colon'] as const),
]);

/** «تقرير: الذخائر تحصد أرواح المئات» is a headline: a name is short and has no verb. */
const saysMore = (words: Words, first: number, line: Line) =>
  line.lastWord - first > LONGEST_NAME || hasVerb(words, first, line.lastWord);

const LONGEST_NAME = 5;

/** A name and what is said of it: «سامر الأحمد، صحفي سوري مقيم في برلين». */
const LONGEST_BYLINE = 10;

/** The name in a byline; null for any other line. */
export function readByline(words: Words, line: Line): Span | null {
  if (line.words > LONGEST_BYLINE || line.ending === 'stop') return null;
  const label = LABELS.longestAt(words, line.firstWord, line.lastWord);
  if (!label || label.next >= line.lastWord) return null;
  const separated = ((words.gap[label.next] as number) & (Gap.colon | Gap.other)) !== 0;
  if (label.value === 'colon' && (!separated || saysMore(words, label.next, line))) return null;
  return { start: words.start[label.next] as number, end: words.end[line.lastWord - 1] as number };
}
