/** Answers that a client keeps and asks for again: feeds and the sitemap (RFC 9110, 13). */
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A document; `changed` is null when nobody knows. */
export type Document = { readonly body: string; readonly type: string; readonly changed: Date | null };

/** Sends a document, or only says that the one the client has is still right. */
export function sendIfNew(request: FastifyRequest, reply: FastifyReply, { body, type, changed }: Document) {
  const tag = `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`;
  reply.header('etag', tag).header('cache-control', 'no-cache');
  if (changed) reply.header('last-modified', changed.toUTCString());
  if (hasIt(request, tag, changed)) return reply.code(304).send();
  return reply.type(type).send(body);
}

/** A tag says more than a time: where there are tags, the time is not looked at (RFC 9110, 13.1.3). */
function hasIt({ headers }: FastifyRequest, tag: string, changed: Date | null): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) {
    return tags.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//u, '') === tag);
  }
  const since = Date.parse(headers['if-modified-since'] ?? '');
  // The header knows no milliseconds; an unreadable one is NaN, and nothing is as old as that.
  return changed !== null && Math.floor(changed.getTime() / 1000) * 1000 <= since;
}
