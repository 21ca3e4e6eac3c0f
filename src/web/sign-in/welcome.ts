/** `/desk/welcome/TOKEN`: the first account, by the link that the terminal has shown. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { NameRefusal, PasswordRefusal } from '../../app/index.ts';
import { DESK } from '../addresses.ts';
import { readFields } from '../membership/form-fields.ts';
import { sendNotice } from '../notices.ts';
import { sendPage } from '../site.ts';
import { type Handler, ofOwnForm, type SignInSite } from './context.ts';
import { WELCOME } from './paths.ts';
import { placeOf } from './place.ts';
import { enter } from './sign-in.ts';
import { REFUSED_NAME, REFUSED_PASSWORD, TITLES } from './words.ts';

type Errors = { readonly name: string | null; readonly password: string | null };
const NONE: Errors = { name: null, password: null };

function tokenOf({ params }: FastifyRequest): string {
  return (params as { readonly token: string }).token;
}

export function showWelcome(signIn: SignInSite): Handler {
  return async (request, reply) => {
    const token = tokenOf(request);
    if (await signIn.editors.isWelcome(token)) return sendWelcome(signIn, reply, token, '', NONE);
    return sendNotice(signIn.site, reply, 'old-link', null);
  };
}

export function takeWelcome(signIn: SignInSite): Handler {
  return ofOwnForm(signIn, async (request, reply) => {
    const fields = readFields(request.body);
    const [token, name, password] = [tokenOf(request), fields.one('name'), fields.one('password')];
    if (password !== fields.one('again')) {
      return sendWelcome(signIn, reply.code(422), token, name, errorsOf('unequal'));
    }
    const place = placeOf(request, signIn.cookies);
    const answer = await signIn.editors.useWelcome(place, { token, name, password });
    if ('signedIn' in answer) return await enter(signIn, reply, answer, DESK);
    if (answer.refused === 'gone') return sendNotice(signIn.site, reply, 'old-link', null);
    return sendWelcome(signIn, reply.code(422), token, name, errorsOf(answer.refused));
  });
}

function errorsOf(refused: NameRefusal | PasswordRefusal | 'unequal'): Errors {
  if (refused === 'unfit' || refused === 'taken') return { ...NONE, name: REFUSED_NAME[refused] };
  return { ...NONE, password: REFUSED_PASSWORD[refused] };
}

function sendWelcome(
  { site }: SignInSite,
  reply: FastifyReply,
  token: string,
  name: string,
  errors: Errors,
): FastifyReply {
  const view = { action: `${WELCOME}/${encodeURIComponent(token)}`, name, errors };
  return sendPage(site, reply, { template: 'welcome', title: TITLES.welcome, view, isPrivate: true });
}
