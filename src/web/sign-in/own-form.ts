/** Whether a form was sent from a page of ours (OWASP: verifying the origin with standard headers). */
import type { FastifyRequest } from 'fastify';

/**
 * By Origin, which must be the site's or of the host that was asked. Without one (old browsers, `Referrer-Policy:
 * no-referrer`) the browser must say that the page was of the same origin; who says nothing is refused.
 */
export function isOwnForm({ headers }: FastifyRequest, siteUrl: string): boolean {
  const { origin, host } = headers;
  if (origin !== undefined && origin !== 'null') {
    if (!URL.canParse(origin)) return false;
    return origin === new URL(siteUrl).origin || new URL(origin).host === host;
  }
  return headers['sec-fetch-site'] === 'same-origin';
}
