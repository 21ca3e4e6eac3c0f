/** A subscription office over a real store, with a clock that tests move. */
import { resolve } from 'node:path';
import { openMembership } from '../../src/app/index.ts';
import { decideRequest } from '../../src/app/members/decide.ts';
import type { Office } from '../../src/app/members/office.ts';
import { type Config, loadConfig } from '../../src/config/index.ts';
import type { LetterKind } from '../../src/model.ts';
import type { Store } from '../../src/store/index.ts';
import { openVault, readMasterKey, type Vault } from '../../src/vault/index.ts';

export const DAY = 86_400_000;
export const VISITOR = { ip: '192.0.2.7' };
const ROOT = resolve(import.meta.dirname, '../..');
/** As MUJAZ_KEY takes it. */
export const OFFICE_KEY = '00112233445566778899aabbccddeeff'.repeat(2);
const MASTER = readMasterKey(OFFICE_KEY, 'the test');

/** What a letter said, as far as the tests ask. */
export type Letter = {
  readonly kind: LetterKind;
  readonly to: string;
  readonly ticket?: string;
  readonly links?: { readonly preferences: string; readonly leave: string };
  readonly data?: Record<string, unknown>;
};

export type TestOffice = {
  readonly config: Config;
  readonly vault: Vault;
  readonly membership: ReturnType<typeof openMembership>;
  readonly office: Office;
  /** Moves the clock on, in milliseconds. */
  readonly pass: (ms: number) => void;
  /** Fills in the form as people do, and lets the office decide on it. */
  readonly signUp: (address: string, choice?: { digest?: string; themes?: string[] }) => Promise<void>;
  /** Decides on everything that waits. */
  readonly decide: () => Promise<void>;
  /** Takes the letters that wait off the list. */
  readonly letters: () => Promise<Letter[]>;
  /** Signs up and confirms; gives the preferences token. */
  readonly enrol: (address: string, choice?: { digest?: string; themes?: string[] }) => Promise<string>;
  /** The leaving link of whoever has this address. */
  readonly leavingToken: (preferences: string) => string;
};

/** The shipped configuration, with two digests. */
export function testConfig(): Config {
  const config = loadConfig(resolve(ROOT, 'config'), ROOT, {});
  const [first] = config.digests;
  return {
    ...config,
    digests: [first, { ...first, id: 'weekly', name: 'موجز الأسبوع', themes: first.themes.slice(0, 2) }],
  };
}

export async function openOffice(store: Store, config = testConfig()): Promise<TestOffice> {
  const vault = await openVault(MASTER, store.keys);
  let now = Date.parse('2026-03-01T08:00:00Z');
  const office: Office = { config, store, vault, clock: () => now, wake: () => undefined };
  const membership = openMembership(office);
  const pass = (ms: number) => {
    now += ms;
  };
  const decide = async () => {
    for (const waiting of await store.post.waitingSignUps(5000)) await decideRequest(office, waiting);
  };
  const fillIn: TestOffice['signUp'] = async (address, { digest, themes } = {}) => {
    const { stamp, digests } = membership.offer();
    pass(5000);
    const all = digests[0]?.themes.map(({ id }) => id) ?? [];
    const form = { address, digest: digest ?? null, themes: themes ?? all, trap: '', stamp, insists: true };
    const answer = await membership.signUp(form, VISITOR);
    if (answer.answer !== 'taken') throw new Error(`the form was answered ${JSON.stringify(answer)}`);
    await decide();
  };
  const letters = async () => {
    const due = await store.post.claimLetters(now, now + 60_000, 10_000);
    for (const { id } of due) await store.post.finishLetter(id);
    return due.map(({ kind, content }): Letter => ({ kind, ...JSON.parse(vault.open('letter', content)) }));
  };
  const enrol: TestOffice['enrol'] = async (address, choice) => {
    await fillIn(address, choice);
    const [letter] = await letters();
    const { links } = await membership.confirm(letter?.ticket ?? '', VISITOR);
    return (links?.preferences ?? '').replace('/preferences/', '');
  };
  const leavingToken = (preferences: string) => {
    const link = vault.readLink(preferences);
    if (!link) throw new Error('no link of ours');
    return vault.link({ ...link, purpose: 'leave' });
  };
  return { config, vault, office, membership, pass, signUp: fillIn, decide, letters, enrol, leavingToken };
}
