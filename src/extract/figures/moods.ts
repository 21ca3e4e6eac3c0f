/** Words before a figure that colour all behind them, and how far each reaches: its clause and the clauses that depend on it. */
import type { Assertion } from '../../model.ts';
import { Gap, Glued } from '../../text/index.ts';
import { asideEndingAt, opensAside } from './asides.ts';
import { colourOf, isAction, isAftermath, isPast, isThat } from './attitudes.ts';
import {
  cue,
  flags,
  glued,
  isClauseStart,
  isDefinite,
  lexeme,
  type PageWords,
  type Place,
  wordText,
} from './context.ts';
import type { Unit } from './unit-model.ts';
import { CueFlag } from './vocabulary.ts';

/** Plans and suppositions reach this many words, denials and allegations further. */
const FARTHEST = 16;
const FARTHEST_DENIAL = 24;

/** What was crossed between the number and the word in hand. */
type Crossed = {
  /** Clauses that speak for themselves. */
  own: number;
  /** «بعد مقتل»: what lies behind is so already. */
  factual: boolean;
  /** A clause that begins with «إن». */
  that: boolean;
  /** «..., ولاحتجنا إلى»: another outcome of the same condition. */
  outcome: boolean;
  /** «طالبت المانحين، شركاءها منذ عقد، بخفض»: the comma before this one opens an aside. */
  aside: boolean;
  /** «وقال»: who denied before goes on to say what is so. */
  said: boolean;
};

/** Walks back through the sentence to a word that colours all behind it. */
export function moodBefore(place: Place, unit: Unit | null): Assertion | null {
  const { page, from } = place;
  const { index } = place.before;
  const crossed: Crossed = { own: 0, factual: false, that: false, outcome: false, aside: false, said: false };
  let alleged = false;
  for (let at = index; at >= Math.max(from, index - FARTHEST_DENIAL); at--) {
    if ((flags(page, at) & CueFlag.mood) !== 0 || mayBeFuture(page, at)) {
      const mood = moodAt(place, unit, at, crossed);
      // «نفى ما تردد عن مقتل 12»: the denial governs
      if (mood && mood !== 'alleged' && !alleged) return mood;
      if (mood === 'denied' && crossed.own === 0) return mood;
      alleged ||= mood === 'alleged';
      crossed.factual ||= isAftermath(place, at);
      crossed.said ||= SAID.has(wordText(page, at));
      if (isTurn(page, at)) break;
    }
    // «من 1.2 مليون إلى»: the point stands inside a number
    const stops = ((page.words.gap[at] ?? 0) & (Gap.stop | Gap.newline)) !== 0;
    if (stops && page.numberAt[at] !== undefined && page.numberAt[at] === page.numberAt[at - 1]) continue;
    if (stops) break;
    if (isClauseStart(page, at)) cross(place, at, crossed);
  }
  return alleged ? 'alleged' : null;
}

const SAID = new Set(['وقال', 'وقالت', 'وقالوا', 'وذكر', 'وذكرت']);

/** «بل», «مؤكداً» (but «أنباء غير مؤكدة»), «إلا أن», «في حين». */
function isTurn(page: PageWords, at: number): boolean {
  const found = cue(page, at);
  if (found?.turn) return wordText(page, at - 1) !== 'غير';
  if (found?.attitude !== 'turning') return false;
  const before = wordText(page, at - 1);
  return found.word === 'حين' ? before === 'في' || before === 'علي' : wordText(page, at + 1) === 'ان';
}

function cross(place: Place, at: number, crossed: Crossed): void {
  const { page } = place;
  if (isThat(page, at)) crossed.that = true;
  // «نفت مقتل 20، وقتلت القوات 12»: a verb of the past with a subject of its own
  if (isPast(page, at) && /^[وف]/u.test(wordText(page, at)) && isDefinite(page, at + 1)) crossed.said = true;
  const inAside = crossed.aside;
  crossed.aside = isComplement(page, at);
  if (crossed.aside || (inAside && !cue(page, at)?.verb)) return;
  if (isOutcome(page, at)) crossed.outcome = true;
  else if (!isDependent(place, at)) crossed.own++;
}

/** «، برفع», «، بخفض»: what is asked for, behind a comma, goes on the clause that asks. */
function isComplement(page: PageWords, at: number): boolean {
  const found = cue(page, at);
  return (glued(page, at) & Glued.by) !== 0 && found?.change === true;
}

