/** The chain of sources: «نقلت صحيفة ... عن ...», «بحسب المرصد السوري», «وفقاً لوكالة رويترز». */
import type { Attribution, Paragraph, Span } from '../model.ts';
import { buildLexicon, foldedWord, Gap, type Words, wordAt } from '../text/index.ts';
import { speechVerbAt, startsWithVerb } from './verbs.ts';
import { buildWordFilter } from './word-filter.ts';

/** `teller`: a verb that counts when an outlet is its subject; `according`: a source follows whatever it is. */
const CUE_WORDS: readonly (readonly [word: string, cue: 'teller' | 'according'])[] = [
  ...'نقل|نقلت|ذكر|ذكرت|أفاد|أفادت|قالت|أوردت|أورد|نشرت|نشر|كشفت|بث|بثت|تحدثت|أعلنت|أعلن|وثق|وثقت|رصد|أحصى'
    .split('|')
    .flatMap((verb) => [verb, `و${verb}`].map((form) => [form, 'teller'] as const)),
  ...'بحسب|حسب|وفق|وفقا|نقلا|استنادا|حسبما|وبحسب|ووفق|ووفقا|وحسب'
    .split('|')
    .map((word) => [word, 'according'] as const),
];

const CUES = buildLexicon<'teller' | 'according'>(CUE_WORDS, false);
const mayBeCue = buildWordFilter(CUE_WORDS.map(([word]) => word));

/** Nouns of those who publish; with ل glued before them after «وفقا». */
const OUTLETS = new Set(
  (
    'صحيفه وكاله موقع قناه شبكه منصه اذاعه مجله تلفزيون راديو مرصد المرصد جريده فضائيه مراسل مراسلون مراسلو وسائل الوكاله الصحيفه الشبكه القناه ' +
    'لصحيفه لوكاله لموقع لقناه لشبكه لمنصه لاذاعه لمجله للمرصد لمرصد لجريده لوسائل'
  ).split(' '),
);

/** Words that only point back to what was named before. */
const POINTING_BACK = new Set(
  (
    'البيان للبيان بيان المصدر للمصدر المصادر للمصادر التقرير للتقرير ذلك لذلك ما لما ان تعبيره تعبيرها قوله قولها وصفه وصفها رايه رايها نفسه نفسها المذكور ' +
    'الشاهد للشاهد المصدرين الصحيفه الوكاله الشبكه القناه الاحصائيه الاتفاق للاتفاق القانون للقانون الحاجه للحاجه الخطه لخطه لها له'
  ).split(' '),
);

const NAME_ENDS = new Set(
  'ان انه انها بان عن في الي على علي من خلال منذ الذي التي الذين قوله قولها امس اليوم قبل بعد حول بشان اذ حيث فقد فان كما ثم وان وانه مع ما لم لا'.split(
    ' ',
  ),
);

const LONGEST_NAME = 6;

/** The attributions of the body, in order. */
export function readAttributions(words: Words, paragraphs: readonly Paragraph[]): readonly Attribution[] {
  const found: Attribution[] = [];
  for (const { span, role } of paragraphs) {
    if (role !== 'body') continue;
    const end = wordAt(words, span.end);
    for (let i = wordAt(words, span.start); i < end; i++) {
      const cue = mayBeCue(words, i) ? CUES.find(words, i)?.value : undefined;
      if (cue) found.push(...attributionAt(words, i, cue, end));
    }
  }
  return found;
}

function attributionAt(words: Words, index: number, cue: 'teller' | 'according', end: number): readonly Attribution[] {
  const at = cue === 'according' ? skipTelling(words, skipLink(words, index + 1)) : index + 1;
  if (at >= end || !continues(words, at) || POINTING_BACK.has(foldedWord(words, at))) return [];
  if (cue === 'teller' && !OUTLETS.has(foldedWord(words, at))) return [];
  const name = nameAt(words, at, end);
  if (!name) return [];
  const first = { span: { start: words.start[index] as number, end: name.span.end }, name: name.span };
  const passedOn = cue === 'teller' && name.next < end && foldedWord(words, name.next) === 'عن';
  const second = passedOn ? nameAt(words, name.next + 1, end) : null;
  return second ? [first, { span: { start: first.span.start, end: second.span.end }, name: second.span }] : [first];
}

/** «نقلاً عن», «استناداً إلى», «وفقاً لـ». */
function skipLink(words: Words, index: number): number {
  const word = index < words.count ? foldedWord(words, index) : '';
  return word === 'عن' || word === 'الي' || word === 'ل' ? index + 1 : index;
}

/** «وفق ما أفادت إدارة المخيم», «حسبما قال طبيب»: who told it stands behind the verb. */
function skipTelling(words: Words, index: number): number {
  const verb = index < words.count && foldedWord(words, index) === 'ما' ? index + 1 : index;
  return verb < words.count && speechVerbAt(words, verb) ? verb + 1 : index;
}

const continues = (words: Words, index: number) =>
  ((words.gap[index] as number) & (Gap.stop | Gap.colon | Gap.newline | Gap.comma)) === 0;

function nameAt(words: Words, first: number, end: number): { span: Span; next: number } | null {
  let last = first;
  while (last < end && last - first < LONGEST_NAME && !endsName(words, first, last)) last++;
  if (last === first) return null;
  const start = (words.start[first] as number) + (isBehindAccording(words, first) ? 1 : 0);
  return { span: { start, end: withClosingMark(words.text, start, words.end[last - 1] as number) }, next: last };
}

/** «وفقاً لوكالة ...»: the ل belongs to «وفقاً»; that of «للمرصد» cannot be taken off. */
function isBehindAccording(words: Words, index: number): boolean {
  const before = index > 0 ? foldedWord(words, index - 1) : '';
  const word = foldedWord(words, index);
  return before.endsWith('وفقا') && word.startsWith('ل') && !word.startsWith('لل') && word.length > 3;
}

/** A name in quotation marks keeps both of them. */
function withClosingMark(text: string, start: number, end: number): number {
  if (!'”»"'.includes(text[end] ?? ' ')) return end;
  const marks = text.slice(start, end).match(/[“”«»"]/g)?.length ?? 0;
  return marks % 2 === 1 ? end + 1 : end;
}

function endsName(words: Words, first: number, index: number): boolean {
  const word = foldedWord(words, index);
  if (NAME_ENDS.has(word)) return true;
  if (index === first) return false;
  if (!continues(words, index) || ((words.gap[index] as number) & Gap.bracket) !== 0) return true;
  // «طبيب لشبكة بادية 24»: the name ends before whom it was told to
  return (
    CUES.find(words, index) !== undefined || (word.startsWith('ل') && OUTLETS.has(word)) || startsWithVerb(words, index)
  );
}
