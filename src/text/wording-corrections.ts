/** The fixed words beside a number that an editor has put right: the source's own words are always shown with it. */

/** Under the editor's number on a card: «تصويب التحرير: في المصدر 20». */
export function correctedFrom(verbatim: string): string {
  return `تصويب التحرير: في المصدر ${verbatim}`;
}

/** Beside the source's number in its sentence: «تصويب التحرير: 22». */
export function correctedTo(number: string): string {
  return `تصويب التحرير: ${number}`;
}

/** In a comparison, where both stand on one line: «22 (تصويب التحرير، في المصدر 20)». */
export function correctedNumber(number: string, verbatim: string): string {
  return `${number} (تصويب التحرير، في المصدر ${verbatim})`;
}
