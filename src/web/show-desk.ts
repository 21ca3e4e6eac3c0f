import type { FastifyReply, FastifyRequest } from 'fastify';
import { OUTBOX, readNumber } from './addresses.ts';
import { viewArchive } from './archive-view.ts';
import { placesOf } from './desk-bar.ts';
import { viewNewsLinks } from './news-desk/warnings-view.ts';
import { type Site, sendPage } from './site.ts';
import { LISTS } from './words.ts';

/** `/desk?page=N`: all editions, drafts among them. A page number that is none is the first. */
export function showDesk(site: Site) {
  return async (request: FastifyRequest<{ Querystring: { readonly page?: unknown } }>, reply: FastifyReply) => {
    const page = readNumber(request.query.page, 1) ?? 1;
    const list = await site.desk.editions(page);
    const sendings = await site.mailing?.states(list.editions.map(({ number }) => number));
    const lists = viewArchive(list, 'desk', site.digits, sendings);
    const news = site.newsDesk && (await viewNewsLinks(site.newsDesk, site.clock(), site));
    const outbox = site.mailing && !site.editors ? OUTBOX : null;
    const view = { ...lists, signUp: null, feeds: [], outbox, news, places: placesOf(site) };
    return sendPage(site, reply, { template: 'archive', title: LISTS.desk, view, isPrivate: true });
  };
}
