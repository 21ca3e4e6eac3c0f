import type { FastifyReply, FastifyRequest } from 'fastify';
import { readNumber } from './addresses.ts';
import { viewArchive } from './archive-view.ts';
import { type Site, sendPage } from './site.ts';

type Query = { readonly page?: unknown };

/** `/?page=N`: the archive of editions. A page number that is none is the first. */
export function showArchive(site: Site) {
  return async (request: FastifyRequest<{ Querystring: Query }>, reply: FastifyReply) => {
    const page = readNumber(request.query.page, 1) ?? 1;
    const view = viewArchive(await site.desk.editions(page), site.digits);
    return sendPage(site, reply, { template: 'archive', title: page === 1 ? site.name : view.position, view });
  };
}
