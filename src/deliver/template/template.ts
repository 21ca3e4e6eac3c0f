/**
 * An edition's variant as a template: composed and encoded once, by the same code as a single message; per recipient only
 * the address and the slots are filled in. The bytes are those of `composeMessage` for that recipient, dot-stuffed.
 */
import type { Variant } from '../../model.ts';
import { composeMessage, type Envelope } from '../edition-message.ts';
import { findPlaces, makeStandIn, type Place, type StandIn } from './slots.ts';
import { writeTo } from './to-header.ts';

/** A place for a value that differs between recipients. */
export type TemplateSlot = {
  readonly name: string;
  /** What stands for the value in the bodies, the Message-ID and the address for unsubscribing. */
  readonly placeholder: string;
  /** Characters of each value. */
  readonly length: number;
};

/** What the recipients of a template have in common. */
export type TemplateHead = Omit<Envelope, 'to'>;

/** A compiled variant. */
export type Template = {
  /**
   * The bytes of DATA for one recipient, without the final dot line. Throws on a value that is not base64url of the
   * slot's length and on an address with a line break: neither can begin a header field or a line of its own.
   */
  fill(to: string, values: Readonly<Record<string, string>>): readonly Uint8Array[];
};

type Piece = Uint8Array | Place | 'to';

const STAND_IN_ADDRESS = 'stand-in@recipient.invalid';
const STAND_IN_FIELD = `\r\nTo: ${STAND_IN_ADDRESS}\r\n`;
const VALUE = /^[A-Za-z0-9_-]+$/u;
const SHORTEST = 12;

/** Compiles a variant. Throws when a slot cannot be found again in the composed message. */
export async function makeTemplate(
  variant: Variant,
  head: TemplateHead,
  slots: readonly TemplateSlot[],
): Promise<Template> {
  const standIns = slots.map((slot) => standInFor(slot, variant));
  const fill = (text: string) =>
    slots.reduce((filled, { placeholder }, at) => filled.replaceAll(placeholder, standIns[at]?.text ?? ''), text);
  const { subject, html, text } = variant;
  if (fill(subject) !== subject) throw new Error('a slot in the subject line');
  const body = { html: fill(html), text: fill(text) };
  const fields = {
    messageId: fill(head.messageId),
    unsubscribeUrl: head.unsubscribeUrl === null ? null : fill(head.unsubscribeUrl),
  };
  const envelope = { ...head, ...fields, to: { name: '', address: STAND_IN_ADDRESS } };
  const message = (await composeMessage({ ...variant, ...body }, envelope)).toString('latin1');
  const places = findPlaces(message, standIns);
  const wanted = [body.html, body.text, fields.messageId, fields.unsubscribeUrl ?? ''];
  checkCounts(places, wanted, standIns);
  const pieces = cutPieces(message, places);
  return { fill: (to, values) => fillPieces(pieces, to, checked(values, slots)) };
}

function standInFor({ name, length }: TemplateSlot, { html, text }: Variant): StandIn {
  if (length < SHORTEST) throw new Error(`slot ${name}: values of fewer than ${SHORTEST} characters`);
  for (let salt = 0; ; salt++) {
    const standIn = makeStandIn(name, length, String(salt));
    if (!html.includes(standIn.text) && !text.includes(standIn.text)) return standIn;
  }
}

/** Each stand-in must be found as often as it was put in: a recipient must never get the link of nobody. */
function checkCounts(places: readonly Place[], texts: readonly string[], standIns: readonly StandIn[]): void {
  for (const { name, text } of standIns) {
    const put = texts.reduce((sum, one) => sum + one.split(text).length - 1, 0);
    const found = places.reduce((sum, { names }) => sum + names.filter((other) => other === name).length, 0);
    if (put !== found) throw new Error(`slot ${name} stands ${put} times in the variant and ${found} in the message`);
  }
}

/** Fixed bytes, dot-stuffed, and what is filled in between. No value begins with a dot, so it never needs stuffing. */
function cutPieces(message: string, places: readonly Place[]): readonly Piece[] {
  const field = message.indexOf(STAND_IN_FIELD) + 2;
  const to = { start: field, end: field + STAND_IN_FIELD.length - 2, piece: 'to' as const };
  if (field < 2) throw new Error('no To field');
  const cuts = [to, ...places.map((place) => ({ start: place.start, end: place.end, piece: place }))];
  cuts.sort((a, b) => a.start - b.start);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end, piece } of cuts) {
    pieces.push(stuffed(message, at, start), piece);
    at = end;
  }
  const ending = message.endsWith('\r\n') ? '' : '\r\n';
  return [...pieces, stuffed(message + ending, at, message.length + ending.length)];
}

/** RFC 5321, 4.5.2: a dot at the beginning of a line is doubled. */
function stuffed(message: string, start: number, end: number): Uint8Array {
  // With the two characters before it, so that a dot behind the line break of the last piece is seen.
  const before = Math.min(2, start);
  const piece = message
    .slice(start - before, end)
    .replaceAll('\r\n.', '\r\n..')
    .slice(before);
  return Buffer.from(start === 0 && piece.startsWith('.') ? `.${piece}` : piece, 'latin1');
}

function fillPieces(
  pieces: readonly Piece[],
  to: string,
  values: Readonly<Record<string, string>>,
): readonly Uint8Array[] {
  return pieces.map((piece) => {
    if (piece === 'to') return Buffer.from(writeTo(to), 'utf8');
    return piece instanceof Uint8Array ? piece : Buffer.from(piece.write(values), 'latin1');
  });
}

function checked(
  values: Readonly<Record<string, string>>,
  slots: readonly TemplateSlot[],
): Readonly<Record<string, string>> {
  for (const { name, length } of slots) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value?.length !== length || !VALUE.test(value)) throw new Error(`slot ${name}: not base64url of ${length}`);
  }
  return values;
}
