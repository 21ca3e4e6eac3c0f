/** Bytes to text. What can be told for sure is read; what would have to be guessed is refused, so that no mojibake gets in. */

/** The text of a file, or why it has none. */
export type Decoded = { readonly text: string } | { readonly reason: string; readonly next: string };

const NOT_TEXT = {
  reason: 'this is a binary file, not text',
  next: 'Save the page as .txt or .html, or take the file out.',
};

/** Signs that open files of other kinds, and what those are. */
const MAGIC: readonly (readonly [bytes: readonly number[], kind: string])[] = [
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG picture'],
  [[0xff, 0xd8, 0xff], 'a JPEG picture'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF picture'],
  [[0x1f, 0x8b], 'a gzip archive'],
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive or office document'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF document'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old office document'],
];

/**
 * Decodes UTF-8 (with or without byte order mark) and UTF-16 with one. What is not UTF-8 is taken for an older Arabic
 * charset, or for UTF-16 without a mark, only when that is declared.
 * @param declared the charsets that are named for it, the one that counts most first: by the header of the answer, by the
 * file itself. Charsets without Arabic letters say nothing: servers name them for all they have.
 */
export function decode(bytes: Uint8Array, ...declared: readonly (string | null)[]): Decoded {
  const kind = MAGIC.find(([magic]) => magic.every((byte, i) => bytes[i] === byte))?.[1];
  if (kind) return { ...NOT_TEXT, reason: `this is ${kind}, not text` };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs('utf-16le', bytes) ?? NOT_TEXT;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs('utf-16be', bytes) ?? NOT_TEXT;
  const charset = declared.map(charsetOf).find((name) => name !== null);
  if (bytes.includes(0)) return decodeWide(bytes, charset ?? null);
  const utf8 = decodeAs('utf-8', bytes);
  if (utf8) return utf8;
  return (OLDER_CHARSETS.has(charset ?? '') ? decodeAs(charset as string, bytes) : null) ?? notUtf8(bytes);
}

/** Charsets of older Arabic pages. */
const OLDER_CHARSETS: ReadonlySet<string> = new Set(['windows-1256', 'iso-8859-6']);
const CHARSETS: ReadonlySet<string> = new Set([...OLDER_CHARSETS, 'utf-8', 'utf-16le', 'utf-16be']);

/** Names that the Encoding standard does not know, such as `win-1256`. */
const OTHER_NAMES = /^(?:windows|win|cp|ms|cswindows|x-windows)[-_]?1256$/;

/** The charset by its standard name; null for one without Arabic letters, and for no charset. */
function charsetOf(declared: string | null): string | null {
  const label = (declared ?? '').replace(/["']/g, '').trim().toLowerCase();
  if (OTHER_NAMES.test(label)) return 'windows-1256';
  try {
    const name = new TextDecoder(label).encoding;
    // RFC 2781 and the Encoding standard take this name for different orders of bytes
    return label !== 'utf-16' && CHARSETS.has(name) ? name : null;
  } catch {
    return null;
  }
}

/** UTF-16 that is sure without a mark: declared with its order, or by the first letters of XML (appendix F of XML 1.0). */
function decodeWide(bytes: Uint8Array, charset: string | null): Decoded {
  const opening = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16)).join(' ');
  const order = opening === '3c 0 3f 0' ? 'utf-16le' : opening === '0 3c 0 3f' ? 'utf-16be' : charset;
  return (order?.startsWith('utf-16') ? decodeAs(order, bytes) : null) ?? nulRefusal(bytes);
}

function decodeAs(label: string, bytes: Uint8Array): { text: string } | null {
  try {
    return { text: new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return null;
  }
}

/** UTF-16 without a mark has a NUL or a 6 in every second byte; anything else with NULs is no text. */
function nulRefusal(bytes: Uint8Array): Decoded {
  const sample = bytes.subarray(0, 4096);
  let high = 0;
  for (let i = 1; i < sample.length; i += 2) if (sample[i] === 0 || sample[i] === 6) high++;
  if (high * 2 < sample.length * 0.8) return { ...NOT_TEXT, reason: 'it holds NUL bytes: this is no text' };
  return { reason: 'it looks like UTF-16 without a byte order mark', next: 'Save it again as UTF-8.' };
}

function notUtf8(bytes: Uint8Array): Decoded {
  if (isTorn(bytes)) {
    return { reason: 'it ends in the middle of a letter: the copy is torn', next: 'Copy or save the page again.' };
  }
  const bad = firstBadByte(bytes);
  if (looksOlderArabic(bytes)) {
    return {
      reason: `byte ${bad} is not UTF-8; it looks like windows-1256 or ISO-8859-6`,
      next: 'Convert it, for example: iconv -f WINDOWS-1256 -t UTF-8 old.txt > new.txt',
    };
  }
  return { reason: `byte ${bad} is not UTF-8`, next: 'Save it again as UTF-8.' };
}

/** True when all is well as far as it goes: only the end of the last letter is missing. */
const isTorn = (bytes: Uint8Array) => isUtf8UpTo(bytes, bytes.length);

/** The place of the first byte, counted from 1, that cannot be UTF-8. */
function firstBadByte(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isUtf8UpTo(bytes, middle + 1)) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

/** A cut inside a letter is no mistake here: `stream` waits for the rest. */
function isUtf8UpTo(bytes: Uint8Array, end: number): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end), { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** In both older charsets Arabic letters are bytes from 0xC1 on, in long runs between blanks. */
function looksOlderArabic(bytes: Uint8Array): boolean {
  let letters = 0;
  let others = 0;
  for (const byte of bytes.subarray(0, 4096)) {
    if (byte >= 0xc0) letters++;
    else if (byte >= 0x80 || (byte < 0x20 && byte !== 10 && byte !== 13 && byte !== 9)) others++;
  }
  return letters > 20 && letters > others * 8;
}
