import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Rendering } from '../app/index.ts';
import type { Edition } from '../model.ts';
import { readNumber, readView } from './addresses.ts';
import { linkToSending } from './archive-view.ts';
import { openForms } from './desk-guard.ts';
import { type AskedReader, findReader, viewAudience } from './draft/audience-view.ts';
import { draftPage } from './draft/places.ts';
import { figuresStage, frameStage, type Look, rawStage, type Stage, textStage, viewEdition } from './edition-view.ts';
import { viewFigures } from './figures-view.ts';
import { draftOf } from './reading-view.ts';
import { chosenThemes, renderFor } from './render-for.ts';
import { type Site, sendPage } from './site.ts';

type EditionRoute = {
  Params: { readonly number: string };
  Querystring: { readonly view?: unknown; readonly themes?: unknown; readonly reader?: unknown };
};

/** `/desk/editions/N?view=...`: one edition, looked at in one of the ways of the switch. */
export function showEdition(site: Site) {
  return async (request: FastifyRequest<EditionRoute>, reply: FastifyReply) => {
    const number = readNumber(request.params.number, 1);
    const edition = number === null ? null : await site.desk.edition(number);
    const reader = edition && (await findReader(site.readers, edition, request.query.reader));
    if (!edition || !reader) return reply.callNotFound();
    const look = lookOf(edition, reader, request.query);
    const variant = await renderFor(site.desk, edition, look.themes.join('.'));
    if (!variant) return reply.callNotFound();
    const stage = await stageOf(site, edition, variant, look);
    if (!stage) return reply.callNotFound();
    const isDraft = (await site.publication.approvedAt(edition.number)) === null;
    const content = {
      ...viewEdition(edition, variant, look, stage, site.digits),
      ...draftOf(edition.number, isDraft),
      mend: site.drafts ? draftPage(edition.number) : null,
      audience: site.readers && (await viewAudience(site.readers, edition, look, reader, site.digits)),
      sending: linkToSending(edition.number, (await site.mailing?.states([edition.number])) ?? new Map()),
    };
    if (site.readers) openForms(reply);
    const title = `العدد ${content.number}: ${content.switch.find(({ isCurrent }) => isCurrent)?.words ?? ''}`;
    return sendPage(site, reply, { template: 'edition', title, view: content, isPrivate: true });
  };
}

/** A reader's own themes count, whatever else the address names. */
function lookOf(edition: Edition, reader: AskedReader, query: EditionRoute['Querystring']): Look & { reader: string } {
  const isWhole = reader.themes?.length === edition.sections.length;
  const themes = isWhole ? [] : (reader.themes ?? chosenThemes(edition, query.themes));
  return { view: readView(query.view), themes, reader: reader.id };
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
      return figuresStage(await viewFigures(site.desk, someOf(edition, look.themes), site.digits));
    case 'raw': {
      const message = await site.desk.rawMessage(edition.number);
      return message && rawStage(message, look.themes);
    }
  }
}

/** Without the sections and cards of other themes. */
function someOf(edition: Edition, themes: Look['themes']): Edition {
  if (themes.length === 0) return edition;
  const { sections, cards } = edition;
  const isChosen = ({ theme }: { readonly theme: string }) => themes.includes(theme);
  return { ...edition, sections: sections.filter(isChosen), cards: cards.filter(isChosen) };
}
