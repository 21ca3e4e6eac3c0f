/** The door of the desk: accounts where there are any, else whoever sits at this machine. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EditorDesk } from '../app/index.ts';
import { audienceOf } from './audience.ts';
import { CSRF_FIELD, type DeskDoor, type DeskSession, LOCAL_EDITOR } from './desk-session.ts';
import { readFields } from './membership/form-fields.ts';
import { sendNotice } from './notices.ts';
import type { DeskCookies } from './sign-in/cookies.ts';
import { knownSession, rememberSession } from './sign-in/known-session.ts';
import { isOwnForm } from './sign-in/own-form.ts';
import { SIGN_IN } from './sign-in/paths.ts';
import type { Site } from './site.ts';

/** How accounts are known; null: there are none, and the desk is this machine's. */
type Accounts = { readonly editors: EditorDesk; readonly cookies: DeskCookies } | null;

/** `siteOf` is asked when somebody comes: the site knows its door, too. */
export function openDeskDoor(siteOf: () => Site, accounts: Accounts): DeskDoor {
  const local: DeskSession = { editor: LOCAL_EDITOR, csrf: randomBytes(32).toString('base64url') };
  const lookUp = accounts ? accountLookUp(accounts, local) : localLookUp(local);
  const sessionOf: DeskDoor['sessionOf'] = async (request) => {
    const known = knownSession(request);
    return known === undefined ? rememberSession(request, await lookUp(request)) : known;
  };
  return {
    sessionOf,
    async admit(request, reply, role) {
      const session = await sessionOf(request);
      if (!session) return refuse(() => turnAway(reply, accounts !== null));
      const site = siteOf();
      const isOurs =
        isOwnForm(request, site.publication.url) && isSame(readFields(request.body).one(CSRF_FIELD), session);
      if (!isOurs) return refuse(() => sendNotice(site, reply, 'forged', null));
      if (role === 'publisher' && session.editor.role !== 'publisher') {
        return refuse(() => sendNotice(site, reply, 'not-allowed', null));
      }
      return session;
    },
  };
}

function refuse(answer: () => unknown): null {
  answer();
  return null;
}

type LookUp = (request: FastifyRequest) => Promise<DeskSession | null>;

function localLookUp(local: DeskSession): LookUp {
  return async (request) => (audienceOf(request) === 'desk' ? local : null);
}

/** As soon as somebody has an account, this machine is like any other, as long as the program runs. */
function accountLookUp({ editors, cookies }: NonNullable<Accounts>, local: DeskSession): LookUp {
  let isEmpty = true;
  const atThisMachine = localLookUp(local);
  return async (request) => {
    isEmpty = isEmpty && (await editors.isEmpty());
    if (isEmpty) return await atThisMachine(request);
    const token = cookies.session(request);
    const session = token === null ? null : await editors.session(token, askedBy(request));
    return session && { editor: session.editor, csrf: csrfOf(session.token) };
  };
}

/** Follows from the session's token, which nobody else has: a token of another session is another. */
function csrfOf(token: string): string {
  return createHmac('sha256', token).update('form of the desk').digest('base64url');
}

function isSame(typed: string, { csrf }: DeskSession): boolean {
  const [given, right] = [Buffer.from(typed), Buffer.from(csrf)];
  return given.length === right.length && timingSafeEqual(given, right);
}

/** A form is not sent again after signing in: what it would have done may not be wanted any more. */
function turnAway(reply: FastifyReply, hasAccounts: boolean): void {
  if (hasAccounts) void reply.header('cache-control', 'no-store').redirect(SIGN_IN, 303);
  else reply.callNotFound();
}

/** A tab that watches a sending asks for its events anew every few minutes, also when nobody is there. */
function askedBy(request: FastifyRequest): 'person' | 'page' {
  return request.routeOptions.url?.endsWith('/events') ? 'page' : 'person';
}
