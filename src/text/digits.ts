/**
 * Numbers in digits, of either system, with separators: «1,310», «3,4», «3.35», «٢٫٥», «60٬000», «1.250.000», «60 000».
 * What follows no rule («60,00,0», «3.5.7», mixed systems) is refused as a whole and never read in part.
 */
import { FOLD } from './fold.ts';
import { WordKind, type Words } from './words.ts';

/** A number in digits: its last word and its value as a plain decimal («1310», «3.4»). */
export type DigitNumber = {
  readonly last: number;
  readonly decimal: string;
  /** «1.310»: a thousand in one press, a decimal in the other; this is the other reading. */
  readonly alternative: string | null;
  /** True when written in one piece, without separators: such a number can be a year. */
  readonly plain: boolean;
};

/** Digits that are no number; reading goes on behind `last`. */
export type RefusedDigits = { readonly last: number; readonly refused: string };

const MOST_DIGITS = 15;

type Piece = { readonly digits: string; readonly system: number };
type Separator = 'comma' | 'thousands' | 'point' | 'decimal' | 'blank';

const SEPARATORS = new Map<string, Separator>([
  [',', 'comma'],
  ['،', 'comma'],
  ['٬', 'thousands'],
  ['’', 'thousands'],
  ['.', 'point'],
  ['٫', 'decimal'],
  [' ', 'blank'],
  ['\u00a0', 'blank'],
  ['\u2009', 'blank'],
  ['\u202f', 'blank'],
]);

/** Reads the digits that begin at word `index`, which must be a word of digits. */
export function readDigits(words: Words, index: number): DigitNumber | RefusedDigits {
  const pieces: Piece[] = [pieceAt(words, index)];
  const separators: Separator[] = [];
  let last = index;
  while (last + 1 < words.count && words.kind[last + 1] === WordKind.number) {
    const separator = separatorBefore(words, last + 1);
    if (!separator) break;
    const piece = pieceAt(words, last + 1);
    if (separator === 'blank' && !continuesGroups(pieces, separators, piece)) break;
    pieces.push(piece);
    separators.push(separator);
    last++;
  }
  return judge(pieces, separators, last);
}

/** «60 000»: a blank divides groups of three only. */
function continuesGroups(pieces: readonly Piece[], separators: readonly Separator[], next: Piece): boolean {
  const head = (pieces[0] as Piece).digits;
  return next.digits.length === 3 && isGroupHead(head) && separators.every((separator) => separator === 'blank');
}

const isGroupHead = (digits: string) => digits.length <= 3 && !digits.startsWith('0');

function judge(pieces: readonly Piece[], separators: readonly Separator[], last: number): DigitNumber | RefusedDigits {
  const refuse = (refused: string) => ({ last, refused });
  if (pieces.some((piece) => piece.system < 0 || piece.system !== pieces[0]?.system)) return refuse('mixed-digits');
  if (pieces.reduce((sum, piece) => sum + piece.digits.length, 0) > MOST_DIGITS) return refuse('too-long');
  const digits = pieces.map((piece) => piece.digits);
  const decimal = asDecimal(digits, separators);
  if (decimal === null) return refuse('malformed');
  return { last, plain: separators.length === 0, decimal, alternative: alternativeTo(digits, separators) };
}

/** The value by the rules of separators; null when they are broken. */
function asDecimal(digits: readonly string[], separators: readonly Separator[]): string | null {
  const head = digits[0] as string;
  if (separators.length === 0) return head.length > 1 && head.startsWith('0') ? null : head;
  const final = separators.at(-1) as Separator;
  const before = separators.slice(0, -1);
  if (isGrouped(digits, separators)) return digits.join('');
  const isDecimal = final !== 'thousands' && final !== 'blank' && !before.includes(final);
  if (!isDecimal || (before.length > 0 && !isGrouped(digits.slice(0, -1), before))) return null;
  const whole = digits.slice(0, -1).join('');
  const places = digits.at(-1) as string;
  if (whole.length > 1 && whole.startsWith('0')) return null;
  if (final === 'comma' && places.length > 2 && whole !== '0') return null;
  return places.length > 6 ? null : `${whole}.${places}`;
}

/** All groups of three behind a head of one to three digits, one kind of separator; a single point is left open. */
function isGrouped(digits: readonly string[], separators: readonly Separator[]): boolean {
  const separator = separators[0];
  if (separator === 'decimal' || separators.some((other) => other !== separator)) return false;
  if (!isGroupHead(digits[0] as string) || digits.slice(1).some((group) => group.length !== 3)) return false;
  return separator !== 'point' || separators.length > 1;
}

function alternativeTo(digits: readonly string[], separators: readonly Separator[]): string | null {
  const [head = '', places = ''] = digits;
  const open = separators.length === 1 && places.length === 3 && isGroupHead(head);
  if (!open) return null;
  if (separators[0] === 'point') return head + places;
  return separators[0] === 'comma' ? `${head}.${places}` : null;
}

/** The separator when exactly one sign, marks aside, stands between a word of digits and the one before it. */
function separatorBefore(words: Words, index: number): Separator | null {
  let sign = '';
  for (let i = words.end[index - 1] as number; i < (words.start[index] as number); i++) {
    const char = words.text[i] as string;
    if (FOLD[char.charCodeAt(0)] === 0) continue;
    if (sign !== '') return null;
    sign = char;
  }
  return SEPARATORS.get(sign) ?? null;
}

/** The digits of a word in ASCII, and which system they are of (-1: more than one). */
function pieceAt(words: Words, index: number): Piece {
  let digits = '';
  let system = 0;
  for (let i = words.start[index] as number; i < (words.end[index] as number); i++) {
    const code = words.text.charCodeAt(i);
    const unit = FOLD[code] as number;
    if (unit === 0) continue;
    const own = code - unit;
    if (digits === '') system = own;
    else if (own !== system) system = -1;
    // longer runs are refused; their digits need not be kept
    if (digits.length <= MOST_DIGITS) digits += String.fromCharCode(unit);
  }
  return { digits, system };
}
