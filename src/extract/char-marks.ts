/** What single characters are to the shape of a line, as one table look-up. */

/** Classes of characters that bear on lines; 0 is any other. */
export const CharMark = { other: 0, newline: 1, blank: 2, bullet: 3, closer: 4 } as const;

/** The class of each UTF-16 code unit. */
export const charMarks: Uint8Array = buildMarks();

function buildMarks(): Uint8Array {
  const marks = new Uint8Array(0x10000);
  const set = (chars: string, mark: number) => {
    for (const char of chars) marks[char.charCodeAt(0)] = mark;
  };
  set('\n\r\u0085\u2028\u2029', CharMark.newline);
  // blanks, and marks that are never seen: direction marks, zero-width signs, the byte order mark
  set(
    ' \t\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000',
    CharMark.blank,
  );
  set(
    '\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad\u0000',
    CharMark.blank,
  );
  set('•●○▪■□◾◼◆►▶▸‣⁃∙·*–—-+✦✔⬅←', CharMark.bullet);
  set('»”"’\')]}›', CharMark.closer);
  return marks;
}
