import type { Piece } from '../display.ts';

/** RIGHT-TO-LEFT MARK: keeps a number that follows a Latin name on its own side («SY24 12»). */
const RLM = '\u200f';
const STARTS_WITH_NUMBER = /^[^\p{L}\p{Nd}]*\p{Nd}/u;

/** Pieces as plain text. */
export function plainLine(pieces: readonly Piece[]): string {
  return pieces
    .map(({ text }, index) => (pieces[index - 1]?.latin && STARTS_WITH_NUMBER.test(text) ? RLM + text : text))
    .join('');
}
