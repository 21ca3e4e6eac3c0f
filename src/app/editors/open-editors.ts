/** The desk's accounts, opened over a store. */
import type { Config } from '../../config/index.ts';
import type { Store } from '../../store/index.ts';
import { openPasswords, type Passwords, type Vault } from '../../vault/index.ts';
import { editorsByHand, isWelcome, makeWelcome, useWelcome } from './accounts.ts';
import type { EditorDesk } from './contract.ts';
import type { EditorOffice } from './office.ts';
import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  removeSecondFactor,
  showAccount,
} from './own-account.ts';
import { findSession, signOut, signOutEverywhere } from './sessions.ts';
import { enterCode, signIn } from './sign-in.ts';

/** `clock`: epoch milliseconds. */
export function openEditors(
  config: Config,
  store: Pick<Store, 'editors' | 'audit'>,
  vault: Pick<Vault, 'seal' | 'open' | 'hashHost'>,
  clock: () => number = Date.now,
  passwords: Passwords = openPasswords(),
): EditorDesk {
  const office: EditorOffice = { config, store, vault, clock, passwords };
  return {
    signIn: (place, typed) => signIn(office, place, typed),
    enterCode: (place, typed) => enterCode(office, place, typed),
    session: (token, by) => findSession(office, token, by),
    signOut: (session) => signOut(office, session),
    signOutEverywhere: (session) => signOutEverywhere(office, session),
    account: (session) => showAccount(office, session),
    changePassword: (session, typed) => changePassword(office, session, typed),
    beginSecondFactor: (session, password) => beginSecondFactor(office, session, password),
    confirmSecondFactor: (session, code) => confirmSecondFactor(office, session, code),
    removeSecondFactor: (session, password) => removeSecondFactor(office, session, password),
    makeWelcome: () => makeWelcome(office),
    isWelcome: (token) => isWelcome(office, token),
    useWelcome: (place, typed) => useWelcome(office, place, typed),
    isEmpty: async () => (await store.editors.count()) === 0,
    audit: (limit, before) => store.audit.list(before === undefined ? { limit } : { limit, before }),
    byHand: editorsByHand(office),
  };
}
