/** Taking apart what came in: JSON of any shape, signatures compared without telling where they differ. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Some value of a JSON text. */
export type Json = Readonly<Record<string, unknown>>;

/** An object; empty for everything else. */
export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** Longer texts are cut: nothing that we look for is. */
const LONGEST_TEXT = 2000;

/** A text, or a number as one; '' for everything else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, LONGEST_TEXT) : '';
}

/** Most things told of in one request. */
const MOST_ITEMS = 1000;

/** A list; empty for everything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, MOST_ITEMS) : [];
}

/** The object in a JSON text; null for anything else. */
export function parseObject(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
  } catch {
    return null;
  }
}

/** Compares without telling by the time it takes how much of it was right. */
export function areEqual(given: string, right: string): boolean {
  const [a, b] = [given, right].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a as Buffer, b as Buffer);
}

/** HMAC-SHA256 in hexadecimal. */
export function hmacHex(secret: string, ...parts: readonly (string | Buffer)[]): string {
  const hmac = createHmac('sha256', secret);
  for (const part of parts) hmac.update(part);
  return hmac.digest('hex');
}

/** A header's one value; '' when it is missing or stands there twice. */
export function headerOf(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  name: string,
): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}

/** Whether a time in whole seconds is at most so far from now; both in milliseconds. */
export function isNear(seconds: string, now: number, most: number): boolean {
  return /^\d{9,11}$/u.test(seconds) && Math.abs(Number(seconds) * 1000 - now) <= most;
}
