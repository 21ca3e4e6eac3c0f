/** What a cardinal is in its place: a number alone, a percentage, a rank, one end of a range, a part of a ratio. */
import { type Cardinal, readCardinal } from './numbers-cardinal.ts';
import { Glued } from './numbers-forms.ts';
import { readAddedPart } from './numbers-half.ts';
import { gluedAt, isAdjacent, isSamePhrase, lexemeAt, linkAt, type TaggedWords } from './numbers-lexicon.ts';
import type { NumberReading } from './numbers-model.ts';
import { isRank } from './numbers-ordinal.ts';
import { type Percent, percentOf } from './numbers-percent.ts';
import { readRange } from './numbers-range.ts';
import { isDefinite, reading } from './numbers-reading.ts';
import { foldedWord } from './words.ts';

/** The number that begins with a cardinal at `index`; null when there is none. */
export function readCounted(tagged: TaggedWords, index: number): NumberReading | null {
  const cardinal = readCardinal(tagged, index);
  if (!cardinal || isMonday(tagged, index, cardinal) || isNegatedBeing(tagged, index, cardinal)) return null;
  return (
    ratio(tagged, index, cardinal) ??
    range(tagged, index, cardinal) ??
    withPart(tagged, index, cardinal) ??
    single(tagged, index, cardinal)
  );
}

/** «ثلاثة أطنان ونصف الطن», «مليون دولار ونصف المليون». */
function withPart(tagged: TaggedWords, index: number, cardinal: Cardinal): NumberReading | null {
  const at = cardinal.last + 1;
  if (!isAdjacent(tagged.words, at) || gluedAt(tagged, at) !== Glued.none) return null;
  const added = readAddedPart(tagged, at, cardinal.power);
  if (!added) return null;
  const whole = reading(tagged, index, added.last, cardinal.value + added.value, 'cardinal');
  return { ...whole, form: cardinal.form, noun: added.noun, rules: ['number:and-part'] };
}

/** «الاثنين» is a weekday, but for «الجنديين الاثنين», «موكليه الاثنين». */
function isMonday(tagged: TaggedWords, index: number, cardinal: Cardinal): boolean {
  if (cardinal.value !== 2 || (gluedAt(tagged, index) & Glued.the) === 0) return false;
  const before = lexemeAt(tagged, index - 1);
  if (!isAdjacent(tagged.words, index)) return true;
  const dualBefore = before?.role === 'noun' && (before.form === 'dual' || before.form === 'twin');
  return !dualBefore && !/.{2,}[يا](?:ه|ها|هم|هن|نا)$/u.test(foldedWord(tagged.words, index - 1));
}

/** «لستُ» is no ل and six, but before a plural («أب لست بنات»). */
function isNegatedBeing(tagged: TaggedWords, index: number, cardinal: Cardinal): boolean {
  if (cardinal.value !== 6 || (gluedAt(tagged, index) & Glued.for) === 0) return false;
  if (foldedWord(tagged.words, index).endsWith('ه')) return false;
  const next = isAdjacent(tagged.words, index + 1) ? lexemeAt(tagged, index + 1) : undefined;
  return next?.role !== 'noun' || next.form !== 'plural';
}

/** The last word of «بالألف», «في الألف»; 0 when they do not follow. */
function perMille(tagged: TaggedWords, index: number): number {
  if (!isAdjacent(tagged.words, index)) return 0;
  if (linkAt(tagged, index) === 'per-mille') return index;
  const thousand = linkAt(tagged, index) === 'in' ? lexemeAt(tagged, index + 1) : undefined;
  const told = thousand?.role === 'scale' && thousand.power === 3 && thousand.count === 1;
  return told && gluedAt(tagged, index + 1) === Glued.the ? index + 1 : 0;
}

