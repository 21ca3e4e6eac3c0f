/** `/desk/outbox`: the mails that were written to files, as lists and one by one. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OutboxView } from '../app/index.ts';
import { readNumber } from './addresses.ts';
import { forceScheme } from './colour-scheme.ts';
import { readMailView, viewOutbox, viewOutboxMessage } from './outbox-view.ts';
import { MAIL_CONTENT_POLICY } from './security.ts';
import { type Site, sendPage } from './site.ts';

type MessageRoute = {
  Params: { readonly name: string };
  Querystring: { readonly view?: unknown; readonly scheme?: unknown };
};

/** `/desk/outbox?page=N`. A page number that is none is the first. */
export function showOutbox(site: Site, outbox: OutboxView) {
  return async (request: FastifyRequest<{ Querystring: { readonly page?: unknown } }>, reply: FastifyReply) => {
    const list = await outbox.list(readNumber(request.query.page, 1) ?? 1);
    const view = viewOutbox(list, outbox, site);
    return sendPage(site, reply, { template: 'outbox', title: 'صندوق الصادر', view, isPrivate: true });
  };
}

/** `/desk/outbox/NAME?view=...` */
export function showOutboxMessage(site: Site, outbox: OutboxView) {
  return async (request: FastifyRequest<MessageRoute>, reply: FastifyReply) => {
    const found = await outbox.message(request.params.name);
    if (!found) return reply.callNotFound();
    const view = viewOutboxMessage(found, outbox, readMailView(request.query.view), site);
    return sendPage(site, reply, { template: 'outbox-message', title: view.title, view, isPrivate: true });
  };
}

/** `/desk/outbox/NAME/mail?scheme=dark`: its HTML alone. */
export function showOutboxMail(outbox: OutboxView) {
  return async (request: FastifyRequest<MessageRoute>, reply: FastifyReply) => {
    const html = (await outbox.message(request.params.name))?.message?.html ?? null;
    if (html === null) return reply.callNotFound();
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-security-policy', MAIL_CONTENT_POLICY)
      .send(forceScheme(html, request.query.scheme === 'dark' ? 'dark' : 'light'));
  };
}

/** `/desk/outbox/NAME/file`: the message byte for byte, to download. */
export function sendOutboxFile(outbox: OutboxView) {
  return async (request: FastifyRequest<MessageRoute>, reply: FastifyReply) => {
    const { name } = request.params;
    const file = await outbox.file(name);
    if (!file) return reply.callNotFound();
    return reply
      .type('message/rfc822')
      .header('cache-control', 'no-store')
      .header('content-length', file.bytes)
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(file.stream);
  };
}
