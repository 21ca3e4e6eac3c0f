/** Tells lines of site furniture by the phrases they are made of. */
import type { SourceProfile } from '../model.ts';
import { fold, foldedWord, hashFolded, WordKind, type Words } from '../text/index.ts';
import { CHROME_PHRASES, type ChromeCue } from './chrome-phrases.ts';
import type { Line } from './lines.ts';
import { buildPhrases, type PhraseMatch } from './phrases.ts';

/** Why a line is furniture: the rule, and what it opens for the lines behind it. */
export type ChromeVerdict = {
  readonly rule: string;
  readonly opens: ChromeCue['opens'];
  /** True when the line could also be a heading of the body. */
  readonly unsure: boolean;
};

const PHRASES = buildPhrases<ChromeCue>(CHROME_PHRASES);

/** Lines longer than this are read as text whatever they begin with, but for notices that are sentences themselves. */
const LONGEST_FURNITURE = 14;
/** Notices of cookies and rights run to sentences. */
const LONGEST_NOTICE = 60;

/** The verdict on a line, or null when it is not furniture by its words. */
export function chromeVerdict(words: Words, line: Line): ChromeVerdict | null {
  if (line.words === 0) return { rule: 'decoration', opens: 'nothing', unsure: false };
  if (line.words > LONGEST_NOTICE) return null;
  const match = PHRASES.longestAt(words, line.firstWord, line.lastWord);
  if (line.words > LONGEST_FURNITURE) return match && isNotice(match.value) ? verdict(match.value) : null;
  return (match && byFirstPhrase(words, line, match)) ?? counterVerdict(words, line) ?? loneVerdict(words, line);
}

const verdict = (cue: ChromeCue): ChromeVerdict => ({
  rule: cue.rule,
  opens: cue.opens,
  unsure: cue.match === 'section',
});

const isNotice = (cue: ChromeCue) =>
  cue.match === 'opening' &&
  ['cookies', 'copyright', 'disclaimer', 'newsletter', 'comments', 'caption'].includes(cue.rule);

function byFirstPhrase(words: Words, line: Line, match: PhraseMatch<ChromeCue>): ChromeVerdict | null {
  if (match.value.match === 'opening') return isSentenceOfText(line, match) ? null : verdict(match.value);
  if (match.next === line.lastWord) return verdict(match.value);
  return isBarOfPhrases(words, line) ? verdict(match.value) : null;
}

/** «آخر الأخبار الواردة من المخيم تتحدث عن عودة ثلاث عائلات.» begins like a list and is a sentence. */
function isSentenceOfText(line: Line, match: PhraseMatch<ChromeCue>): boolean {
  return line.ending === 'stop' && !isNotice(match.value) && line.lastWord - match.next > 4;
}

/** «فيسبوك | إكس | واتساب», «التعليقات (0)», «الرئيسية | سياسة | رياضة»: phrases and numbers, nothing else. */
function isBarOfPhrases(words: Words, line: Line): boolean {
  for (let i = line.firstWord; i < line.lastWord; ) {
    const match = PHRASES.longestAt(words, i, line.lastWord);
    if (!match && words.kind[i] !== WordKind.number) return false;
    i = match?.next ?? i + 1;
  }
  return true;
}

/** «0 مشاركة», «350 مشاهدة», «3 دقائق قراءة»: a number before the phrase. */
function counterVerdict(words: Words, line: Line): ChromeVerdict | null {
  let first = line.firstWord;
  while (first < line.lastWord && words.kind[first] === WordKind.number) first++;
  if (first === line.firstWord) return null;
  if (first === line.lastWord) return { rule: 'counter', opens: 'nothing', unsure: false };
  const match = PHRASES.longestAt(words, first, line.lastWord);
  return match?.next === line.lastWord && match.value.match !== 'section' ? verdict(match.value) : null;
}

