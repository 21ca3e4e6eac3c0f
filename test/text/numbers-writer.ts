/**
 * Writes integers in Arabic words, by the rules of school grammar and independent of the reader: gender of the thing
 * counted, case, both spellings of the hundred, joined or apart, and the construct form before a noun.
 */

/** How a number is to be written. */
export type WritingStyle = {
  readonly gender: 'masculine' | 'feminine';
  readonly case: 'nominative' | 'oblique';
  readonly hundred: 'مئة' | 'مائة';
  /** «ثلاث مئة» instead of «ثلاثمئة». */
  readonly apart: boolean;
  /** Before a noun: «ألفا رجل», «مئتي امرأة». */
  readonly construct: boolean;
};

const FEMININE_FORM = ['', '', '', 'ثلاثة', 'أربعة', 'خمسة', 'ستة', 'سبعة', 'ثمانية', 'تسعة', 'عشرة'];
const MASCULINE_FORM = ['', '', '', 'ثلاث', 'أربع', 'خمس', 'ست', 'سبع', 'ثماني', 'تسع', 'عشر'];
const TENS = ['', '', 'عشر', 'ثلاث', 'أربع', 'خمس', 'ست', 'سبع', 'ثمان', 'تسع'];
const SCALES = [
  { value: 1e12, one: 'تريليون', many: 'تريليونات', counted: 'تريليوناً' },
  { value: 1e9, one: 'مليار', many: 'مليارات', counted: 'ملياراً' },
  { value: 1e6, one: 'مليون', many: 'ملايين', counted: 'مليوناً' },
  { value: 1e3, one: 'ألف', many: 'آلاف', counted: 'ألفاً' },
] as const;

/** `number` (0 < number < 10^15) in words. */
export function writeNumber(number: number, style: WritingStyle): string {
  const parts: string[] = [];
  let rest = number;
  for (const scale of SCALES) {
    const count = Math.floor(rest / scale.value);
    rest %= scale.value;
    if (count > 0) parts.push(...writeScale(count, scale, style, rest === 0));
  }
  if (rest > 0) parts.push(writeBelowThousand(rest, style, true));
  return parts.join(' و');
}

type Scale = (typeof SCALES)[number];

/** «ألف», «ألفان», «ثلاثة آلاف», «أحد عشر ألفاً», «مئة ألف وألفان», «مئة وثلاثة آلاف». */
function writeScale(count: number, scale: Scale, style: WritingStyle, last: boolean): string[] {
  if (count === 1) return [scale.one];
  if (count === 2) return [dual(scale.one, style, last)];
  const below = count % 100;
  if (below === 1 || below === 2) {
    const hundreds = `${writeHundreds(count - below, style, true)} ${scale.one}`;
    return [hundreds, below === 1 ? scale.one : dual(scale.one, style, last)];
  }
  const words = writeBelowThousand(count, { ...style, gender: 'masculine' }, below === 0);
  if (below === 0) return [`${writeHundreds(count, style, true)} ${scale.one}`];
  return [`${words} ${below <= 10 ? scale.many : scale.counted}`];
}

/** «ألفان», «ألفين»; before a noun «ألفا», «ألفي». */
function dual(word: string, style: WritingStyle, last: boolean): string {
  const ending = style.case === 'nominative' ? 'ا' : 'ي';
  return `${word}${ending}${style.construct && last ? '' : 'ن'}`;
}

function writeBelowThousand(number: number, style: WritingStyle, last: boolean): string {
  const below = number % 100;
  const hundreds = number - below;
  if (hundreds === 0) return writeBelowHundred(below, style);
  const written = writeHundreds(hundreds, style, last && below === 0);
  return below === 0 ? written : `${written} و${writeBelowHundred(below, style)}`;
}

/** `beforeNoun` when the hundred governs what follows: «مئتا ألف». */
function writeHundreds(hundreds: number, style: WritingStyle, beforeNoun: boolean): string {
  if (hundreds === 100) return style.hundred;
  if (hundreds === 200) {
    const stem = style.hundred.replace('ة', 'ت');
    const ending = style.case === 'nominative' ? 'ا' : 'ي';
    return `${stem}${ending}${beforeNoun && (style.construct || style.apart) ? '' : 'ن'}`;
  }
  const head = MASCULINE_FORM[hundreds / 100] as string;
  if (style.apart) return `${head} ${style.hundred}`;
  return `${head.replace('ثماني', 'ثمان')}${style.hundred}`;
}

function writeBelowHundred(number: number, style: WritingStyle): string {
  const feminine = style.gender === 'feminine';
  const nominative = style.case === 'nominative';
  if (number === 1) return feminine ? 'واحدة' : 'واحد';
  if (number === 2) return writeTwo(feminine, nominative);
  if (number <= 10) return (feminine ? MASCULINE_FORM : FEMININE_FORM)[number] as string;
  if (number === 11) return feminine ? 'إحدى عشرة' : 'أحد عشر';
  if (number === 12) return `${writeTwo(feminine, nominative).slice(0, -1)} ${feminine ? 'عشرة' : 'عشر'}`;
  if (number < 20) return `${(feminine ? MASCULINE_FORM : FEMININE_FORM)[number - 10]} ${feminine ? 'عشرة' : 'عشر'}`;
  const tens = `${TENS[Math.floor(number / 10)]}${nominative ? 'ون' : 'ين'}`;
  const unit = number % 10;
  if (unit === 0) return tens;
  if (unit === 1) return `${feminine ? 'إحدى' : 'واحد'} و${tens}`;
  return `${unit === 2 ? writeTwo(feminine, nominative) : (feminine ? MASCULINE_FORM : FEMININE_FORM)[unit]} و${tens}`;
}

function writeTwo(feminine: boolean, nominative: boolean): string {
  if (feminine) return nominative ? 'اثنتان' : 'اثنتين';
  return nominative ? 'اثنان' : 'اثنين';
}
