/** Parts of a whole that the sentence names by what rises or falls, or by «من»: «خفّضت التعرفة بنحو الثلث», «لا نتلقى من الكلفة سوى العُشر». */
import { Glued } from '../../text/index.ts';
import { elsewhere, type Resolved } from './antecedents.ts';
import {
  cue,
  glued,
  isDated,
  isDefinite,
  isNumber,
  type PageWords,
  type Place,
  samePhrase,
  wordText,
} from './context.ts';
import { nounAt, openPhrase } from './noun-phrase.ts';
import type { Unit } from './unit-model.ts';
import { unit } from './unit-words.ts';

/** The nearest word of change before the number, no farther than `reach` words and behind no other number; -1 for none. */
export function changeBefore({ page, before, from }: Place, reach: number): number {
  for (let at = before.index; at >= Math.max(from, before.index - reach); at--) {
    if (isNumber(page, at)) return -1;
    if (cue(page, at)?.change) return at;
  }
  return -1;
}

const FARTHEST = 24;

/** The whole of a fraction without a noun beside it; null when the sentence names none. */
export function fromWhole(place: Place): Resolved | null {
  if (place.number.kind !== 'fraction') return null;
  const named = wholeBefore(place) ?? changedWhole(place);
  return named && elsewhere(named, 'unit:whole');
}

const EXCEPTING = /^(?:سوي|الا|غير)$/u;

/** «لا نتلقى من الكلفة الفعلية سوى العُشر». */
function wholeBefore({ page, before, from }: Place): Unit | null {
  if (!EXCEPTING.test(wordText(page, before.index))) return null;
  for (let at = before.index - 2; at >= Math.max(from, before.index - 7); at--) {
    if (wordText(page, at) !== 'من' || !isDefinite(page, at + 1)) continue;
    const phrase = openPhrase(page, at + 1);
    return phrase && unit(page, phrase, '');
  }
  return null;
}

/** «انخفض التمويل بمقدار النصف», «قدرة التنظيم ... تراجعت بمقدار النصف», «قفزت ديونه ... بزيادة الثلث». */
function changedWhole({ page, before, from }: Place): Unit | null {
  for (let at = before.index; at >= Math.max(from, before.index - FARTHEST); at--) {
    const found = cue(page, at);
    if (!found?.change) continue;
    // «بزيادة», «بتراجع»: what changes stands farther off
    if ((glued(page, at) & Glued.by) !== 0) continue;
    return subjectBehind(page, at + 1, before.index) ?? (found.verb ? subjectBefore(page, at - 1, from) : null);
  }
  return null;
}

function subjectBehind(page: PageWords, at: number, last: number): Unit | null {
  if (at > last || !samePhrase(page, at) || isDated(page, at) || isNumber(page, at)) return null;
  const phrase = openPhrase(page, at);
  return phrase && unit(page, { ...phrase, last: Math.min(phrase.last, last) }, '');
}

/** The first noun of the clause before the verb: its subject. */
function subjectBefore(page: PageWords, last: number, from: number): Unit | null {
  let first = last;
  while (first > from && last - first < 8 && samePhrase(page, first) && !cue(page, first - 1)?.verb) first--;
  for (let at = first; at <= last; at++) {
    // «قدرة الجماعة»: an unlisted noun is known by its complement
    const named = nounAt(page, at) !== null || isDefinite(page, at) || (at < last && isDefinite(page, at + 1));
    if (cue(page, at)?.stop || !named) continue;
    const phrase = openPhrase(page, at);
    return phrase && unit(page, { ...phrase, last: Math.min(phrase.last, last) }, '');
  }
  return null;
}
