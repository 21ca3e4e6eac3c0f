import type { FastifyReply, FastifyRequest } from 'fastify';
import { figureStart, isPageId, readNumber } from './addresses.ts';
import type { Audience } from './audience.ts';
import { viewSourcePage } from './page-view.ts';
import { type Site, sendPage } from './site.ts';

type PageRoute = {
  Params: { readonly id: string };
  Querystring: { readonly figure?: unknown; readonly edition?: unknown };
};

/**
 * `/pages/ID?edition=N&figure=START#f-START`: a source page with one of its figures pointed at. It is somebody else's
 * text: everybody may look at it where an approved edition quotes it, and no search engine lists it.
 */
export function showPage(site: Site) {
  return async (request: FastifyRequest<PageRoute>, reply: FastifyReply) => {
    const { figure } = request.query;
    const edition = readNumber(request.query.edition, 1);
    const { id } = request.params;
    const audience = await site.audienceOf(request);
    const known = isPageId(id) ? await findPage(site, audience, id, edition) : null;
    if (!known) return reply.callNotFound();
    const query = { figureStart: typeof figure === 'string' ? figureStart(figure) : null, edition, audience };
    const view = viewSourcePage(known.page, known.article, query, site.digits);
    const title = `${view.title} · ${view.source}`;
    return sendPage(site, reply, { template: 'page', title, view, isPrivate: audience === 'desk' });
  };
}

function findPage({ desk, publication }: Site, audience: Audience, id: string, edition: number | null) {
  if (audience === 'desk') return desk.page(id, edition ?? undefined);
  return edition === null ? null : publication.page(id, edition);
}
