/**
 * Folding: one table that makes spellings of the same Arabic word equal. It joins letter forms that newspapers mix
 * (أ إ آ -> ا, ى -> ي, ة -> ه, ؤ -> و, ئ -> ي), drops vowel marks, tatweel and invisible controls, maps the digits of both
 * systems to ASCII and Latin letters to lower case. It works code unit by code unit, so offsets stay those of the text.
 */

/** Vowel marks, tatweel, zero-width and bidi controls, soft hyphen, variation selectors: they carry no letter. */
const INVISIBLE: readonly (readonly [number, number])[] = [
  [0x00ad, 0x00ad],
  [0x0610, 0x061a],
  [0x061c, 0x061c],
  [0x0640, 0x0640],
  [0x064b, 0x065f],
  [0x0670, 0x0670],
  [0x06d6, 0x06dc],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2069],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
];

/** Folded code unit of each UTF-16 code unit; 0 means: leave it out. */
export const FOLD: Uint16Array = buildFold();

/** What a folded code unit is to the word reader. */
export const CharClass = { gap: 0, arabic: 1, latin: 2, digit: 3 } as const;

/** Class of each folded code unit. */
export const CLASS: Uint8Array = buildClasses();

function buildFold(): Uint16Array {
  const table = Uint16Array.from({ length: 0x10000 }, (_, unit) => unit);
  foldPresentationForms(table);
  foldLatin(table);
  for (const [letters, base] of [
    ['أإآٱٲٳ', 'ا'],
    ['ىیې', 'ي'],
    ['ةە', 'ه'],
    ['ؤ', 'و'],
    ['ئ', 'ي'],
    ['ک', 'ك'],
  ] as const) {
    for (const letter of letters) table[letter.charCodeAt(0)] = base.charCodeAt(0);
  }
  for (let digit = 0; digit < 10; digit++) {
    table[0x660 + digit] = 0x30 + digit;
    table[0x6f0 + digit] = 0x30 + digit;
  }
  for (const [from, to] of INVISIBLE) table.fill(0, from, to + 1);
  return table;
}

function foldPresentationForms(table: Uint16Array): void {
  for (let unit = 0xfb50; unit <= 0xfefc; unit++) {
    const plain = String.fromCharCode(unit).normalize('NFKC');
    if (plain.length === 1) table[unit] = table[plain.charCodeAt(0)] ?? unit;
  }
}

function foldLatin(table: Uint16Array): void {
  for (let unit = 0x41; unit < 0x250; unit++) {
    const lower = String.fromCharCode(unit).toLowerCase();
    if (lower.length === 1) table[unit] = lower.charCodeAt(0);
  }
}

function buildClasses(): Uint8Array {
  const classes = new Uint8Array(0x10000);
  for (let unit = 1; unit < 0x10000; unit++) {
    const char = String.fromCharCode(unit);
    if (unit >= 0x30 && unit <= 0x39) classes[unit] = CharClass.digit;
    else if (/\p{Script=Arabic}/u.test(char) && /\p{L}/u.test(char)) classes[unit] = CharClass.arabic;
    else if (/[\p{L}\p{M}]/u.test(char) && (unit < 0xd800 || unit > 0xdfff)) classes[unit] = CharClass.latin;
  }
  return classes;
}

/** `text` between two offsets, folded; everything that is no letter or digit becomes one space. */
export function fold(text: string, start = 0, end = text.length): string {
  let folded = '';
  let gap = false;
  for (let i = start; i < end; i++) {
    const unit = FOLD[text.charCodeAt(i)] ?? 0;
    if (unit === 0) continue;
    if (CLASS[unit] === CharClass.gap) {
      gap = true;
      continue;
    }
    if (gap && folded !== '') folded += ' ';
    gap = false;
    folded += String.fromCharCode(unit);
  }
  return folded;
}