/** True for a clause that goes on the one before it: «تعتزم بغداد إغلاق الملف، بنقل 12», «تعتزم، قبل العيد، نقل 12». */
function isDependent(place: Place, at: number): boolean {
  const { page, from } = place;
  const found = cue(page, at);
  if (found?.pronoun || found?.within || opensAside(page, at) || isBehindOpening(page, at, from)) return true;
  if (found?.verb) return /^[يت]/u.test(wordText(page, at)) && !/ت$/u.test(wordText(page, at));
  const joined = (glued(page, at) & Glued.and) !== 0 || /^[وف]/u.test(wordText(page, at));
  if (joined) return isAction(page, at);
  return asideEndingAt(page, at - 1, from) > from;
}

const LONGEST_OPENING = 10;

/** «وبحسب رواية لم تؤكدها السلطات، فقد قُتل 12»: what opens the sentence holds of all behind it. */
function isBehindOpening(page: PageWords, at: number, from: number): boolean {
  if (at - from > LONGEST_OPENING) return false;
  for (let i = at - 1; i > from; i--) if (isClauseStart(page, i)) return false;
  return /^و?(?:بحسب|حسب|وفق|وفقا|في|من|علي)$/u.test(wordText(page, from));
}

const NO_OUTCOMES = /^[وف]?(?:لكن|ليس|لم|لن|لا|لان|لدي|لقد|لعل|لذلك|لهذا|لو|لولا|له|لها|لهم)/u;

/** «لو انسحب التحالف لتضاعفت الهجمات، ولاحتجنا إلى 12»; «ولكن», «ولم» open no outcome. */
function isOutcome(page: PageWords, at: number): boolean {
  const word = wordText(page, at);
  if (!/^[وف]?ل.{2,}$/u.test(word)) return false;
  return /^[وف]?لا.{3,}/u.test(word) ? !/^[وف]?لان/u.test(word) : !NO_OUTCOMES.test(word);
}

function moodAt(place: Place, unit: Unit | null, at: number, crossed: Crossed): Assertion | null {
  const { page, before } = place;
  const found = cue(page, at);
  const mood = found?.mood;
  if (mood === 'denied' || mood === 'alleged') {
    const spent = isDenialOfGood(page, at) || (found?.aside && crossed.that) || (mood === 'denied' && crossed.said);
    // «الأمل» is no verb
    return spent || isNamed(page, at) ? null : mood;
  }
  const colour = found?.attitude ? colourOf(page, at, before.index) : null;
  if (colour === 'denied' || colour === 'alleged')
    return crossed.own === 0 || found?.attitude === 'claim' ? colour : null;
  if (crossed.factual || before.index - at > FARTHEST)
    return isCondition(found?.word) && crossed.outcome ? 'hypothetical' : null;
  if (isCondition(found?.word) && (crossed.own === 0 || crossed.outcome)) return 'hypothetical';
  if (crossed.own > 0 || isNamed(page, at)) return null;
  return colour ?? plannedAt(place, unit, at);
}

/** A verb's letters with the article are a noun or a name: «مركز الأمل». */
function isNamed(page: PageWords, at: number): boolean {
  return cue(page, at)?.verb === true && (glued(page, at) & Glued.the) !== 0;
}

function isCondition(word: string | undefined): boolean {
  return word === 'لو' || word === 'لولا';
}

/** Plans and suppositions stay in their clause. */
function plannedAt(place: Place, unit: Unit | null, at: number): Assertion | null {
  const { page } = place;
  const { index } = place.before;
  const found = cue(page, at);
  // «خلافاً لما ذكرته مواقع عن مقتل 3»
  if (found?.mood === 'contrasted') return wordText(page, at + 1) === 'لما' ? 'contrasted' : null;
  if (isNegatedPassive(page, at, index)) return 'denied';
  if (found?.future || isFuture(page, at)) return 'planned';
  if (found?.mood) return found.mood === 'hypothetical' && wordText(page, at) === 'ان' ? null : found.mood;
  if (isSupposition(page, at)) return 'hypothetical';
  return isAskedFor(place, unit, at) ? 'planned' : null;
}

const SEEN = 'س'.charCodeAt(0);

