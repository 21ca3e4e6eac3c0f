import type { FastifyReply, FastifyRequest } from 'fastify';
import { ARCHIVE, DESK, listPage, readNumber } from './addresses.ts';
import { viewArchive } from './archive-view.ts';
import { boxOf } from './membership/sign-up-view.ts';
import { feedLinks, type PublicFace } from './public-face.ts';
import { type Site, sendPage } from './site.ts';

type Query = { readonly page?: unknown };

/** `/`: leads the editor to the desk and everybody else to the archive. */
export function showHome({ audienceOf }: Site) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const list = (await audienceOf(request)) === 'desk' ? DESK : ARCHIVE;
    return await reply.header('cache-control', 'no-store').redirect(list, 302);
  };
}

/** `/archive?page=N`: the approved editions. A page number that is none is the first. */
export function showArchive(site: Site) {
  return async (request: FastifyRequest<{ Querystring: Query }>, reply: FastifyReply) => {
    const page = readNumber(request.query.page, 1) ?? 1;
    const list = viewArchive(await site.publication.editions(page), 'archive', site.digits);
    const feeds = list.empty ? [] : feedLinks(site.publication);
    const view = { ...list, signUp: boxOf(site), feeds, outbox: null, news: null };
    const title = page === 1 ? site.name : list.position;
    return sendPage(site, reply, { template: 'archive', title, view, face: faceOf(page, title, site) });
  };
}

/** Pages behind the first change with every edition: they are not for lists of search results. */
function faceOf(page: number, title: string, { name }: Site): PublicFace {
  return {
    path: listPage(ARCHIVE, page),
    title,
    description: `أعداد «${name}»: مقتطفات من صفحات الأخبار بحسب الموضوع، كل جملة وكل رقم بمصدره.`,
    type: 'website',
    publishedAt: null,
    isIndexed: page === 1,
  };
}
