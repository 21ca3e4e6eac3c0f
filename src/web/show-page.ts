import type { FastifyReply, FastifyRequest } from 'fastify';
import { figureStart, isPageId, readNumber } from './addresses.ts';
import { viewSourcePage } from './page-view.ts';
import { type Site, sendPage } from './site.ts';

type PageRoute = {
  Params: { readonly id: string };
  Querystring: { readonly figure?: unknown; readonly edition?: unknown };
};

/** `/pages/ID?edition=N&figure=START#f-START`: a source page with one of its figures pointed at. */
export function showPage(site: Site) {
  return async (request: FastifyRequest<PageRoute>, reply: FastifyReply) => {
    const { figure } = request.query;
    const edition = readNumber(request.query.edition, 1);
    const { id } = request.params;
    const known = isPageId(id) ? await site.desk.page(id, edition ?? undefined) : null;
    if (!known) return reply.callNotFound();
    const query = { figureStart: typeof figure === 'string' ? figureStart(figure) : null, edition };
    const view = viewSourcePage(known.page, known.article, query, site.digits);
    return sendPage(site, reply, { template: 'page', title: `${view.title} · ${view.source}`, view });
  };
}
