/** `/desk/editions/N/draft`: a draft with its tools. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Draft, DraftDesk } from '../../app/index.ts';
import type { Article } from '../../model.ts';
import { readNumber } from '../addresses.ts';
import { openForms } from '../desk-guard.ts';
import type { DeskDoor, DeskSession } from '../desk-session.ts';
import { type Site, sendPage } from '../site.ts';
import { citationsOf } from './context.ts';
import { type Frame, readDone, viewDraft } from './draft-view.ts';
import type { Problem } from './problem.ts';

/** What the page works with. */
export type Mending = { readonly site: Site; readonly drafts: DraftDesk; readonly door: DeskDoor };

export type DraftRoute = {
  Params: { readonly number: string };
  Querystring: { readonly done?: unknown; readonly unapproved?: unknown };
};

/** Shows it; changes nothing. */
export function showDraft(mending: Mending) {
  return async (request: FastifyRequest<DraftRoute>, reply: FastifyReply): Promise<FastifyReply> => {
    const session = await mending.door.sessionOf(request);
    const number = readNumber(request.params.number, 1);
    const draft = number === null ? null : await mending.drafts.draft(number);
    if (!session || !draft) return sendMissing(reply);
    const { done, unapproved } = request.query;
    return await sendDraft(mending, reply, draft, {
      session,
      problem: null,
      done: readDone(done),
      unapproved: unapproved === '1',
    });
  };
}

/** Nothing is at this address. */
export function sendMissing(reply: FastifyReply): FastifyReply {
  reply.callNotFound();
  return reply;
}

/** Who looks at it, and what there is to be told. */
export type Telling = Pick<Frame, 'done' | 'unapproved'> & {
  readonly session: DeskSession;
  readonly problem: Problem | null;
};

/** Sends the page of a draft as it is now. */
export async function sendDraft(
  { site }: Mending,
  reply: FastifyReply,
  draft: Draft,
  { session, problem, done, unapproved }: Telling,
): Promise<FastifyReply> {
  const { number } = draft.edition;
  const reading = await site.desk.reading(number);
  if (!reading) return sendMissing(reply);
  const context = { draft, pages: await loadPages(site, draft), problem, words: site };
  const view = viewDraft(context, {
    reading,
    themes: offeredThemes(site, draft.edition.digest),
    csrf: session.csrf,
    editor: session.editor.name,
    recipients: (await site.mailing?.sending(number))?.plan.candidates ?? null,
    done,
    unapproved,
  });
  openForms(reply);
  return sendPage(site, reply, { template: 'draft', title: `تحرير العدد ${view.number}`, view, isPrivate: true });
}

function offeredThemes({ membership }: Site, digest: string): Frame['themes'] {
  return membership?.offer().digests.find(({ id }) => id === digest)?.themes ?? [];
}

/** All pages that the edition quotes, as it quotes them. */
async function loadPages({ desk }: Site, draft: Draft): Promise<Map<string, Article>> {
  const ids = [...citationsOf(draft).keys()];
  const found = await Promise.all(ids.map((id) => desk.page(id, draft.edition.number)));
  return new Map(found.flatMap((page, index) => (page ? [[ids[index] as string, page.article] as const] : [])));
}
