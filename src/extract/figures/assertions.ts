/** Whether a figure is asserted, planned, denied, alleged, contrasted or only supposed. */
import type { Assertion } from '../../model.ts';
import { Gap, Glued } from '../../text/index.ts';
import { cue, flags, glued, isClauseStart, lexeme, type PageWords, type Place, wordText } from './context.ts';
import type { Unit } from './unit-model.ts';
import { CueFlag } from './vocabulary.ts';

const FARTHEST = 14;

/** How the figure stands in its clause, and the rule that says so. */
export function readAssertion(
  place: Place,
  unit: Unit | null,
): { readonly assertion: Assertion; readonly rule: string } {
  const found = contrasted(place) ?? deniedBehind(place) ?? moodBefore(place, unit) ?? futureBehind(place, unit);
  return found ? { assertion: found, rule: `assertion:${found}` } : { assertion: 'asserted', rule: 'assertion:none' };
}

/** «وليس 12», «لا 12 بل 9». */
function contrasted({ page, before, number }: Place): Assertion | null {
  const first = cue(page, before.index);
  if (first?.word === 'ليس' || first?.word === 'ليسوا') return 'contrasted';
  if (first?.word === 'لا' && !cue(page, number.first)?.verb) return 'contrasted';
  const behindNot = first?.stop && !first.qualifier && cue(page, before.index - 1)?.word === 'ليس';
  return behindNot ? 'contrasted' : null;
}

/** Walks back through the sentence to a word that colours all behind it. */
function moodBefore(place: Place, unit: Unit | null): Assertion | null {
  const { page, from } = place;
  const { index } = place.before;
  let clauses = 0;
  for (let at = index; at >= Math.max(from, index - FARTHEST); at--) {
    const coloured = (flags(page, at) & CueFlag.mood) !== 0 || mayBeFuture(page, at);
    const mood =
      coloured &&
      (moodAt(page, at, index, clauses) ?? (clauses === 0 && isAskedFor(place, unit, at, index) ? 'planned' : null));
    if (mood) return mood;
    if (cue(page, at)?.turn) return null;
    if (((page.words.gap[at] ?? 0) & (Gap.stop | Gap.newline)) !== 0) return null;
    // «من المقرر أن يصل الوفد، وقوامه 20» is one clause
    if (isClauseStart(page, at) && !cue(page, at)?.pronoun) clauses++;
  }
  return null;
}

/** Denials and allegations («نفى أن», «زعم أن») reach over a comma; plans and suppositions stay in their clause. */
function moodAt(page: PageWords, at: number, index: number, clauses: number): Assertion | null {
  const found = cue(page, at);
  if (found?.mood === 'denied' || found?.mood === 'alleged') return isDenialOfGood(page, at) ? null : found.mood;
  if (clauses > 0) return null;
  // «خلافاً لما ذكرته مواقع عن مقتل 3»
  if (found?.mood === 'contrasted') return wordText(page, at + 1) === 'لما' ? 'contrasted' : null;
  if (isNegatedPassive(page, at, index)) return 'denied';
  if (found?.future || isFuture(page, at)) return 'planned';
  if (found?.mood) return found.mood === 'hypothetical' && wordText(page, at) === 'ان' ? null : found.mood;
  return isSupposition(page, at) ? 'hypothetical' : null;
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
const PROGRAMMES = new Set(['برنامج', 'خطه', 'مشروع']);

/** «دعا إلى رفع المنحة إلى 40 مليون», «تعهدت بتدريب 300 شرطي»; money pledged counts as said. */
function isAskedFor(place: Place, unit: Unit | null, at: number, index: number): boolean {
  const { page } = place;
  const found = cue(page, at);
  if (found && PROGRAMMES.has(found.word)) return /^ل.{4,}/u.test(wordText(page, at + 1));
  if (!found?.request || at === index) return false;
  if (found.event === 'funding' && unit?.noun?.class === 'money') return false;
  for (let i = at + 1; i <= index; i++) {
    if (wordText(page, i) === 'ان') return false;
    if (wordText(page, i) === 'الي' || (glued(page, i) & Glued.by) !== 0 || /^ب.{4,}/u.test(wordText(page, i)))
      return true;
  }
  return false;
}

/** «ما يُشاع عن اعتقال أربعة معلمين كذب محض». */
function deniedBehind({ page, number, to }: Place): Assertion | null {
  for (let at = number.last + 1; at <= Math.min(to, number.last + 8); at++) {
    if ((flags(page, at) & CueFlag.untrue) !== 0 && isUntrue(page, at)) return 'denied';
  }
  return null;
}

/** «كذب», «عارٍ من الصحة», «لا أساس له», «غير صحيح». */
function isUntrue(page: PageWords, at: number): boolean {
  switch (cue(page, at)?.word) {
    case 'عار':
    case 'عاريه':
      return wordText(page, at + 2) === 'الصحه';
    case 'اساس':
      return wordText(page, at - 1) === 'لا';
    case 'صحيح':
    case 'صحيحه':
      return wordText(page, at - 1) === 'غير';
    default:
      return true;
  }
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

/** «قد يصل»: قد before a present; before a past («وقد توقفت») it asserts. */
function isSupposition(page: PageWords, at: number): boolean {
  if (!/^(?:ف|و)?قد$/u.test(wordText(page, at))) return false;
  const next = wordText(page, at + 1);
  return /^ي/u.test(next) || (/^[تن]/u.test(next) && !/ت$/u.test(next) && next !== 'تم' && (glued(page, at) & 1) === 0);
}

/** «سبعاً من العائدات سيمثلن»: the verb of the figure stands behind it, in the future. */
function futureBehind(place: Place, unit: Unit | null): Assertion | null {
  const { page, number, to } = place;
  const at = Math.max(number.last, unit?.last ?? -1) + 1;
  if (at > to || isClauseStart(page, at)) return null;
  const word = wordText(page, at);
  if (cue(page, at)?.future || /^س(?:وف$|[يت]...)/u.test(word)) return cue(page, at)?.stop ? null : 'planned';
  return null;
}
