/** The addresses of signing in, and where one may be led afterwards. */
import { DESK } from '../addresses.ts';

export const SIGN_IN = `${DESK}/sign-in`;
export const SIGN_IN_CODE = `${SIGN_IN}/code`;
export const SIGN_OUT = `${DESK}/sign-out`;
export const WELCOME = `${DESK}/welcome`;
export const ACCOUNT = `${DESK}/account`;
export const AUDIT = `${DESK}/audit`;

/** Pages of signing in and out lead nowhere. */
const NO_AIM = [SIGN_IN, SIGN_OUT, WELCOME];
const ANY_ORIGIN = 'http://desk.invalid';

/** A page of the desk to go to after signing in; the desk itself for any other address, whoever wrote it. */
export function readNext(text: unknown): string {
  if (typeof text !== 'string' || !text.startsWith('/') || !URL.canParse(text, ANY_ORIGIN)) return DESK;
  // As the browser will read it: `//host`, `/\host` and `/desk/../` are resolved here.
  const { origin, pathname, search } = new URL(text, ANY_ORIGIN);
  const isDesk = pathname === DESK || pathname.startsWith(`${DESK}/`);
  if (origin !== ANY_ORIGIN || !isDesk || NO_AIM.some((path) => pathname.startsWith(path))) return DESK;
  return pathname + search;
}

/** The sign-in that leads back to a page. */
export function signInPage(next: string): string {
  const aim = readNext(next);
  return aim === DESK ? SIGN_IN : `${SIGN_IN}?${new URLSearchParams({ next: aim })}`;
}
