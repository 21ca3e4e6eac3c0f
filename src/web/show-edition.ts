import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Rendering } from '../app/index.ts';
import type { Edition } from '../model.ts';
import { readNumber, readView } from './addresses.ts';
import { linkToSending } from './archive-view.ts';
import { figuresStage, frameStage, type Look, rawStage, type Stage, textStage, viewEdition } from './edition-view.ts';
import { viewFigures } from './figures-view.ts';
import { draftOf } from './reading-view.ts';
import { chosenThemes, renderFor } from './render-for.ts';
import { type Site, sendPage } from './site.ts';

type EditionRoute = {
  Params: { readonly number: string };
  Querystring: { readonly view?: unknown; readonly themes?: unknown };
};

/** `/desk/editions/N?view=...`: one edition, looked at in one of the ways of the switch. */
export function showEdition(site: Site) {
  return async (request: FastifyRequest<EditionRoute>, reply: FastifyReply) => {
    const number = readNumber(request.params.number, 1);
    const edition = number === null ? null : await site.desk.edition(number);
    const variant = edition && (await renderFor(site.desk, edition, request.query.themes));
    if (!edition || !variant) return reply.callNotFound();
    const look = { view: readView(request.query.view), themes: chosenThemes(edition, request.query.themes) };
    const stage = await stageOf(site, edition, variant, look);
    if (!stage) return reply.callNotFound();
    const isDraft = (await site.publication.approvedAt(edition.number)) === null;
    const content = {
      ...viewEdition(edition, variant, look, stage, site.digits),
      ...draftOf(edition.number, isDraft),
      sending: linkToSending(edition.number, (await site.mailing?.states([edition.number])) ?? new Map()),
    };
    const title = `العدد ${content.number}: ${content.switch.find(({ isCurrent }) => isCurrent)?.words ?? ''}`;
    return sendPage(site, reply, { template: 'edition', title, view: content, isPrivate: true });
  };
}

/** Null when the edition has no message yet. */
async function stageOf(site: Site, edition: Edition, variant: Rendering, look: Look): Promise<Stage | null> {
  switch (look.view) {
    case 'desktop':
    case 'phone':
    case 'dark':
      return frameStage(edition.number, look.view, look.themes, site.digits);
    case 'text':
      return textStage(variant);
    case 'figures':
      return figuresStage(await viewFigures(site.desk, edition, site.digits));
    case 'raw': {
      const message = await site.desk.rawMessage(edition.number);
      return message && rawStage(message);
    }
  }
}
