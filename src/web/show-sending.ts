import type { FastifyReply, FastifyRequest } from 'fastify';
import type { MailingDesk } from '../app/index.ts';
import { readNumber } from './addresses.ts';
import { viewSending } from './sending-view.ts';
import { type Site, sendPage } from './site.ts';

/** `/desk/editions/N/sending`: who has got it, who waits, and what stands in the way. */
export function showSending(site: Site, mailing: MailingDesk) {
  return async (request: FastifyRequest<{ Params: { readonly number: string } }>, reply: FastifyReply) => {
    const number = readNumber(request.params.number, 1);
    const status = number === null ? null : await mailing.sending(number);
    if (!status) return reply.callNotFound();
    const view = viewSending(status, site);
    const title = `إرسال العدد ${view.number}: ${view.stateWords}`;
    return sendPage(site, reply, { template: 'sending', title, view, isPrivate: true });
  };
}
