/** Quotations of a page with their speakers, as far as the sentence names them. */
import type { Paragraph, Quotation, Span } from '../model.ts';
import { foldedWord, Gap, type Words, wordAt } from '../text/index.ts';
import { quotedSpans } from './quote-marks.ts';
import { speechVerbAt } from './verbs.ts';

/** Shorter stretches in quotation marks are names and borrowed words («قسد», «حلم الخلافة»), not what someone said. */
const SHORTEST_QUOTATION = 4;
/** From so many words on it is no name, wherever it stands. */
const SHORTEST_SENTENCE = 6;
/** The verb of saying stands at most so far before its quotation. */
const FARTHEST_VERB = 60;
const LONGEST_SPEAKER = 8;

/** The quotations of the body, in order. */
export function readQuotations(words: Words, paragraphs: readonly Paragraph[]): readonly Quotation[] {
  return paragraphs.flatMap((paragraph) => {
    const quoted = quotedSpans(words, paragraph.span);
    return quoted.flatMap((span, i) => readQuotation(words, span, quoted[i - 1] ?? null, paragraph.span));
  });
}

function readQuotation(words: Words, span: Span, before: Span | null, paragraph: Span): readonly Quotation[] {
  const first = wordAt(words, span.start);
  const last = wordAt(words, span.end);
  if (last - first < SHORTEST_QUOTATION || isName(words, first, last)) return [];
  return [{ span, speaker: speakerBefore(words, first, before, paragraph) ?? speakerBehind(words, last) }];
}

/** «قالت "غرفة العمليات المشتركة" إن ...», «ضمن حملة "..."»: what stands in the place of a name is one. */
function isName(words: Words, first: number, last: number): boolean {
  if (first === 0 || ((words.gap[first] as number) & Gap.colon) !== 0) return false;
  if (speechVerbAt(words, first - 1)) return true;
  return last - first < SHORTEST_SENTENCE && !LEADS_IN.has(foldedWord(words, first - 1));
}

/** Words behind which a short stretch in quotation marks is speech. */
const LEADS_IN = new Set(
  'ان انه انها انهم بان ب بانه الي علي من قائلا قائله ل عن انهما كان كانت عباره كلمه جمله هتاف شعار'.split(' '),
);

/** «وقال متحدث باسم القوة إن "..."»: the nearest verb of saying before the quotation, in its sentence. */
function speakerBefore(words: Words, quotation: number, before: Span | null, paragraph: Span): Span | null {
  const limit = Math.max(wordAt(words, paragraph.start), quotation - FARTHEST_VERB);
  if (((words.gap[quotation] as number) & Gap.stop) !== 0) return null;
  for (let i = quotation - 1; i >= limit; i--) {
    const speaker = isInside(words, i, before) ? null : speakerOf(words, i, quotation);
    if (speaker) return speaker;
    if (((words.gap[i] as number) & Gap.stop) !== 0) return null;
  }
  return null;
}

const isInside = (words: Words, index: number, span: Span | null) =>
  span !== null && (words.start[index] as number) >= span.start && (words.start[index] as number) < span.end;

/** «"...", قال المدير»: the verb directly behind the quotation. */
function speakerBehind(words: Words, behind: number): Span | null {
  if (behind >= words.count || ((words.gap[behind] as number) & (Gap.stop | Gap.newline)) !== 0) return null;
  return speakerOf(words, behind, words.count);
}

/** Words behind which a form is no finite verb of its own: «أن يرى», «عدم ذكر اسمه». */
const NOT_BEFORE_VERB = new Set(['ان', 'عدم', 'لم', 'لن', 'لا', 'كي', 'لكي', 'حتي', 'دون']);

/** The words that name who speaks, when word `verb` is a verb of saying and they follow it. */
function speakerOf(words: Words, verb: number, limit: number): Span | null {
  const takes = speechVerbAt(words, verb);
  if (!takes || (verb > 0 && NOT_BEFORE_VERB.has(foldedWord(words, verb - 1)))) return null;
  return takes === 'of' ? nameBehind(words, verb + 1, limit) : definiteNameBehind(words, verb + 1, limit);
}

/** «وصف الباحث كل عودة بأنها ...»: of speaker and object only the speaker's definite words are sure. */
function definiteNameBehind(words: Words, first: number, limit: number): Span | null {
  const closed = nameBehind(words, first, limit);
  const behind = closed ? wordAt(words, closed.end) : limit;
  if (closed && behind < limit && ((words.gap[behind] as number) & Gap.comma) !== 0) return closed;
  let last = first;
  while (last < limit && !endsName(words, first, last) && foldedWord(words, last).startsWith('ال')) last++;
  if (last === first || last - first > 3) return null;
  return { start: words.start[first] as number, end: words.end[last - 1] as number };
}

/** Words that end the name of a speaker. */
const NAME_ENDS = new Set(
  (
    'ان انه انها انهم انهما بان بانه بانها الي على علي في عن من خلال امام امس اليوم عبر بعد قبل ضمن حول مع بحسب وفق حسب مساء صباح ليل فجر ظهر قائلا قائله مشيرا ' +
    'مشيره مضيفا مضيفه موضحا موضحه مؤكدا موكدا موكده ايضا كذلك الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت الاحد بيان للصحفيين للصحافيين لوكاله لصحيفه لموقع ' +
    'لقناه لمنصه لاذاعه لشبكه ل له لها بشده به بها ب الذي التي الذين كما ثم بل لا لم لن ما قد سابقا لاحقا مرارا'
  ).split(' '),
);

function nameBehind(words: Words, first: number, limit: number): Span | null {
  let last = first;
  while (last < limit && last - first < LONGEST_SPEAKER && !endsName(words, first, last)) last++;
  if (last === first || last - first === LONGEST_SPEAKER) return null;
  return { start: words.start[first] as number, end: words.end[last - 1] as number };
}

function endsName(words: Words, first: number, index: number): boolean {
  const gap = words.gap[index] as number;
  if (gap & (Gap.stop | Gap.colon | Gap.newline)) return true;
  if (index > first && gap & (Gap.comma | Gap.bracket)) return true;
  return NAME_ENDS.has(foldedWord(words, index)) || speechVerbAt(words, index) !== null;
}
