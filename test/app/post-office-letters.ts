/** A newsroom with subscribers and letters, as the post office finds it. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import type { LetterContent } from '../../src/app/letters.ts';
import { openPostOffice, type PostOffice, type PostOfficeOptions } from '../../src/app/post-office.ts';
import { type Config, loadConfig } from '../../src/config/index.ts';
import { openMailer } from '../../src/deliver/index.ts';
import type { LetterKind, Subscriber } from '../../src/model.ts';
import type { Store } from '../../src/store/index.ts';
import {
  makeMasterKey,
  makeSubscriberId,
  makeTicket,
  openVault,
  readMasterKey,
  type Vault,
} from '../../src/vault/index.ts';

const ROOT = resolve(import.meta.dirname, '../..');
export const START = Date.UTC(2025, 10, 13, 6);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The shipped configuration, its files in a temporary folder. */
export function newsroomConfig(): Config {
  const root = mkdtempSync(join(tmpdir(), 'mujaz-post-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return {
    ...loadConfig(join(ROOT, 'config'), root, {}),
    site: { host: '', port: 0, trustProxy: [], metricsFrom: [], url: 'https://digest.example' },
  };
}

/** The vault of a fresh store. */
export function freshVault(store: Store): Promise<Vault> {
  return openVault(readMasterKey(makeMasterKey(), 'test'), store.keys);
}

/** A newsroom at work; its clock stands still until it is turned. */
export type Newsroom = {
  readonly config: Config;
  readonly store: Store;
  readonly vault: Vault;
  readonly clock: { now: number };
  readonly faults: string[];
  /** Someone with a letter waiting; answers the letter's id. */
  readonly write: (to: string, kind?: LetterKind, content?: Partial<LetterContent>) => Promise<string>;
  readonly open: (smtp: string | null, options?: Partial<PostOfficeOptions>) => PostOffice;
};

/** Opens a newsroom over a store. */
export async function openNewsroom(store: Store): Promise<Newsroom> {
  const [config, vault, clock] = [newsroomConfig(), await freshVault(store), { now: START }];
  const faults: string[] = [];
  const write: Newsroom['write'] = async (to, kind = 'confirm', content = {}) => {
    const ticket = makeTicket();
    const id = randomUUID();
    await store.changeMembers(async (members) => {
      const hash = vault.hashAddress(to);
      const { number } = (await members.byHash(hash)) ?? (await members.add(person(vault, to, clock.now)));
      const newAddress = kind === 'new-address' ? { hash, address: vault.seal('address', to) } : null;
      const purpose = kind === 'new-address' ? kind : 'confirm';
      const expiresAt = clock.now + 7 * DAY;
      await members.addTicket({ hash: ticket.hash, purpose, subscriber: number, newAddress, expiresAt, usedAt: null });
      const whole = { to, ticket: ticket.token, days: 7, ...content };
      const sealed = vault.seal('letter', JSON.stringify(whole));
      await members.queueLetter({ id, kind, subscriber: number, content: sealed, at: clock.now });
    });
    return id;
  };
  const open: Newsroom['open'] = (smtp, options = {}) => {
    const mailer = openMailer({ smtp, outbox: config.mail.outbox, patienceMs: 5_000 });
    const decide = async () => {};
    const onFault = (line: string) => faults.push(line);
    const counter = { config, store, vault, mailer, clock: () => clock.now, decide, onFault };
    const office = openPostOffice({ ...counter, everyMs: HOUR, ...options });
    onTestFinished(async () => {
      await office.close();
      mailer.close();
    });
    return office;
  };
  return { config, store, vault, clock, faults, write, open };
}

function person(vault: Vault, address: string, at: number): Omit<Subscriber, 'number'> {
  return {
    id: makeSubscriberId(),
    addressHash: vault.hashAddress(address),
    address: vault.seal('address', address),
    status: 'unconfirmed',
    choice: { digest: 'coalition', themes: 'all' },
    pausedUntil: null,
    linkVersion: 1,
    signedUpAt: at,
    confirmedAt: null,
    leftAt: null,
  };
}

/** Gives the person of an address another one. */
export async function move({ store, vault }: Pick<Newsroom, 'store' | 'vault'>, from: string, to: string) {
  await store.changeMembers(async (members) => {
    const person = await members.byHash(vault.hashAddress(from));
    if (!person) throw new Error('nobody has this address');
    await members.update({ ...person, addressHash: vault.hashAddress(to), address: vault.seal('address', to) });
  });
}

/** An address of somebody invented. */
export function someone(): string {
  return `reader-${randomBytes(4).toString('hex')}@town.example`;
}
