/** What the pages about subscribers work with, and who may open them. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PeopleDesk } from '../../app/index.ts';
import { openForms } from '../desk-guard.ts';
import type { DeskDoor, DeskSession } from '../desk-session.ts';
import { sendNotice } from '../notices.ts';
import { type PageContent, type Site, sendPage } from '../site.ts';

export type PeoplePages = { readonly site: Site; readonly people: PeopleDesk; readonly door: DeskDoor };

/** A handler that has a publisher before it. */
export type Handler<Route extends { Params?: unknown; Querystring?: unknown; Body?: unknown }> = (
  request: FastifyRequest<Route & { Params: Route['Params'] }>,
  reply: FastifyReply,
  session: DeskSession,
) => Promise<FastifyReply>;

/** For pages that only a publisher sees: everybody else learns that they are not theirs. */
export function forPublishers<Route extends { Params?: unknown; Querystring?: unknown }>(
  { site, door }: PeoplePages,
  show: Handler<Route>,
) {
  return async (request: FastifyRequest<Route & { Params: Route['Params'] }>, reply: FastifyReply) => {
    const session = await door.sessionOf(request as FastifyRequest);
    if (session === null) return reply.callNotFound();
    if (session.editor.role !== 'publisher') return sendNotice(site, reply, 'not-allowed', null);
    return await show(request, reply, session);
  };
}

/** For what publishers press: the door checks session, token and origin first, and answers by itself. */
export function pressedByPublishers<Route extends { Params?: unknown; Querystring?: unknown }>(
  { door }: PeoplePages,
  take: Handler<Route>,
) {
  return async (request: FastifyRequest<Route & { Params: Route['Params'] }>, reply: FastifyReply) => {
    const session = await door.admit(request as FastifyRequest, reply, 'publisher');
    return session === null ? reply : await take(request, reply, session);
  };
}

/** A page of the desk with forms: nobody keeps it. */
export function sendDeskPage(site: Site, reply: FastifyReply, page: Omit<PageContent, 'isPrivate'>): FastifyReply {
  openForms(reply);
  return sendPage(site, reply, { ...page, isPrivate: true });
}

/** A page of one thought: what is so, at most one button, and where to go from here. */
export function sendDeskThought(
  site: Site,
  reply: FastifyReply,
  view: {
    readonly title: string;
    readonly lines: readonly string[];
    readonly form?: object | null;
    readonly ways: readonly { readonly href: string; readonly words: string }[];
  },
): FastifyReply {
  const plain = { write: '', isDone: false, isMail: false, form: null, after: '' };
  return sendDeskPage(site, reply, { template: 'thought', title: view.title, view: { ...plain, ...view } });
}
