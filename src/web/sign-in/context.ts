/** What the handlers of signing in and of accounts work with. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EditorDesk, OpenSession } from '../../app/index.ts';
import { CSRF_FIELD, type DeskSession, LOCAL_EDITOR } from '../desk-session.ts';
import { sendNotice } from '../notices.ts';
import type { Site } from '../site.ts';
import type { DeskCookies } from './cookies.ts';
import { isOwnForm } from './own-form.ts';

export type SignInSite = { readonly site: Site; readonly editors: EditorDesk; readonly cookies: DeskCookies };

export type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** Forms of people who are not signed in have no token, but a page of ours they come from. */
export function ofOwnForm({ site }: SignInSite, handler: Handler): Handler {
  return async (request, reply) =>
    isOwnForm(request, site.publication.url) ? await handler(request, reply) : sendNotice(site, reply, 'forged', null);
}

/** The session behind one that was admitted; null for this machine's, which has no account. */
export function openSessionOf(
  { cookies }: SignInSite,
  request: FastifyRequest,
  { editor }: DeskSession,
): OpenSession | null {
  const token = cookies.session(request);
  return token === null || editor.id === LOCAL_EDITOR.id ? null : { editor, token };
}

export function csrfView({ csrf }: DeskSession) {
  return { field: CSRF_FIELD, value: csrf };
}
