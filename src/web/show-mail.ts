import type { FastifyReply, FastifyRequest } from 'fastify';
import { readNumber } from './addresses.ts';
import { forceScheme } from './colour-scheme.ts';
import { renderFor } from './render-for.ts';
import { MAIL_CONTENT_POLICY } from './security.ts';
import type { Site } from './site.ts';

type MailRoute = {
  Params: { readonly number: string };
  Querystring: { readonly scheme?: unknown; readonly themes?: unknown };
};

/** `/desk/editions/N/mail?scheme=dark`: the mail alone, as the frame shows it. */
export function showMail(site: Site) {
  return async (request: FastifyRequest<MailRoute>, reply: FastifyReply) => {
    const number = readNumber(request.params.number, 1);
    const edition = number === null ? null : await site.desk.edition(number);
    const variant = edition && (await renderFor(site.desk, edition, request.query.themes));
    if (!variant) return reply.callNotFound();
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-security-policy', MAIL_CONTENT_POLICY)
      .send(forceScheme(variant.html, request.query.scheme === 'dark' ? 'dark' : 'light'));
  };
}
