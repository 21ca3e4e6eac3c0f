/** A newsroom whose sendings run in this process, with a clock that tests move on. */
import { type TestContext, onTestFinished as whenThisTestEnds } from 'vitest';
import { openStore, type Store } from '../../src/app/index.ts';
import { openVaultOf } from '../../src/app/open-vault.ts';
import type { SendingOptions, SendingReport } from '../../src/app/sending/contract.ts';
import { runSending } from '../../src/app/sending/run-sending.ts';
import type { BulkLaneOptions } from '../../src/deliver/index.ts';
import type { DeliveryState, Subscriber } from '../../src/model.ts';
import type { Vault } from '../../src/vault/index.ts';
import { type Behaviour, type FaultyServer, openFaultyServer } from './faulty-server.ts';
import { type Row, readRows } from './ledger-rows.ts';
import { closeNewsroom, configOf, copyNewsroom, type Newsroom } from './newsroom.ts';
import { type Tally, tally } from './tally.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** An edition that waits to be sent, and the server it goes to. */
export type SendingDesk = {
  readonly room: Newsroom;
  readonly store: Store;
  readonly vault: Vault;
  readonly server: FaultyServer;
  /** What was told while sending. */
  readonly told: string[];
  now(): number;
  pass(ms: number): void;
  send(options?: Partial<SendingOptions>): Promise<SendingReport>;
  rows(state?: DeliveryState): Promise<readonly Row[]>;
  subscriber(address: string): Promise<Subscriber>;
  tally(): Tally;
};

/** Quick where a test would wait, patient where it would be unjust. */
const QUICK: Partial<BulkLaneOptions> = {
  backoff: { first: 5, longest: 50 },
  patience: 1500,
  timeouts: { connect: 700, envelope: 700, body: 2000, final: 1000 },
};

/** What is not as usual. */
type DeskOptions = {
  /** What stands before the @ of the server's address. */
  readonly login?: string;
  readonly lane?: Partial<BulkLaneOptions>;
  /** That of its context, where tests of a file run at the same time. */
  readonly onTestFinished?: TestContext['onTestFinished'];
};

/** Opens a copy of a newsroom until the test ends. */
export async function openSendingDesk(
  base: Newsroom,
  behaviour: Behaviour,
  { login = '', lane = {}, onTestFinished = whenThisTestEnds }: DeskOptions = {},
): Promise<SendingDesk> {
  const room = copyNewsroom(base);
  const server = await openFaultyServer(behaviour);
  const config = configOf(room, { SMTP_URL: server.url.replace('//', `//${login}`) });
  const store = await openStore(config.database);
  const { vault } = await openVaultOf(config, store);
  onTestFinished(async () => {
    await store.close();
    await server.close();
    closeNewsroom(room);
  });
  const told: string[] = [];
  let moved = 0;
  const now = () => Date.now() + moved;
  return {
    room,
    store,
    vault,
    server,
    told,
    now,
    pass: (ms) => {
      moved += ms;
    },
    send: (options = {}) =>
      runSending(
        config,
        store,
        vault,
        { edition: 1, stop: new AbortController().signal, onFault: (line) => told.push(line), ...options },
        { clock: now, random: Math.random, lane: { ...QUICK, ...lane } },
      ),
    rows: async (state) => (await readRows(room)).filter((row) => state === undefined || row.state === state),
    subscriber: async (address) => {
      const found = await store.members.byHash(vault.hashAddress(address));
      if (!found) throw new Error(`nobody has the address ${address}`);
      return found;
    },
    tally: () => tally(server.log, room.addresses),
  };
}
