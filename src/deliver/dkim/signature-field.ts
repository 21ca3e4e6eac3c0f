/** The `DKIM-Signature` field (RFC 6376, 3.5). */
import { relaxedValue } from './relaxed.ts';

/** What a signature says. */
export type SignatureTags = {
  readonly domain: string;
  readonly selector: string;
  readonly names: readonly string[];
  /** Base64. */
  readonly bodyHash: string;
};

const NAME = 'DKIM-Signature';
const LINE = 72;

/** The field with an empty signature at its end, as it is written. */
export function emptyField({ domain, selector, names, bodyHash }: SignatureTags): string {
  const signed = foldNames(names);
  return `${NAME}: v=1; a=rsa-sha256; c=relaxed/relaxed; d=${domain};\r\n s=${selector}; h=${signed};\r\n bh=${bodyHash};\r\n b=`;
}

/** The field as it is signed itself: behind the others, without a line end. */
export function relaxedSignature(empty: string): string {
  return `${NAME.toLowerCase()}:${relaxedValue(empty.slice(NAME.length + 1))}`;
}

/** The whole field, with its line end; `value` in base64. */
export function fullField(empty: string, value: string): string {
  let lines = '';
  for (let at = 0; at < value.length; at += LINE) lines += `${at === 0 ? '' : '\r\n '}${value.slice(at, at + LINE)}`;
  return `${empty}${lines}\r\n`;
}

/** A line break after a colon wherever a line would grow too long. */
function foldNames(names: readonly string[]): string {
  let [folded, room] = ['', 0];
  for (const name of names) {
    const colon = folded === '' ? '' : ':';
    room -= name.length + 1;
    folded += room < 0 ? `${colon}\r\n  ${name}` : colon + name;
    if (room < 0) room = LINE - name.length;
  }
  return folded;
}
