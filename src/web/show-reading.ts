import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Edition } from '../model.ts';
import { readingPage, readNumber } from './addresses.ts';
import { boxOf } from './membership/sign-up-view.ts';
import type { PublicFace } from './public-face.ts';
import { type ReadingView, viewReading } from './reading-view.ts';
import { chosenThemes } from './render-for.ts';
import { type Site, sendPage } from './site.ts';

type ReadingRoute = {
  Params: { readonly number: string };
  Querystring: { readonly themes?: unknown };
};

/** `/editions/N?themes=a.b#story-ID`: the edition to read, whole or some of its sections; a draft on the desk alone. */
export function showReading(site: Site) {
  return async (request: FastifyRequest<ReadingRoute>, reply: FastifyReply) => {
    const number = readNumber(request.params.number, 1);
    const audience = await site.audienceOf(request);
    const approvedAt = number === null ? null : await site.publication.approvedAt(number);
    const mayRead = approvedAt !== null || audience === 'desk';
    const edition = number !== null && mayRead ? await site.desk.edition(number) : null;
    const themes = edition ? chosenThemes(edition, request.query.themes) : [];
    const reading = edition && (await site.desk.reading(edition.number, themes.length > 0 ? themes : undefined));
    if (!edition || !reading) return reply.callNotFound();
    const { name, digits } = site;
    const shown = viewReading(edition, reading, { site: name, digits, themes, audience, isDraft: approvedAt === null });
    return sendPage(site, reply, {
      template: 'reading',
      title: `العدد ${shown.number}: ${shown.subject}`,
      view: { ...shown, signUp: boxOf(site) },
      face: approvedAt && faceOf(edition, shown, reading.preheader, approvedAt),
      isPrivate: audience === 'desk',
    });
  };
}

/** Some sections of an edition are the edition, at its one address. */
function faceOf({ number }: Edition, { subject, name }: ReadingView, preheader: string, approvedAt: Date): PublicFace {
  return {
    path: readingPage(number),
    title: subject || name,
    description: preheader,
    type: 'article',
    publishedAt: approvedAt,
    isIndexed: true,
  };
}

/** `/editions/N/read`, the address in mails of before: the query goes along. */
export function leadToReading(request: FastifyRequest<ReadingRoute>, reply: FastifyReply): FastifyReply {
  const number = readNumber(request.params.number, 1);
  if (number === null) {
    reply.callNotFound();
    return reply;
  }
  const query = request.url.indexOf('?');
  return reply.redirect(readingPage(number) + (query < 0 ? '' : request.url.slice(query)), 301);
}