/** Single letters of font switches («أ أ أ»), addresses, tags («#سوريا #الحسكة») and short lines in another script. */
function loneVerdict(words: Words, line: Line): ChromeVerdict | null {
  const { text } = words;
  if (text[line.textStart] === '©') return { rule: 'copyright', opens: 'end', unsure: false };
  if (isInvitation(words, line)) return { rule: 'share-bar', opens: 'nothing', unsure: false };
  if (isSkipLink(words, line)) return { rule: 'other-articles', opens: 'list', unsure: false };
  if (isAddress(text, line)) return { rule: 'address', opens: 'nothing', unsure: false };
  if (text[line.textStart] === '#' && countOf(text, line, '#') * 4 >= line.words) {
    return { rule: 'tags', opens: 'nothing', unsure: false };
  }
  let letters = 0;
  let foreign = 0;
  for (let i = line.firstWord; i < line.lastWord; i++) {
    if (words.kind[i] !== WordKind.arabic) foreign++;
    else if ((words.end[i] as number) - (words.start[i] as number) < 2) letters++;
  }
  if (letters + foreign < line.words) return null;
  if (foreign === 0) return { rule: 'reading-aid', opens: 'nothing', unsure: false };
  return line.words <= 6 ? { rule: 'foreign', opens: 'nothing', unsure: false } : null;
}

/** «تابع آخر أخبارنا عبر غوغل نيوز», «انضموا إلى قناتنا على واتساب», «حمّل تطبيق الوادي» */
function isInvitation(words: Words, line: Line): boolean {
  if (line.ending === 'stop' || !INVITING.has(words.hash[line.firstWord] as number)) return false;
  for (let i = line.firstWord + 1; i < line.lastWord; i++) if (OWN_CHANNELS.has(words.hash[i] as number)) return true;
  return false;
}

const hashesOf = (list: string) => new Set(list.split(' ').map((word) => hashFolded(fold(word))));
const INVITING = hashesOf(
  'تابع تابعوا تابعونا تابعنا انضم انضموا انضمي اشترك اشتركوا حمل حملوا للانضمام للاشتراك لمتابعة لتحميل',
);
/** Where a site has its readers follow it. */
const OWN_CHANNELS = hashesOf(
  'قناتنا قناتها صفحتنا صفحاتنا حسابنا حساباتنا أخبارنا تطبيق تطبيقنا منصاتنا نشرتنا واتساب تلغرام تليغرام تيليغرام تلجرام تيليجرام فيسبوك تويتر ' +
    'انستغرام إنستغرام يوتيوب غوغل جوجل نبض',
);

/** «تخطى الأكثر قراءة وواصل القراءة»: a list of other articles follows. */
function isSkipLink(words: Words, line: Line): boolean {
  return (
    line.words > 2 &&
    words.hash[line.lastWord - 1] === READING &&
    words.hash[line.lastWord - 2] === GO_ON &&
    foldedWord(words, line.firstWord).startsWith('تخط')
  );
}

const READING = hashFolded('القراءه');
const GO_ON = hashFolded('وواصل');

function isAddress(text: string, line: Line): boolean {
  if (text.startsWith('http://', line.textStart) || text.startsWith('https://', line.textStart)) {
    return !text.slice(line.textStart, line.end).includes(' ');
  }
  return line.words <= 8 && (text.startsWith('pic.twitter.com', line.textStart) || countOf(text, line, '@') > 0);
}

function countOf(text: string, line: Line, char: string): number {
  return text.slice(line.start, line.end).split(char).length - 1;
}

type FoldedProfile = { readonly dropLines: ReadonlySet<string>; readonly cutFrom: readonly string[] };

/** A profile serves thousands of pages: its lines are folded once. */
const foldedProfiles = new WeakMap<SourceProfile, FoldedProfile>();

function foldedProfile(profile: SourceProfile): FoldedProfile {
  let folded = foldedProfiles.get(profile);
  if (!folded) {
    const dropLines = new Set(profile.dropLines.map((line) => fold(line)));
    folded = { dropLines, cutFrom: profile.cutFrom.map((start) => fold(start)) };
    foldedProfiles.set(profile, folded);
  }
  return folded;
}

/** A line that the outlet's profile drops, or from which on it drops everything. */
export function profileVerdict(text: string, line: Line, profile: SourceProfile | null): ChromeVerdict | null {
  if (!profile || line.words > LONGEST_NOTICE) return null;
  const { dropLines, cutFrom } = foldedProfile(profile);
  if (cutFrom.length === 0 && (dropLines.size === 0 || line.words > LONGEST_FURNITURE)) return null;
  const folded = fold(text, line.textStart, line.end);
  if (cutFrom.some((start) => folded.startsWith(start))) return { rule: 'profile', opens: 'end', unsure: false };
  return dropLines.has(folded) ? { rule: 'profile', opens: 'nothing', unsure: false } : null;
}
