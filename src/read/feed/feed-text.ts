/** The text of a feed or page from the web. */
import { decode } from '../decode.ts';
import type { FeedRefusal, WebBytes } from './contract.ts';

const NEXT = 'Open the address in a browser; tell its publisher, or read the outlet another way.';

/** The text, without a byte order mark. @param inside the charset that the bytes declare themselves. */
export function webText({ bytes, charset }: WebBytes, inside: string | null): { readonly text: string } | FeedRefusal {
  if (bytes.length === 0) return { reason: 'the answer is empty', next: NEXT };
  const decoded = decode(bytes, charset, inside);
  if ('reason' in decoded) return { reason: decoded.reason, next: NEXT };
  const text = decoded.text.startsWith('\ufeff') ? decoded.text.slice(1) : decoded.text;
  return text.trim() === '' ? { reason: 'the answer is empty', next: NEXT } : { text };
}

/** The charset of an XML declaration, which is ASCII in all charsets but UTF-16 and its like. */
export function xmlCharset(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 400));
  return /^\s*<\?xml\s[^>]{0,200}?encoding\s{0,5}=\s{0,5}["']([\w.:-]{1,40})["']/.exec(head)?.[1] ?? null;
}
