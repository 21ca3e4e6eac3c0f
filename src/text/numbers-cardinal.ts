/**
 * Cardinal numbers in words, digits and both: «خمسة وعشرون», «مئتان وعشرة آلاف», «25 ألفاً و500», «مليون ونصف المليون».
 * A number is a row of groups joined by و, each smaller than the scale of the one before it; a group is a coefficient
 * below a thousand (or digits, or a fraction) and the scale words behind it.
 */
import { type DigitNumber, readDigits } from './digits.ts';
import { Glued } from './numbers-forms.ts';
import {
  gluedAt,
  isAdjacent,
  isAndOne,
  isDigits,
  isSamePhrase,
  lexemeAt,
  linkAt,
  type TaggedWords,
} from './numbers-lexicon.ts';
import { readPart } from './numbers-part.ts';
import { readBelowThousand } from './numbers-small.ts';
import { foldedWord } from './words.ts';

/** A number as it was written. */
export type NumberForm = 'digits' | 'words' | 'mixed';

/** A cardinal: value, last word, and what a range needs to know of its build. */
export type Cardinal = {
  readonly last: number;
  readonly value: number;
  readonly form: NumberForm;
  /** What stands before the last scale word; with `power` it lets «40 و50 ألف» share the scale. */
  readonly coefficient: number;
  /** Power of ten of the last scale word; 0 when there is none. */
  readonly power: number;
  /** True when a scale word ends it. */
  readonly scaled: boolean;
  /** True for digits without separators or scale: such a number can be a year or a label. */
  readonly plain: boolean;
  /** The other reading of «1.310», until the noun behind it decides. */
  readonly alternative: number | null;
};

type Group = {
  readonly last: number;
  readonly coefficient: number;
  readonly power: number;
  readonly value: number;
  readonly form: NumberForm;
  readonly digits: DigitNumber | null;
  /** «ألف», «ألفين»: a scale without a coefficient. */
  readonly bare: boolean;
  /** «ونصف المليون»: a part that names its scale again. */
  readonly repeats: boolean;
};

/** The cardinal that begins at word `index` (glued letters before it are allowed); null when there is none. */
export function readCardinal(tagged: TaggedWords, index: number): Cardinal | null {
  const first = readGroup(tagged, index);
  if (!first) return null;
  let group = first;
  let value = group.value;
  let form = group.form;
  for (;;) {
    const next = joinedAt(tagged, group.last + 1);
    const added = next < 0 ? null : readNextGroup(tagged, next, group);
    if (!added) break;
    value += added.value;
    if (added.form !== form) form = 'mixed';
    group = added;
  }
  const single = group === first;
  return {
    last: group.last,
    value: Number.isInteger(value) ? value : Math.round(value * 1e6) / 1e6,
    form,
    coefficient: single ? group.coefficient : 0,
    power: single ? group.power : 0,
    scaled: group.power > 0 || group.repeats,
    plain: single && group.power === 0 && (group.digits?.plain ?? false),
    alternative: single && group.power === 0 && group.digits?.alternative ? Number(group.digits.alternative) : null,
  };
}

/** Where a member joined by و begins: «وخمسة», «و500», «و 500», also behind a percent sign; -1 when word `index` does not join. */
export function joinedAt(tagged: TaggedWords, index: number, behindSign = false): number {
  if (!behindSign && !isSamePhrase(tagged.words, index)) return -1;
  if (linkAt(tagged, index) === 'and') return isAdjacentOrGlued(tagged, index + 1) ? index + 1 : -1;
  return gluedAt(tagged, index) === Glued.and || isAndOne(tagged, index) ? index : -1;
}

function isAdjacentOrGlued(tagged: TaggedWords, index: number): boolean {
  return index < tagged.words.count && isAdjacent(tagged.words, index);
}

/** A further group must stay below the scale before it; «مئة ألف وألفان» repeats the scale on purpose. */
function readNextGroup(tagged: TaggedWords, index: number, before: Group): Group | null {
  const half = readAddedPart(tagged, index, before);
  if (half) return half;
  if (before.power === 0) return null;
  const group = readGroup(tagged, index);
  if (!group || group.digits?.plain === false) return null;
  const limit = 10 ** before.power;
  const repeats = group.bare && group.power === before.power && before.coefficient % 100 === 0;
  return group.value < limit || repeats ? group : null;
}

/** «ونصف المليون», «ونصف», «وربع مليون»: a part of the scale before it, or of one. */
function readAddedPart(tagged: TaggedWords, index: number, before: Group): Group | null {
  const part = readPart(tagged, index);
  if (!part || part.doubtful || part.suffixed) return null;
  const at = part.last + 1;
  const lexeme = isAdjacent(tagged.words, at) ? lexemeAt(tagged, at) : undefined;
  const repeated = lexeme?.role === 'scale' && lexeme.count === 1 && (gluedAt(tagged, at) & ~Glued.the) === 0;
  if (repeated && lexeme.power > before.power) return null;
  if (!repeated && isAdjacent(tagged.words, at) && foldedWord(tagged.words, at).startsWith('ال')) return null;
  const power = repeated ? lexeme.power : before.power;
  const value = part.value * 10 ** power;
  return {
    last: repeated ? at : part.last,
    coefficient: part.value,
    power: 0,
    value,
    form: 'words',
    digits: null,
    bare: false,
    repeats: repeated,
  };
}

