/** The Retry-After header (RFC 9110, 10.2.3). */

/** Nobody is left alone for longer. */
const LONGEST_MS = 7 * 24 * 60 * 60 * 1000;

/** `Sun, 06 Nov 1994 08:49:37 GMT`; the two older forms of RFC 9110, 5.6.7 are not written any more. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/u;

/** How long to wait, in milliseconds, at most 7 days; null when the header says nothing that can be read. */
export function readRetryAfter(header: string | null, now: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,15}$/u.test(text)) return Math.min(Number(text) * 1000, LONGEST_MS);
  const at = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : Math.min(Math.max(0, at - now), LONGEST_MS);
}
