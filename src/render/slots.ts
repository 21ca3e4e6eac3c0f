/**
 * Slots: places in a compiled variant for what differs between recipients (name, their links). The caller makes one
 * random token per slot and edition; values are spliced in, and never read as a template.
 */

/** Values by slot token. */
export type SlotValues = Readonly<Record<string, string>>;

/** Where the values go: escaped for HTML, or plain text. */
export type SlotContext = 'html' | 'text';

/** Shorter tokens could stand in a text by chance. */
const TOKEN = /^[A-Za-z0-9]{16,}$/;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A body cut at its slots once, so that filling it for each recipient is a join. */
export type SlottedBody = { readonly pieces: readonly string[]; readonly tokens: readonly string[] };

/** Cuts a compiled body at the tokens; throws on a token of fewer than 16 letters and digits. */
export function cutAtSlots(body: string, tokens: readonly string[]): SlottedBody {
  for (const token of tokens)
    if (!TOKEN.test(token)) throw new Error('a slot token needs 16 or more letters and digits');
  if (tokens.length === 0) return { pieces: [body], tokens: [] };
  const parts = body.split(new RegExp(`(${tokens.join('|')})`));
  return {
    pieces: parts.filter((_, index) => index % 2 === 0),
    tokens: parts.filter((_, index) => index % 2 === 1),
  };
}

/** One recipient's body; a token without a value becomes empty. Line breaks in values become spaces. */
export function fillSlots({ pieces, tokens }: SlottedBody, values: SlotValues, context: SlotContext): string {
  let body = pieces[0] ?? '';
  for (const [index, token] of tokens.entries()) {
    body += shownValue(Object.hasOwn(values, token) ? (values[token] ?? '') : '', context) + (pieces[index + 1] ?? '');
  }
  return body;
}

function shownValue(value: string, context: SlotContext): string {
  const line = value.replace(/[\r\n\u2028\u2029]+/g, ' ');
  return context === 'text' ? line : line.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);
}

/** Fills the slots of a body for one recipient; to fill many, cut once and fill often. */
export function spliceSlots(body: string, values: SlotValues, context: SlotContext): string {
  return fillSlots(cutAtSlots(body, Object.keys(values)), values, context);
}