function readGroup(tagged: TaggedWords, index: number): Group | null {
  if (isDigits(tagged.words, index)) return readDigitGroup(tagged, index);
  const lexeme = lexemeAt(tagged, index);
  if (lexeme?.role === 'scale') return readBareScale(tagged, index);
  const fraction = lexeme?.role === 'unit' ? readPart(tagged, index) : null;
  if (fraction && fraction.last > index)
    return fraction.suffixed ? null : readPartOfScale(tagged, fraction.last, fraction.value);
  const small = readBelowThousand(tagged, index);
  if (small) return withScales(tagged, small.last, small.value, String(small.value), 'words', null);
  const part = lexeme?.role === 'part' ? readPart(tagged, index) : null;
  return part && !part.suffixed && !part.doubtful ? readPartOfScale(tagged, part.last, part.value) : null;
}

function readDigitGroup(tagged: TaggedWords, index: number): Group | null {
  const digits = readDigits(tagged.words, index);
  if ('refused' in digits) return null;
  return withScales(tagged, digits.last, Number(digits.decimal), digits.decimal, 'digits', digits);
}

/** «نصف مليون», «ثلاثة أرباع المليون»: only before a scale; other parts are fractions. */
function readPartOfScale(tagged: TaggedWords, last: number, value: number): Group | null {
  const at = last + 1;
  const lexeme = isAdjacent(tagged.words, at) ? lexemeAt(tagged, at) : undefined;
  if (lexeme?.role !== 'scale' || lexeme.count !== 1 || (gluedAt(tagged, at) & ~Glued.the) !== 0) return null;
  const { power } = lexeme;
  return {
    last: at,
    coefficient: value,
    power,
    value: Math.round(value * 10 ** power),
    form: 'words',
    digits: null,
    bare: true,
    repeats: false,
  };
}

/** «ألف», «مليونين», «ألف مليار»; the plural alone («آلاف») is no number. */
function readBareScale(tagged: TaggedWords, index: number): Group | null {
  const lexeme = lexemeAt(tagged, index);
  if (lexeme?.role !== 'scale' || lexeme.count === 0) return null;
  const count = lexeme.doubt && isDualBeforeNoun(tagged, index) ? 2 : lexeme.count;
  let power = lexeme.power;
  let last = index;
  const next = isAdjacent(tagged.words, index + 1) ? lexemeAt(tagged, index + 1) : undefined;
  const chained = next?.role === 'scale' && next.count === 1 && next.power > power && gluedAt(tagged, index + 1) === 0;
  if (chained) {
    power += next.power;
    last++;
  }
  const value = count * 10 ** power;
  return { last, coefficient: count, power, value, form: 'words', digits: null, bare: true, repeats: false };
}

/** «ألفا رجل» is 2000, «ألفاً» is 1000: without a mark the word behind tells. */
function isDualBeforeNoun(tagged: TaggedWords, index: number): boolean {
  const { words } = tagged;
  for (let i = words.start[index] as number; i < (words.end[index] as number); i++) {
    if (words.text[i] === 'ً') return false;
  }
  const at = index + 1;
  if (!isAdjacent(words, at) || isDigits(words, at)) return false;
  const lexeme = lexemeAt(tagged, at);
  if (lexeme) return lexeme.role === 'noun' && lexeme.form === 'singular' && gluedAt(tagged, at) === 0;
  const word = foldedWord(words, at);
  return word.length > 3 && !word.startsWith('ال') && !word.startsWith('و');
}

/** Scale words directly behind a coefficient: «25 ألفاً», «مئة ألف مليون». */
function withScales(
  tagged: TaggedWords,
  end: number,
  coefficient: number,
  decimal: string,
  form: 'digits' | 'words',
  digits: DigitNumber | null,
): Group {
  let last = end;
  let power = 0;
  for (;;) {
    const at = last + 1;
    const lexeme = isSamePhrase(tagged.words, at) && gluedAt(tagged, at) === 0 ? lexemeAt(tagged, at) : undefined;
    if (lexeme?.role !== 'scale' || lexeme.count === 2 || (power > 0 && lexeme.power <= power)) break;
    power += lexeme.power;
    last = at;
  }
  const value = power === 0 ? coefficient : Number(`${decimal}e${power}`);
  const mixed = power > 0 && form === 'digits' ? 'mixed' : form;
  return { last, coefficient, power, value, form: mixed, digits, bare: false, repeats: false };
}
