/** Content hashes, and what text both databases can keep. */
import { createHash } from 'node:crypto';
import type { Page } from '../model.ts';
import { StoreFault } from './fault.ts';

/** A page is hashed once, however often it is saved, understood and shown. */
const hashes = new WeakMap<Page, string>();

/** SHA-256 of everything that a page says. Its origin is left out: a file that was moved is the same page. */
export function hashPage(page: Page): string {
  const known = hashes.get(page);
  if (known !== undefined) return known;
  const { url, source, sample, author } = page.meta;
  const spans = [page.content, page.title].map((span) => span && [span.start, span.end]);
  const hash = hashJson([page.format, page.text, spans, url, source, publishedJson(page), sample, author]);
  hashes.set(page, hash);
  return hash;
}

/** SHA-256 of a value's JSON, in hexadecimal. */
export function hashJson(value: unknown): string {
  return hashText(JSON.stringify(value));
}

/** SHA-256 of a text in UTF-8, in hexadecimal. */
export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The date of publication that came with a page, as it is stored. */
export function publishedJson({ meta: { published } }: Page): string | null {
  return published && JSON.stringify(published);
}

/**
 * Refuses text that cannot be kept unchanged: PostgreSQL has no NUL, and UTF-8 has no lone surrogates, which both
 * databases would silently replace. `read/` lets neither pass, so that this is a fault, before anything was written.
 * @throws StoreFault `unstorable-text`
 */
export function checkStorable(page: Page): void {
  const { url, source, author } = page.meta;
  for (const text of [page.id, page.origin, page.text, url, source, author]) {
    if (text === null || isStorable(text)) continue;
    const why = text.includes('\0') ? 'it holds a NUL character' : 'it holds half a surrogate pair (broken UTF-16)';
    throw new StoreFault('unstorable-text', `the page ${JSON.stringify(page.id)}`, why, 'Save it as UTF-8 text again.');
  }
}

/** Whether both databases keep a text as it is. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** A text of ours or of others about the news, not of it, as both databases can keep it. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}
