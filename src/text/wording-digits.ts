/** The digits of our own words; what is quoted from a page keeps its own. */

/** `latn`: 22, `arab`: ٢٢ (names of Unicode's CLDR). */
export type Digits = 'latn' | 'arab';

const ARABIC_INDIC_ZERO = 0x660;

/** A text of ours with its ASCII digits in the wanted system. */
export function inDigits(text: string, digits: Digits): string {
  if (digits === 'latn') return text;
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(ARABIC_INDIC_ZERO + Number(digit)));
}
