/**
 * Stretches that tell another, earlier event to place the news: «بخلاف قافلة حلب التي أقلت 78 عائلة», «وكانت الوزارة قد
 * أعلنت ...», «بعد أيام على إنزال ...». Their numbers, names and places are no evidence of what the article is about.
 */
import { fold, Gap, hashFolded, type Words } from '../text/index.ts';
import type { Body, SentenceWords } from './body.ts';
import { hashTable, lookUp } from './hash-table.ts';

/** By word of a body: a `Recall`. */
export type Recalled = Uint8Array;

/** `earlier`: told of an earlier time, maybe of this event; `another`: of another event for sure. */
export const Recall = { none: 0, earlier: 1, another: 2 } as const;

/** What a word can do in opening such a stretch; «after» and «about» stand before a length of time. */
const Role = {
  against: 12,
  past: 13,
  days: 14,
  these: 15,
  nth: 16,
  opens: 1,
  on: 2,
  like: 3,
  to: 4,
  minds: 5,
  had: 6,
  done: 7,
  after: 8,
  about: 9,
  stretch: 10,
  since: 11,
} as const;

const WORDS: readonly (readonly [role: number, words: string])[] = [
  [Role.opens, 'بخلاف خلافا وبخلاف وخلافا سبق وسبق أسوة'], // «سبق أن قُتل ستة»
  [Role.against, 'مقابل مقارنة'], // «مقابل 1,284 في الشهر السابق»
  [Role.past, 'السابق السابقة الماضي الماضية المنصرم المنصرمة الفائت الفائتة'],
  [Role.on, 'على وعلى'], // «على غرار ما جرى»; and «بعد أيام على إنزال»
  [Role.like, 'غرار'],
  [Role.these, 'هذا وهذا هذه وهذه وهو وهي'], // «وهذا ثاني كمين في أقل من شهر، بعد كمين طريق السخنة»
  [Role.nth, 'ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر أول أعنف أكبر أسوأ أضخم'],
  [Role.to, 'إلى'], // «أعادت إلى الأذهان ...»
  [Role.minds, 'الأذهان أذهان'],
  [Role.had, 'كان كانت وكان وكانت كانوا وكانوا'], // «وكانت الإدارة الذاتية قد أعلنت»
  [Role.done, 'قد'],
  [Role.after, 'بعد وبعد قبل وقبل عقب'], // «بعد نحو شهر من قافلة ...»
  [
    Role.about,
    'نحو قرابة زهاء حوالي أكثر من أقل بضعة عدة ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة ثلاث أربع خمس ست سبع',
  ],
  [Role.days, 'يوم يومين أيام ساعة ساعات'],
  [Role.stretch, 'أسبوع أسبوعين أسابيع شهر شهرين أشهر شهور عام عامين أعوام سنة سنتين سنوات'],
  [Role.since, 'عن'],
];

const ROLES = hashTable(
  WORDS.flatMap(([role, words]) => words.split(' ').map((word) => [hashFolded(fold(word)), role] as const)),
);
const roleAt = ({ hash }: Words, index: number, end: number) =>
  index < end ? lookUp(ROLES, hash[index] as number) : 0;

/** Between «كانت» and «قد» stand at most this many words. */
const MOST_BETWEEN = 5;
/** «، التي أقلت 78 عائلة»: what goes on with the stretch behind a comma. */
const GOES_ON = new Set(
  'التي الذي الذين اللذين اللتين حيث حين عندما ما مما أي بينهم بينها'.split(' ').map((word) => hashFolded(fold(word))),
);
const WAW = 0x648;

/** The words of `body` that tell of an earlier event. */
export function readRecalled(body: Body): Recalled {
  const recalled = new Uint8Array(body.words.count);
  for (const sentence of body.sentences) {
    const from = openingIn(body.words, sentence);
    if (from < 0) continue;
    const end = endOf(body.words, sentence, from);
    recalled.fill(isAnother(body.words, from, end) ? Recall.another : Recall.earlier, from, end);
  }
  return recalled;
}

/** The first word of the stretch, or -1. */
function openingIn(words: Words, { first, end }: SentenceWords): number {
  for (let i = first; i < end; i++) {
    const role = roleAt(words, i, end);
    if (role !== 0 && opens(words, i, end, role)) return i;
  }
  return -1;
}

function opens(words: Words, index: number, end: number, role: number): boolean {
  if (role === Role.opens) return true;
  const next = roleAt(words, index + 1, end);
  if (role === Role.on) return next === Role.like;
  if (role === Role.to) return next === Role.minds;
  if (role === Role.these) return next === Role.nth;
  if (role === Role.had) return isBefore(words, index + 1, Math.min(end, index + 2 + MOST_BETWEEN), Role.done);
  if (role === Role.against) return isBefore(words, index + 1, Math.min(end, index + MOST_BEHIND), Role.past);
  return role === Role.after && isElapsed(words, index + 1, end);
}

/** «مقابل» compares with a time before when that is named within this many words. */
const MOST_BEHIND = 9;

function isBefore(words: Words, from: number, to: number, role: number): boolean {
  for (let i = from; i < to; i++) if (roleAt(words, i, to) === role) return true;
  return false;
}

/** «كانت قد», «بعد أيام على» may tell how this very event began, unless weeks or more lie between. */
function isAnother(words: Words, from: number, end: number): boolean {
  const role = roleAt(words, from, end);
  const mayBeThis = role === Role.had || role === Role.after;
  return !mayBeThis || isBefore(words, from, end, Role.stretch) || isBefore(words, from, end, Role.past);
}

/** A length of time with «من», «على» or «عن» behind it. */
function isElapsed(words: Words, index: number, end: number): boolean {
  let i = index;
  while (roleAt(words, i, end) === Role.about) i++;
  if (roleAt(words, i, end) !== Role.stretch && roleAt(words, i, end) !== Role.days) return false;
  const behind = words.hash[i + 1];
  return (
    i + 1 < end &&
    (behind === FROM || roleAt(words, i + 1, end) === Role.on || roleAt(words, i + 1, end) === Role.since)
  );
}

/** «من» also stands in «أكثر من». */
const FROM = hashFolded(fold('من'));

/** At the head of a sentence the stretch ends at a comma that nothing of it goes on behind; elsewhere with the sentence. */
function endOf(words: Words, { first, end }: SentenceWords, from: number): number {
  // «وهذا ثاني كمين في أقل من شهر، بعد ...» goes on.
  if (from > first + 1 || roleAt(words, from, end) === Role.these) return end;
  for (let i = from + 1; i < end; i++) {
    if (!((words.gap[i] as number) & Gap.comma)) continue;
    const goesOn = GOES_ON.has(words.hash[i] as number) || words.text.charCodeAt(words.start[i] as number) === WAW;
    if (!goesOn) return i;
  }
  return end;
}
