/** `/desk/account`: one's own password, second factor and sessions. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OpenSession, PasswordRefusal } from '../../app/index.ts';
import { DESK } from '../addresses.ts';
import type { DeskSession } from '../desk-session.ts';
import { type FormFields, readFields } from '../membership/form-fields.ts';
import { sendPage } from '../site.ts';
import { type AccountErrors, NO_ERRORS, viewAccount } from './account-view.ts';
import { csrfView, type Handler, openSessionOf, type SignInSite } from './context.ts';
import { ACCOUNT, SIGN_IN } from './paths.ts';
import { type DONE, NOT_DONE, REFUSED_PASSWORD, TITLES, waitWords } from './words.ts';

/** What a form came to: done, or what is wrong with which field. */
type Outcome = { readonly done: keyof typeof DONE | null } | { readonly errors: Partial<AccountErrors> };
type AccountForm = (signIn: SignInSite, session: OpenSession, fields: FormFields) => Promise<Outcome>;

export function showAccount(signIn: SignInSite): Handler {
  return async (request, reply) => {
    const session = await signIn.site.door.sessionOf(request);
    if (!session) return await reply.redirect(SIGN_IN, 303);
    const { done } = request.query as { readonly done?: unknown };
    return await sendAccount(signIn, request, reply, session, { done, errors: NO_ERRORS });
  };
}

/** Takes one of its forms; after a change the browser asks for the page again. */
export function takeAccount(signIn: SignInSite, form: AccountForm): Handler {
  return async (request, reply) => {
    const session = await signIn.site.door.admit(request, reply);
    const open = session && openSessionOf(signIn, request, session);
    if (!session) return reply;
    if (!open) return await reply.redirect(DESK, 303);
    const outcome = await form(signIn, open, readFields(request.body));
    if ('done' in outcome) {
      return await reply.redirect(outcome.done === null ? ACCOUNT : `${ACCOUNT}?done=${outcome.done}`, 303);
    }
    const errors = { ...NO_ERRORS, ...outcome.errors };
    return await sendAccount(signIn, request, reply.code(422), session, { done: null, errors });
  };
}

async function sendAccount(
  signIn: SignInSite,
  request: FastifyRequest,
  reply: FastifyReply,
  session: DeskSession,
  state: { readonly done: unknown; readonly errors: AccountErrors },
): Promise<FastifyReply> {
  const { site, editors } = signIn;
  const open = openSessionOf(signIn, request, session);
  // Whoever sits at this machine while there are no accounts.
  if (!open) return await reply.redirect(DESK, 303);
  const view = { ...viewAccount(await editors.account(open), site, state), csrf: csrfView(session) };
  return sendPage(site, reply, { template: 'account', title: TITLES.account, view, isPrivate: true });
}

export const changePassword: AccountForm = async ({ editors, site }, session, fields) => {
  const [old, fresh] = [fields.one('old'), fields.one('fresh')];
  if (fresh !== fields.one('again')) return { errors: { fresh: REFUSED_PASSWORD.unequal } };
  const answer = await editors.changePassword(session, { old, fresh });
  if ('done' in answer) return { done: 'password' };
  if (answer.refused === 'wait') return { errors: { old: waitWords(answer.seconds, site.digits) } };
  if (answer.refused === 'wrong') return { errors: { old: NOT_DONE.password } };
  return { errors: { fresh: REFUSED_PASSWORD[answer.refused satisfies PasswordRefusal] } };
};

export const beginCode: AccountForm = async ({ editors, site }, session, fields) => {
  const answer = await editors.beginSecondFactor(session, fields.one('password'));
  if ('done' in answer) return { done: null };
  const words = answer.refused === 'wait' ? waitWords(answer.seconds, site.digits) : NOT_DONE.password;
  return { errors: { begin: words } };
};

export const confirmCode: AccountForm = async ({ editors, site }, session, fields) => {
  const answer = await editors.confirmSecondFactor(session, fields.one('code'));
  if ('done' in answer) return { done: 'on' };
  return { errors: { code: answer.refused === 'wait' ? waitWords(answer.seconds, site.digits) : NOT_DONE.code } };
};

export const removeCode: AccountForm = async ({ editors, site }, session, fields) => {
  const answer = await editors.removeSecondFactor(session, fields.one('password'));
  if ('done' in answer) return { done: 'off' };
  const words = answer.refused === 'wait' ? waitWords(answer.seconds, site.digits) : NOT_DONE.password;
  return { errors: { remove: words } };
};
