import type { FastifyReply, FastifyRequest } from 'fastify';
import { readNumber } from './addresses.ts';
import { viewReading } from './reading-view.ts';
import { chosenThemes } from './render-for.ts';
import { type Site, sendPage } from './site.ts';

type ReadingRoute = {
  Params: { readonly number: string };
  Querystring: { readonly themes?: unknown };
};

/** `/editions/N/read?themes=a.b#story-ID`: the edition to read, whole or some of its sections. */
export function showReading(site: Site) {
  return async (request: FastifyRequest<ReadingRoute>, reply: FastifyReply) => {
    const number = readNumber(request.params.number, 1);
    const edition = number === null ? null : await site.desk.edition(number);
    const themes = edition ? chosenThemes(edition, request.query.themes) : [];
    const reading = edition && (await site.desk.reading(edition.number, themes.length > 0 ? themes : undefined));
    if (!edition || !reading) return reply.callNotFound();
    const view = viewReading(edition, reading, { site: site.name, digits: site.digits, themes });
    return sendPage(site, reply, { template: 'reading', title: `العدد ${view.number}: ${view.subject}`, view });
  };
}
