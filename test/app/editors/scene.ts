/** Accounts over a real store, with a clock that tests move. */
import { openEditors } from '../../../src/app/index.ts';
import type { Store } from '../../../src/store/index.ts';
import { openPasswords, openVault, readMasterKey } from '../../../src/vault/index.ts';
import { OFFICE_KEY, testConfig } from '../office.ts';

export const PASSWORD = 'قمر فوق المرفأ القديم';
export const FRESH = 'another long password';
export const HERE = { network: '192.0.2.7', device: null, browser: 'Firefox · Linux', instead: null };
export const ELSEWHERE = { ...HERE, network: '198.51.100.9' };
/** A thousandth of the work, so that a test may sign in often. */
export const CHEAP = { log: 5, r: 8, p: 3 };
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

export async function openScene(store: Store) {
  const vault = await openVault(readMasterKey(OFFICE_KEY, 'the test'), store.keys);
  const clock = { now: Date.parse('2026-03-01T08:00:00Z') };
  const editors = openEditors(testConfig(), store, vault, () => clock.now, openPasswords(CHEAP));
  const pass = (ms: number) => {
    clock.now += ms;
  };
  const signIn = (name = 'Salma', password = PASSWORD, place: Parameters<typeof editors.signIn>[0] = HERE) =>
    editors.signIn(place, { name, password });
  /** Signs in for certain. */
  const enter = async (...typed: Parameters<typeof signIn>) => {
    const answer = await signIn(...typed);
    if ('signedIn' in answer)
      return { ...answer.signedIn, session: { editor: answer.signedIn.editor, token: answer.signedIn.token } };
    throw new Error(`not signed in: ${JSON.stringify(answer)}`);
  };
  const acts = async () => (await store.audit.list({ limit: 100 })).map(({ act }) => act);
  await editors.byHand.add('Salma', 'editor', PASSWORD);
  return { editors, vault, clock, pass, signIn, enter, acts };
}
