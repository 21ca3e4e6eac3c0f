/** Whether a figure is asserted, planned, denied, alleged, contrasted or only supposed. */
import type { Assertion } from '../../model.ts';
import { cue, isClauseStart, isNumber, type Place, wordText } from './context.ts';
import { moodBefore } from './moods.ts';
import { qualifierBefore } from './qualifiers.ts';
import type { Unit } from './unit-model.ts';
import { untruthBehind } from './untruths.ts';

/** How the figure stands in its clause, and the rule that says so. */
export function readAssertion(
  place: Place,
  unit: Unit | null,
): { readonly assertion: Assertion; readonly rule: string } {
  const found = contrasted(place) ?? untruthBehind(place) ?? mood(place, unit);
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

function mood(place: Place, unit: Unit | null): Assertion | null {
  const found = moodBefore(place, unit) ?? futureBehind(place, unit);
  return found === 'planned' && isWhatIsNow(place) ? null : found;
}

const CHANGE_DISTANCE = 10;

/** «سيُخفض العدد من 2500 إلى 2000»: where a plan starts from is so already, as is the whole it takes a part of. */
function isWhatIsNow(place: Place): boolean {
  const { page, before, from } = place;
  const first = qualifierBefore(place)?.first ?? before.index + 1;
  if (wordText(page, first - 1) === 'اصل') return true;
  if (wordText(page, first - 1) !== 'من') return false;
  for (let at = first - 2; at >= Math.max(from, first - CHANGE_DISTANCE) && !isNumber(page, at); at--) {
    if (cue(page, at)?.change) return true;
  }
  return false;
}

/** «سبعاً من العائدات سيمثلن»: the verb of the figure stands behind it, in the future. */
function futureBehind({ page, number, to }: Place, unit: Unit | null): Assertion | null {
  let at = Math.max(number.last, unit?.last ?? -1) + 1;
  // «ثلاث فتيات أخريات سيُنقلن»
  if (at < to && cue(page, at)?.other && !isClauseStart(page, at)) at++;
  if (at > to || isClauseStart(page, at)) return null;
  const word = wordText(page, at);
  if (cue(page, at)?.future || /^س(?:وف$|[يت]...)/u.test(word)) return cue(page, at)?.stop ? null : 'planned';
  return null;
}