/** «واحد من كل خمسة» is a fifth; «من كل خمسة» behind a noun («طفل من كل خمسة») too. */
function ratio(tagged: TaggedWords, index: number, cardinal: Cardinal): NumberReading | null {
  const { words } = tagged;
  const thousand = perMille(tagged, cardinal.last + 1);
  if (thousand > 0) return { ...reading(tagged, index, thousand, cardinal.value / 1000, 'ratio'), rules: ['ratio'] };
  const each = eachBehind(tagged, cardinal.last + 1);
  const isEach = (at: number) => linkAt(tagged, at) === 'each' && linkAt(tagged, at - 1) === 'from';
  const of = each > 0 && isAdjacent(words, each) ? readCardinal(tagged, each + 1) : null;
  if (of && of.value > cardinal.value) {
    return { ...reading(tagged, index, of.last, cardinal.value / of.value, 'ratio'), rules: ['ratio'] };
  }
  if (!isEach(index - 1) || cardinal.value <= 1 || lexemeAt(tagged, index - 3)?.role !== 'noun') return null;
  return { ...reading(tagged, index, cardinal.last, 1 / cardinal.value, 'ratio'), rules: ['ratio:noun'] };
}

/** Where «كل» stands in «ستة من كل عشرة», «ثلاثة أطفال من كل عشرة»; 0 when it does not. */
function eachBehind(tagged: TaggedWords, index: number): number {
  const noun = isAdjacent(tagged.words, index) && lexemeAt(tagged, index)?.role === 'noun';
  const at = noun ? index + 1 : index;
  return linkAt(tagged, at) === 'from' && linkAt(tagged, at + 1) === 'each' ? at + 1 : 0;
}

function range(tagged: TaggedWords, index: number, from: Cardinal): NumberReading | null {
  const found = readRange(tagged, index, from);
  if (!found) return null;
  const percent = percentOf(tagged, found.second, found.last);
  const mixed = from.form !== found.to.form ? 'mixed' : from.form;
  const whole = reading(tagged, index, found.last, found.low, percent ? 'percent' : 'range', percent);
  const ends = [{ ...single(tagged, index, from), value: found.low }, single(tagged, found.second, found.to)];
  return {
    ...whole,
    max: found.high,
    form: mixed,
    scaled: found.to.scaled,
    ends: found.rule === 'from-to' || found.rule === 'to' ? ends : [],
    rules: [`range:${found.rule}`],
  };
}

function single(tagged: TaggedWords, index: number, cardinal: Cardinal): NumberReading {
  const percent = percentOf(tagged, index, cardinal.last);
  const definite = isDefinite(tagged, index);
  const rank = !percent && definite && isRank(tagged, index, cardinal.last);
  const kind = percent ? 'percent' : rank ? 'ordinal' : 'cardinal';
  const value = chosen(tagged, cardinal, percent);
  return {
    ...reading(tagged, index, cardinal.last, value, kind, percent),
    form: cardinal.form,
    plain: cardinal.plain,
    scaled: cardinal.scaled,
    rules: [rank ? 'ordinal:rank' : `number:${cardinal.form}`],
  };
}

/** «1.310 شخص» is a thousand and more, «1.310 دولار» and «1.310%» are decimals; «3,125%» is no thousand. */
function chosen(tagged: TaggedWords, cardinal: Cardinal, percent: Percent | null): number {
  if (cardinal.alternative === null) return cardinal.value;
  const whole = Math.max(cardinal.value, cardinal.alternative);
  const decimal = Math.min(cardinal.value, cardinal.alternative);
  if (percent) return decimal;
  if (cardinal.value === whole) return whole;
  const next = isSamePhrase(tagged.words, cardinal.last + 1) ? lexemeAt(tagged, cardinal.last + 1) : undefined;
  // «23.500 طن»: a decimal would not end with a nought
  if (cardinal.value * 1000 === whole && whole % 10 === 0) return whole;
  const measured = next?.role === 'noun' && ['money', 'distance', 'weight', 'measure'].includes(next.noun.class);
  return measured ? decimal : whole;
}
