/** `/desk/sign-in`: name and password, then the code where the account asks for one; and signing out. */
import type { FastifyReply } from 'fastify';
import type { CodeAnswer, SignInAnswer } from '../../app/index.ts';
import { readFields } from '../membership/form-fields.ts';
import { sendPage } from '../site.ts';
import { type Handler, ofOwnForm, openSessionOf, type SignInSite } from './context.ts';
import { readNext, SIGN_IN, SIGN_IN_CODE } from './paths.ts';
import { placeOf } from './place.ts';
import { NOT_SIGNED_IN, TITLES, waitWords } from './words.ts';

type Shown = { readonly next: string; readonly name?: string; readonly problem?: string | null };

export function showSignIn(signIn: SignInSite): Handler {
  return async (request, reply) => {
    const next = readNext((request.query as { next?: unknown }).next);
    if (await signIn.site.door.sessionOf(request)) {
      return await reply.header('cache-control', 'no-store').redirect(next, 303);
    }
    return await sendSignIn(signIn, reply, { next });
  };
}

async function sendSignIn({ site, editors }: SignInSite, reply: FastifyReply, shown: Shown): Promise<FastifyReply> {
  const { next, name = '', problem = null } = shown;
  const isEmpty = await editors.isEmpty();
  const view = { action: SIGN_IN, next, name, problem, isEmpty };
  return sendPage(site, reply, { template: 'sign-in', title: TITLES.signIn, view, isPrivate: true });
}

export function takeSignIn(signIn: SignInSite): Handler {
  return ofOwnForm(signIn, async (request, reply) => {
    const fields = readFields(request.body);
    const [next, name] = [readNext(fields.one('next')), fields.one('name')];
    const place = placeOf(request, signIn.cookies);
    const answer = await signIn.editors.signIn(place, { name, password: fields.one('password') });
    if ('signedIn' in answer) return await enter(signIn, reply, answer, next);
    if ('codeNeeded' in answer) return sendCode(signIn, reply, { step: answer.codeNeeded.step, next, problem: null });
    return await sendSignIn(signIn, refusedWith(reply, answer), {
      next,
      name,
      problem: problemOf(signIn, answer, 'wrong'),
    });
  });
}

export function takeCode(signIn: SignInSite): Handler {
  return ofOwnForm(signIn, async (request, reply) => {
    const fields = readFields(request.body);
    const [next, step] = [readNext(fields.one('next')), fields.one('step')];
    const place = placeOf(request, signIn.cookies);
    const answer = await signIn.editors.enterCode(place, { step, code: fields.one('code') });
    if ('signedIn' in answer) return await enter(signIn, reply, answer, next);
    const problem = problemOf(signIn, answer, 'code');
    if (answer.refused === 'gone') return await sendSignIn(signIn, refusedWith(reply, answer), { next, problem });
    return sendCode(signIn, refusedWith(reply, answer), { step, next, problem });
  });
}

function sendCode(
  { site }: SignInSite,
  reply: FastifyReply,
  shown: { readonly step: string; readonly next: string; readonly problem: string | null },
): FastifyReply {
  const view = { action: SIGN_IN_CODE, start: SIGN_IN, ...shown };
  return sendPage(site, reply, { template: 'sign-in-code', title: TITLES.code, view, isPrivate: true });
}

type Refused = Extract<SignInAnswer | CodeAnswer, { readonly refused: string }>;

function problemOf({ site }: SignInSite, answer: Refused, wrong: 'wrong' | 'code'): string {
  if (answer.refused === 'wait') return waitWords(answer.seconds, site.digits);
  return NOT_SIGNED_IN[answer.refused === 'wrong' ? wrong : answer.refused];
}

function refusedWith(reply: FastifyReply, answer: Refused): FastifyReply {
  return answer.refused === 'wait' ? reply.code(429).header('retry-after', answer.seconds) : reply.code(422);
}

/** Gives the new session to the browser and leads on. */
export async function enter(
  { cookies }: SignInSite,
  reply: FastifyReply,
  { signedIn }: Extract<SignInAnswer, { readonly signedIn: unknown }>,
  next: string,
): Promise<FastifyReply> {
  cookies.give(reply, signedIn);
  return await reply.header('cache-control', 'no-store').redirect(next, 303);
}

/** `POST /desk/sign-out` and `/desk/account/sign-out-everywhere`. */
export function takeSignOut(signIn: SignInSite, isEverywhere: boolean): Handler {
  return async (request, reply) => {
    const { site, editors, cookies } = signIn;
    const session = await site.door.admit(request, reply);
    if (!session) return reply;
    const open = openSessionOf(signIn, request, session);
    if (open) await (isEverywhere ? editors.signOutEverywhere(open) : editors.signOut(open));
    cookies.take(reply);
    return await reply.header('cache-control', 'no-store').redirect(SIGN_IN, 303);
  };
}