/** True for a word that begins with س, glued letter aside. */
function mayBeFuture({ words }: PageWords, at: number): boolean {
  const start = words.start[at] as number;
  return words.text.charCodeAt(start) === SEEN || words.text.charCodeAt(start + 1) === SEEN;
}

/** «سينال», «ستجنّد»: futures of verbs that are not in the list; nouns in سي and ست are kept out. */
function isFuture(page: PageWords, at: number): boolean {
  if (cue(page, at) || lexeme(page, at)) return wordText(page, at) === 'ان' && isPurpose(page, at);
  const word = wordText(page, at).replace(/^[وف]/u, '');
  return (
    /^س[يت]....?.?.?$/u.test(word) &&
    !/^(?:سيطر|سياس|سياد|سيار|سيناريو|سيناء|ستار|ستراتيج|ستوكهولم|ستي|ستاند|ستود|سيرغ|سيبير|سيدني|سيمنس)/u.test(word) &&
    !/[اه]ت?$/u.test(word)
  );
}

/** «...، على أن يُخصَّص»: what is agreed for later; «شدد على أن» is none. */
function isPurpose(page: PageWords, at: number): boolean {
  return wordText(page, at - 1) === 'علي' && isClauseStart(page, at - 1) && /^[يت]/u.test(wordText(page, at + 1));
}

/** «برنامج لتدريب 90 معلماً». */
const PROGRAMMES = new Set(['برنامج', 'مشروع']);

/** «تعهد المانحون بدفع 40 مليوناً» is yet to be paid; «تعهدوا بـ40 مليوناً», «بتقديم 40» tells what they pledged. */
const PAYING = /^ب(?:دفع|تسديد|سداد|صرف|تحويل|ضخ)$/u;

/** «دعا إلى رفع المنحة إلى 40 مليون», «تعهدت بتدريب 300 شرطي»; money pledged counts as said. */
function isAskedFor(place: Place, unit: Unit | null, at: number): boolean {
  const { page } = place;
  const { index } = place.before;
  const found = cue(page, at);
  if (found && PROGRAMMES.has(found.word)) return /^ل.{4,}/u.test(wordText(page, at + 1));
  if (!found?.request || at === index) return false;
  const pledged = found.event === 'funding' && unit?.noun?.class === 'money';
  for (let i = at + 1; i <= index; i++) {
    if (wordText(page, i) === 'ان') return false;
    if (pledged) {
      if (PAYING.test(wordText(page, i))) return true;
      continue;
    }
    if (wordText(page, i) === 'الي' || (glued(page, i) & Glued.by) !== 0 || /^ب.{4,}/u.test(wordText(page, i)))
      return true;
  }
  return false;
}

/** «صحة» denies only in «لا صحة». */
function isDenialOfGood(page: PageWords, at: number): boolean {
  return /صحه$/u.test(wordText(page, at)) && !(wordText(page, at) === 'صحه' && wordText(page, at - 1) === 'لا');
}

/** «لم يُقتل أي», «لم يصب 12»: a negated verb right before the number. */
function isNegatedPassive(page: PageWords, at: number, index: number): boolean {
  if (index - at > 2 || !cue(page, at)?.verb) return false;
  const before = wordText(page, at - 1).replace(/^[وف]/u, '');
  if (before !== 'لم' && before !== 'لن') return false;
  for (let i = at; i <= index; i++)
    if (cue(page, i)?.qualifier && /^(?:سوي|الا)$/u.test(wordText(page, i))) return false;
  return before === 'لم' && !cue(page, at)?.qualifier;
}

const MAYBE = new Set(['قد', 'وقد', 'فقد']);

/** «قد يصل»: قد before a present; before a past («وقد توقفت») it asserts. */
function isSupposition(page: PageWords, at: number): boolean {
  if (!MAYBE.has(wordText(page, at))) return false;
  const next = wordText(page, at + 1);
  if (/^ي/u.test(next)) return true;
  if (!/^[تن]/u.test(next) || /ت$/u.test(next) || next === 'تم' || (glued(page, at) & 1) !== 0) return false;
  return !isPluperfect(page, at);
}

const PLUPERFECT_REACH = 6;

/** «كان المصدر قد تحدث»: past though the letters could be a present. */
function isPluperfect(page: PageWords, at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - PLUPERFECT_REACH) && !isClauseStart(page, i + 1); i--) {
    if (/^[وف]?كان(?:ت|وا)?$/u.test(wordText(page, i))) return true;
  }
  return false;
}
