/** The account's page as its template takes it. */
import type { Account, SecondFactor } from '../../app/index.ts';
import { type MomentWords, momentWords } from '../moments.ts';
import { ACCOUNT } from './paths.ts';
import { drawQr } from './qr.ts';
import { DONE, ROLES, UNKNOWN_BROWSER } from './words.ts';

/** What is wrong with which field. */
export type AccountErrors = {
  readonly old: string | null;
  readonly fresh: string | null;
  readonly begin: string | null;
  readonly code: string | null;
  readonly remove: string | null;
};

export const NO_ERRORS: AccountErrors = { old: null, fresh: null, begin: null, code: null, remove: null };

export const ACTIONS = {
  password: `${ACCOUNT}/password`,
  begin: `${ACCOUNT}/code`,
  confirm: `${ACCOUNT}/code/confirm`,
  remove: `${ACCOUNT}/code/remove`,
  everywhere: `${ACCOUNT}/sign-out-everywhere`,
} as const;

export function viewAccount(
  { editor, secondFactor, sessions }: Account,
  words: MomentWords,
  { done, errors }: { readonly done: unknown; readonly errors: AccountErrors },
) {
  return {
    name: editor.name,
    role: ROLES[editor.role],
    status: Object.hasOwn(DONE, String(done)) ? DONE[done as keyof typeof DONE] : null,
    errors,
    actions: ACTIONS,
    isOn: secondFactor.state === 'on',
    enrolling: viewEnrolling(secondFactor),
    sessions: sessions.map(({ createdAt, seenAt, browser, isThis }) => ({
      browser: browser || UNKNOWN_BROWSER,
      isNamed: browser !== '',
      since: momentWords(createdAt, words),
      seen: momentWords(seenAt, words),
      isThis,
    })),
  };
}

function viewEnrolling(factor: SecondFactor) {
  if (factor.state !== 'enrolling') return null;
  return { qr: drawQr(factor.uri), secret: factor.secret.match(/.{1,4}/gu)?.join(' ') ?? '', uri: factor.uri };
}
