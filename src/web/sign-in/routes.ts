/** The routes of signing in, and of one's own account. */
import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import { guardDesk, openForms } from '../desk-guard.ts';
import { beginCode, changePassword, confirmCode, removeCode, showAccount, takeAccount } from './account.ts';
import { ACTIONS } from './account-view.ts';
import { showAudit } from './audit.ts';
import type { SignInSite } from './context.ts';
import { ACCOUNT, AUDIT, SIGN_IN, SIGN_IN_CODE, SIGN_OUT, WELCOME } from './paths.ts';
import { showSignIn, takeCode, takeSignIn, takeSignOut } from './sign-in.ts';
import { showWelcome, takeWelcome } from './welcome.ts';

/** Two passwords of the longest kind, each character in nine. */
const BODY_BYTES = 32 * 1024;

/** Adds them to a server. */
export function addSignIn(server: FastifyInstance, signIn: SignInSite): void {
  void server.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    void scope.register(formbody, { bodyLimit: BODY_BYTES });
    addDoorway(scope, signIn);
    addAccount(scope, signIn);
    done();
  });
}

/** For everybody: how else could one come in. */
function addDoorway(scope: FastifyInstance, signIn: SignInSite): void {
  void scope.register((pages, _options, done) => {
    pages.addHook('onRequest', async (_request, reply) => openForms(reply));
    pages.get(SIGN_IN, showSignIn(signIn));
    pages.post(SIGN_IN, takeSignIn(signIn));
    pages.get(SIGN_IN_CODE, async (_request, reply) => await reply.redirect(SIGN_IN, 303));
    pages.post(SIGN_IN_CODE, takeCode(signIn));
    pages.get(`${WELCOME}/:token`, showWelcome(signIn));
    pages.post(`${WELCOME}/:token`, takeWelcome(signIn));
    done();
  });
}

/** Someone who reloads after a form was sent gets the page. */
function addAccount(scope: FastifyInstance, signIn: SignInSite): void {
  const forms = { password: changePassword, begin: beginCode, confirm: confirmCode, remove: removeCode } as const;
  void scope.register((pages, _options, done) => {
    pages.addHook('onRequest', guardDesk(signIn.site));
    pages.post(SIGN_OUT, takeSignOut(signIn, false));
    pages.get(ACCOUNT, showAccount(signIn));
    for (const name of ['password', 'begin', 'confirm', 'remove'] as const) {
      pages.post(ACTIONS[name], takeAccount(signIn, forms[name]));
      pages.get(ACTIONS[name], async (_request, reply) => await reply.redirect(ACCOUNT, 303));
    }
    pages.post(ACTIONS.everywhere, takeSignOut(signIn, true));
    pages.get(AUDIT, showAudit(signIn));
    done();
  });
}
