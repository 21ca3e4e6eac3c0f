/**
 * An edition's variant as a template: composed and encoded once, by the same code as a single message; per recipient only
 * the address and the slots are filled in. The bytes are those of `composeMessage` for that recipient, dot-stuffed.
 */
import type { Variant } from '../../model.ts';
import type { DkimSigner } from '../dkim/signer.ts';
import { composeMessage, type Envelope } from '../edition-message.ts';
import { type Cut, openSignedForm } from './signed-form.ts';
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
  fill(to: string, values: Values): readonly Uint8Array[];
  /** The same behind a DKIM signature. Rejects in the same cases, and with a `DkimFault` where nothing can be signed. */
  fillSigned(to: string, values: Values): Promise<readonly Uint8Array[]>;
};

type Values = Readonly<Record<string, string>>;

const STAND_IN_ADDRESS = 'stand-in@recipient.invalid';
const STAND_IN_FIELD = `\r\nTo: ${STAND_IN_ADDRESS}\r\n`;
const VALUE = /^[A-Za-z0-9_-]+$/u;
const SHORTEST = 11;

/**
 * Compiles a variant. Throws when a slot cannot be found again in the composed message, and a `DkimFault` when what the
 * signer makes of it does not verify.
 */
export async function makeTemplate(
  variant: Variant,
  head: TemplateHead,
  slots: readonly TemplateSlot[],
  signer?: DkimSigner,
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
  const composed = (await composeMessage({ ...variant, ...body }, envelope)).toString('latin1');
  const message = composed.endsWith('\r\n') ? composed : `${composed}\r\n`;
  const places = findPlaces(message, standIns);
  const wanted = [body.html, body.text, fields.messageId, fields.unsubscribeUrl ?? ''];
  checkCounts(places, wanted, standIns);
  const template = openTemplate(message, cutsOf(message, places), slots, signer);
  if (signer) await checkSigned(template, standIns, signer);
  return template;
}

type Written = Cut & { write(to: string, values: Values): string };

function openTemplate(
  message: string,
  cuts: readonly Written[],
  slots: readonly TemplateSlot[],
  signer: DkimSigner | undefined,
): Template {
  const pieces = fixedPieces(message, cuts);
  const sign = signer && openSignedForm(message, cuts, signer);
  const write = (to: string, values: Values): readonly string[] => {
    checkValues(values, slots);
    return cuts.map((cut) => cut.write(to, values));
  };
  const join = (filled: readonly string[]): Uint8Array[] =>
    pieces.flatMap((piece, at) => (at === 0 ? [piece] : [Buffer.from(filled[at - 1] ?? '', 'latin1'), piece]));
  return {
    fill: (to, values) => join(write(to, values)),
    async fillSigned(to, values) {
      if (!sign) throw new Error('a template without a signer');
      const filled = write(to, values);
      return [Buffer.from(await sign(filled), 'latin1'), ...join(filled)];
    },
  };
}

/** One message as the signer would sign it for somebody is checked as its receiver would. */
async function checkSigned(template: Template, standIns: readonly StandIn[], signer: DkimSigner): Promise<void> {
  const values = Object.fromEntries(standIns.map(({ name, text }) => [name, text]));
  const stuffed = Buffer.concat(await template.fillSigned(STAND_IN_ADDRESS, values)).toString('latin1');
  signer.check(Buffer.from(stuffed.replaceAll('\r\n..', '\r\n.'), 'latin1'));
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

/** What is filled in, in order: the field `To` and the places of slots. */
function cutsOf(message: string, places: readonly Place[]): readonly Written[] {
  const field = message.indexOf(STAND_IN_FIELD) + 2;
  if (field < 2) throw new Error('no To field');
  const to = { start: field, end: field + STAND_IN_FIELD.length - 2, isTo: true, write: bytesOfTo };
  const slots = places.map((place) => {
    const write = (_: string, values: Values) => place.write(values);
    return { start: place.start, end: place.end, isTo: false, write };
  });
  return [to, ...slots].sort((a, b) => a.start - b.start);
}

/** Letters outside ASCII as bytes of UTF-8, like all the rest. */
function bytesOfTo(address: string): string {
  return Buffer.from(writeTo(address), 'utf8').toString('latin1');
}

/** The bytes around the cuts, dot-stuffed. No value begins with a dot, so that it never needs stuffing. */
function fixedPieces(message: string, cuts: readonly Cut[]): readonly Uint8Array[] {
  const starts = [0, ...cuts.map(({ end }) => end)];
  return starts.map((start, at) => stuffed(message, start, cuts[at]?.start ?? message.length));
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

function checkValues(values: Values, slots: readonly TemplateSlot[]): void {
  for (const { name, length } of slots) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value?.length !== length || !VALUE.test(value)) throw new Error(`slot ${name}: not base64url of ${length}`);
  }
}
