/** Where a number may stand without its noun: behind a verb or noun of an event, a qualifier, «بينهم», «إلى», «مقابل». */
import { Gap } from '../../text/index.ts';
import type { Antecedent } from './antecedents.ts';
import { changeBefore } from './changes.ts';
import { isCompared } from './comparisons.ts';
import { cue, followsNumber, isClauseStart, type Place, samePhrase, wordText } from './context.ts';
import { pronounNear } from './elided-subjects.ts';
import { isPluralSubject } from './elided-units.ts';
import { nounAt } from './noun-phrase.ts';
import { qualifierBefore, qualifierByVerb } from './qualifiers.ts';

/** True when the words around a number without a noun say that it counts something. */
export function isLicensed(place: Place, earlier: readonly Antecedent[]): boolean {
  const { page, number } = place;
  if (number.kind === 'ordinal' || number.kind === 'ratio' || number.scaled) return true;
  if (saysWhose(place) || qualifierBefore(place) || qualifierByVerb(place)) return true;
  if (number.kind === 'cardinal' && number.form === 'words' && (number.value ?? 0) > 1 && !number.definite) return true;
  if (number.rules.includes('range:between') || pronounNear(place) !== null) return true;
  const { index, joined } = place.before;
  if (number.kind === 'fraction') return comparesWithEarlier(place, index, earlier) || isShareOfChange(place);
  if (index < place.from) return false;
  if (!samePhrase(page, index + 1)) return joined ? isNextOfRow(place, earlier) : isTabular(place, index);
  const found = cue(page, index);
  if (found?.event || found?.pronoun || found?.head || found?.within || found?.amounts) return true;
  if (joined) return goesOn(place, earlier);
  if (isCompared(place, earlier)) return true;
  if (isPluralSubject(place)) return true;
  return (
    found?.verb === true ||
    isContrast(place, index, earlier) ||
    hasHead(place, index) ||
    comparesWithEarlier(place, index, earlier)
  );
}

/** «8 شهرياً» */
const RATES = new Set(['يوميا', 'شهريا', 'سنويا', 'اسبوعيا']);

/** «19 آخرين», «ثلاثة منهم», «ثلاثة من أصل ثمانية». */
function saysWhose(place: Place): boolean {
  const { page, number } = place;
  const next = number.last + 1;
  if (!followsNumber(place, next)) return false;
  const found = cue(page, next);
  if (found?.other || found?.within || RATES.has(wordText(page, next))) return true;
  if (wordText(page, next) === 'بين') return nounAt(page, next + 1)?.class === 'casualty';
  return wordText(page, next) === 'من' && /^(?:اصل|بين|اخر)$/u.test(wordText(page, next + 1));
}

/** «14 في الرقة و8 في الحسكة»: the next of a row whose noun was elided already. */
function goesOn({ number }: Place, earlier: readonly Antecedent[]): boolean {
  const before = earlier.at(-1);
  return before?.unit.elided === true && number.first - before.first <= 6;
}

/** «13 من القتلى بالألغام، و6 برصاص مجهولين»: behind a comma, with what happened to them behind. */
function isNextOfRow({ page, number, before, from }: Place, earlier: readonly Antecedent[]): boolean {
  const last = earlier.at(-1);
  if (!last || last.first < from || !isClauseStart(page, before.index + 1)) return false;
  const next = number.last + 1;
  return samePhrase(page, next) && (cue(page, next)?.stop === true || /^[بل].../u.test(wordText(page, next)));
}

/** «وليس 614», «لا 79», «بل 9»: another number for the same. */
function isContrast({ page }: Place, index: number, earlier: readonly Antecedent[]): boolean {
  return earlier.length > 0 && /^[وف]?(?:ليس|ليسوا|ليست|لا|بل)$/u.test(wordText(page, index));
}

/** «عدد الموقوفين ... ستة وثمانين», «العدد الفعلي 608»; digits can be a name and must stand near the head. */
function hasHead({ page, number, from }: Place, index: number): boolean {
  const reach = number.form === 'digits' ? 2 : 12;
  for (let at = index; at >= Math.max(from, index - reach); at--) {
    if (cue(page, at)?.head || cue(page, at)?.pronoun) return true;
  }
  return false;
}

/** «عدد القتلى: 12» */
function isTabular({ page, from }: Place, index: number): boolean {
  if (((page.words.gap[index + 1] ?? 0) & ~Gap.space) !== Gap.colon) return false;
  for (let at = index; at >= Math.max(from, index - 4); at--) if (cue(page, at)?.head) return true;
  return false;
}

/** «بمقدار النصف», «زادت ديونه الثلث»: a definite part by which something rises or falls. */
function isShareOfChange(place: Place): boolean {
  return place.number.definite && changeBefore(place, CHANGE_DISTANCE) >= 0;
}

const CHANGE_DISTANCE = 6;

/** «إلى 19», «مقابل 19»: a number beside an earlier one of the sentence, or behind a verb of change. */
function comparesWithEarlier(place: Place, index: number, earlier: readonly Antecedent[]): boolean {
  const { page, from } = place;
  const word = wordText(page, index);
  if (word === 'علي' && cue(page, index - 1)?.event) return true;
  if (/^[وف]?(?:كان|كانت|كانوا)$/u.test(word)) return earlier.length > 0 || word.endsWith('وا');
  if (/^ب(?:واقع|معدل|متوسط)$/u.test(word)) return true;
  if (/^[وف]?(?:هو|هي)$/u.test(word)) return earlier.length > 0;
  if (word === 'بين') return /^[وف]?[يت]?(?:ت)?(?:توزع|توزعت|تنقسم|انقسم)/u.test(wordText(place.page, index - 2));
  if (!/^(?:و|ل)?(?:الي|مقابل|ثم|من|عن|ب)$/u.test(word)) return false;
  if (/(?:مقابل|ثم)$/u.test(word)) return earlier.length > 0;
  for (let at = index - 1; at >= Math.max(from, index - 12); at--) {
    const found = cue(page, at);
    if (found?.change || found?.head) return true;
  }
  return false;
}
