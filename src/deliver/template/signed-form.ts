/**
 * What is signed of a template's messages (RFC 6376): cut at the slots once, in canonical form. Per recipient the state of
 * the hash of all that stands before the first slot is copied, and only the rest is hashed.
 */
import { createHash } from 'node:crypto';
import { relaxedEnd, relaxedFields, relaxedMiddle, relaxedValue } from '../dkim/relaxed.ts';
import { coverFields } from '../dkim/signed-names.ts';
import type { DkimSigner } from '../dkim/signer.ts';

/** A stretch of the composed message in whose place something is filled in: all of the field `To`, or slots. */
export type Cut = { readonly start: number; readonly end: number; readonly isTo: boolean };

/** Gives the signature field for what is filled in (latin1), one text for each cut. */
export type SignedForm = (filled: readonly string[]) => Promise<string>;

/** No byte of a message read as latin1 is one of these. */
const FIRST_MARK = 0xe000;
const MARKS = /[\ue000-\uf8ff]/u;

/** Cuts a composed message (latin1) for signing; nothing filled in holds white space, but for the `To` field. */
export function openSignedForm(message: string, cuts: readonly Cut[], signer: DkimSigner): SignedForm {
  const border = message.indexOf('\r\n\r\n') + 4;
  const inBody = cuts.findIndex(({ start }) => start >= border);
  const inHeader = inBody < 0 ? cuts.length : inBody;
  const header = openHeader(message.slice(0, border - 4), cuts.slice(0, inHeader));
  const body = openBody(message.slice(border), cuts.slice(inHeader), border);
  return (filled) => {
    const covered = { names: header.names, text: header.fill(filled.slice(0, inHeader)) };
    return signer.signatureOf(covered, body(filled.slice(inHeader)));
  };
}

function openHeader(header: string, cuts: readonly Cut[]) {
  let [marked, at] = ['', 0];
  for (const [nth, { start, end, isTo }] of cuts.entries()) {
    const mark = String.fromCharCode(FIRST_MARK + nth);
    marked += header.slice(at, start) + (isTo ? `To: ${mark}\r\n` : mark);
    at = end;
  }
  const { names, text } = coverFields(relaxedFields(marked + header.slice(at)));
  const marks = [...text].filter((letter) => MARKS.test(letter)).map((letter) => letter.charCodeAt(0) - FIRST_MARK);
  const pieces = text.split(MARKS);
  const fill = (filled: readonly string[]): string =>
    pieces.reduce((whole, piece, nth) => {
      const mark = marks[nth - 1] ?? -1;
      const value = filled[mark] ?? '';
      return whole + (cuts[mark]?.isTo ? relaxedValue(value.slice('To:'.length)) : value) + piece;
    });
  return { names, fill };
}

function openBody(body: string, cuts: readonly Cut[], offset: number): (filled: readonly string[]) => string {
  const borders = [0, ...cuts.flatMap(({ start, end }) => [start - offset, end - offset]), body.length];
  const pieces = Array.from({ length: cuts.length + 1 }, (_, nth) => {
    const piece = body.slice(borders[2 * nth], borders[2 * nth + 1]);
    return Buffer.from(nth < cuts.length ? relaxedMiddle(piece) : relaxedEnd(piece, nth === 0), 'latin1');
  });
  const [common = Buffer.alloc(0), ...rest] = pieces;
  const beginning = createHash('sha256').update(common);
  return (filled) => {
    const hash = beginning.copy();
    for (const [nth, piece] of rest.entries()) hash.update(filled[nth] ?? '', 'latin1').update(piece);
    return hash.digest('base64');
  };
}
