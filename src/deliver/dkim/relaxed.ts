/** The form in which a message is signed (RFC 6376, 3.4.2 and 3.4.4), made of its bytes read as latin1. */

/** A header field; `name` in small letters, `text` canonical with its line end. */
export type RelaxedField = { readonly name: string; readonly text: string };

const NEXT_FIELD = /\r\n(?![ \t])/u;

/** Cuts a header (without the empty line behind it) into its fields. */
export function relaxedFields(header: string): readonly RelaxedField[] {
  return header.split(NEXT_FIELD).filter(Boolean).map(relaxedField);
}

function relaxedField(field: string): RelaxedField {
  const colon = field.indexOf(':');
  const name = field.slice(0, colon).trimEnd().toLowerCase();
  return { name, text: `${name}:${relaxedValue(field.slice(colon + 1))}\r\n` };
}

/** A field's value: unfolded, each stretch of white space as one space, none at the ends. */
export function relaxedValue(value: string): string {
  return oneSpace(value.replaceAll('\r\n', '')).replace(/^ | $/gu, '');
}

/** A stretch of a body between two others; next to it stands no white space and no line break. */
export function relaxedMiddle(text: string): string {
  return oneSpace(text).replaceAll(' \r\n', '\r\n');
}

/** The last stretch of a body, or all of it. `isAll` false: something stands before it on its first line. */
export function relaxedEnd(text: string, isAll: boolean): string {
  const relaxed = relaxedMiddle(`${text}\r\n`);
  let end = relaxed.length;
  while (relaxed.endsWith('\r\n', end)) end -= 2;
  return end === 0 && isAll ? '' : `${relaxed.slice(0, end)}\r\n`;
}

function oneSpace(text: string): string {
  return text.replace(/[ \t]+/gu, ' ');
}
