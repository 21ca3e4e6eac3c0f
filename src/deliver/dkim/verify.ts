/**
 * Checks a signature as a receiver would (RFC 6376, 6.1), to find out before it does. Written from the rules alone: it shares
 * nothing with the code that signs, so that a mistake there shows here.
 */
import { createHash, createVerify, type KeyObject } from 'node:crypto';

type Field = { readonly name: string; readonly value: string };

/** RFC 6376, 5.4.1; RFC 8058, 4. */
const MUST_BE_SIGNED: ReadonlySet<string> = new Set(['from', 'list-unsubscribe', 'list-unsubscribe-post']);

/** What is wrong with the topmost signature of a message, or null; `key` is what its domain would publish. */
export function faultOfSignature(message: Buffer, key: KeyObject): string | null {
  const text = message.toString('latin1');
  const border = text.indexOf('\r\n\r\n');
  if (border < 0) return 'no end of the header';
  const fields = readFields(text.slice(0, border).split('\r\n'));
  const signature = fields.find(({ name }) => name === 'dkim-signature');
  if (!signature) return 'no signature';
  const tags = readTags(signature.value);
  if (tags.get('v') !== '1' || tags.get('a') !== 'rsa-sha256' || tags.get('c') !== 'relaxed/relaxed' || tags.has('l'))
    return 'an unknown kind of signature';
  if (digestOf(text.slice(border + 4)) !== tags.get('bh')) return 'the body does not match';
  const signed = (tags.get('h') ?? '').toLowerCase().split(':');
  const bare = fields.find(({ name }) => MUST_BE_SIGNED.has(name) && !signed.includes(name));
  if (bare) return `${bare.name} is not signed`;
  const verifier = createVerify('sha256').update(pick(fields, signed), 'latin1');
  verifier.update(`dkim-signature:${tidy(withoutValue(signature.value))}`, 'latin1');
  return verifier.verify(key, tags.get('b') ?? '', 'base64') ? null : 'the header does not match';
}

function readFields(lines: readonly string[]): readonly Field[] {
  const fields: { name: string; value: string }[] = [];
  for (const line of lines) {
    const last = fields.at(-1);
    if (last && /^[ \t]/u.test(line)) last.value += line;
    else {
      const [name = ''] = line.split(':', 1);
      fields.push({ name: name.trim().toLowerCase(), value: line.slice(name.length + 1) });
    }
  }
  return fields;
}

function readTags(value: string): ReadonlyMap<string, string> {
  const pairs = value.split(';').map((tag) => tag.replace(/\s/gu, ''));
  return new Map(
    pairs.filter(Boolean).map((tag) => [tag.slice(0, tag.indexOf('=')), tag.slice(tag.indexOf('=') + 1)] as const),
  );
}

/** The signature's own value counts as empty. */
function withoutValue(field: string): string {
  return field.replace(/(^|;)(\s*b\s*=)[^;]*/u, '$1$2');
}

function tidy(value: string): string {
  return value
    .split(/[ \t]+/u)
    .filter(Boolean)
    .join(' ');
}

/** The fields that are named, each time the lowest one that was not taken yet. */
function pick(fields: readonly Field[], names: readonly string[]): string {
  const left = [...fields];
  let picked = '';
  for (const name of names) {
    const at = left.findLastIndex((field) => field.name === name);
    const [field] = at < 0 ? [] : left.splice(at, 1);
    if (field) picked += `${name}:${tidy(field.value)}\r\n`;
  }
  return picked;
}

function digestOf(body: string): string {
  const lines = body.split('\r\n').map((line) =>
    line
      .split(/[ \t]+/u)
      .join(' ')
      .replace(/ $/u, ''),
  );
  while (lines.at(-1) === '') lines.pop();
  const hash = createHash('sha256');
  for (const line of lines) hash.update(`${line}\r\n`, 'latin1');
  return hash.digest('base64');
}
