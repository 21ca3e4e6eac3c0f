import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import type { DeliveryResult, Ledger, Store, StoreLocation } from '../../src/store/index.ts';
import { postgresDatabases, sqliteDatabases } from '../setup/stores.ts';
import { addPeople, hashOf, inventVariant, NOW, start, turnOf } from './ledger-people.ts';

const PEOPLE = 12;
const SENDERS = ['s1', 's2'] as const;

type World = {
  readonly store: Store;
  readonly ledger: Ledger;
  /** Positions that each sender believes to have. */
  readonly hands: Map<string, number[]>;
};
type Step = { readonly name: string; readonly pick: number; readonly more: number };

const HOW = {
  sent: (position) => ({ position, state: 'sent', reply: 'ok' }),
  uncertain: (position) => ({ position, state: 'uncertain', reply: null }),
  refused: (position) => ({ position, state: 'failed', reply: 'no', isProvisional: true, isDead: position % 2 === 0 }),
  dead: (position) => ({ position, state: 'failed', reply: 'no', isProvisional: false, isDead: true }),
  later: (position) => ({
    position,
    state: 'queued',
    reply: 'later',
    nextTryAt: NOW,
    attempts: 1,
    breaks: 0,
    firstTriedAt: NOW,
  }),
} satisfies Record<string, (position: number) => DeliveryResult>;

const change = { at: NOW, reason: null };

/** What can happen to an edition, by anybody. */
const STEPS: Readonly<Record<string, (world: World, pick: number, more: number) => Promise<unknown>>> = {
  async claim({ ledger, hands }, pick, more) {
    const sender = SENDERS[pick % 2] as string;
    const { claimed } = await ledger.turn(turnOf({ sender, want: more }));
    hands.get(sender)?.push(...claimed.map(({ position }) => position));
  },
  async settle({ ledger, hands }, pick, more) {
    const sender = SENDERS[pick % 2] as string;
    const how = Object.values(HOW);
    const mine = hands.get(sender)?.splice(0, more) ?? [];
    const results = mine.map((position) => (how[(position + pick) % how.length] ?? HOW.sent)(position));
    const { claimed } = await ledger.turn(turnOf({ sender, results, want: pick % 3 }));
    hands.get(sender)?.push(...claimed.map(({ position }) => position));
  },
  /** What it does not have, or has settled before. */
  lie: ({ ledger }, pick, more) =>
    ledger.turn(turnOf({ sender: 's1', results: [HOW.sent(1 + ((pick * more) % PEOPLE))] })),
  async dies({ ledger }, pick) {
    const id = SENDERS[pick % 2] as string;
    await ledger.hold({ id, place: '', leaseUntil: NOW });
    await ledger.dismiss({ id, leaseUntil: NOW }, 'uncertain', NOW);
  },
  async ends({ ledger }, pick) {
    const id = SENDERS[pick % 2] as string;
    await ledger.hold({ id, place: '', leaseUntil: NOW });
    await ledger.dismiss({ id, leaseUntil: NOW }, 'queued', NOW);
  },
  retry: ({ ledger }) => ledger.retryUncertain(1, NOW),
  stand: ({ ledger }, pick) => ledger.settleRefusals(1, pick % 2 ? 'all' : [1, 2, 3, 4], 'stand', NOW),
  requeue: ({ ledger }, pick) => ledger.settleRefusals(1, pick % 2 ? 'all' : [1, 2, 3, 4], 'requeue', NOW),
  finish: ({ ledger }) => ledger.finish(1, NOW),
  pause: ({ ledger }) => ledger.setState(1, ['sending'], 'paused', change),
  resume: ({ ledger }) => ledger.setState(1, ['paused'], 'sending', change),
  cancel: ({ ledger }, pick) =>
    pick === 0 ? ledger.setState(1, ['sending', 'paused'], 'cancelled', change) : Promise.resolve(),
  erase: ({ store }, pick) => store.changeMembers((members) => members.remove(1 + pick)),
  suppress: ({ store }, pick) => store.changeMembers((members) => members.suppress(hashOf(`r${pick}`), 'editor', NOW)),
};

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    name: fc.oneof(
      { weight: 2, arbitrary: fc.constant('claim') },
      { weight: 3, arbitrary: fc.constant('settle') },
      { weight: 4, arbitrary: fc.constantFrom(...Object.keys(STEPS)) },
    ),
    pick: fc.nat(PEOPLE - 1),
    more: fc.integer({ min: 1, max: 5 }),
  }),
  { minLength: 5, maxLength: 30 },
);

const COUNT = 'select state, count(*) as rows from deliveries where edition = 1 group by state';

/** What the rows say, past everything that keeps count of them. */
async function countRows(location: StoreLocation): Promise<Record<string, number>> {
  const rows = 'file' in location ? countInFile(location.file) : await countOnServer(location.url);
  const none = { queued: 0, sending: 0, sent: 0, failed: 0, excluded: 0, uncertain: 0 };
  return { ...none, ...Object.fromEntries(rows.map(({ state, rows }) => [state, Number(rows)])) };
}

type Counted = readonly { readonly state: string; readonly rows: unknown }[];

function countInFile(file: string): Counted {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database.prepare(COUNT).all() as unknown as Counted;
  } finally {
    database.close();
  }
}

async function countOnServer(url: string): Promise<Counted> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(COUNT)).rows;
  } finally {
    await client.end();
  }
}

describe.each([
  ['SQLite', sqliteDatabases, 60],
  ['PostgreSQL', postgresDatabases, 4],
] as const)('candidates are always the sum of what became of them (%s)', (_, databases, runs) => {
  const { empty, open } = databases();

  test('whatever senders, editors and readers do in whatever order', async () => {
    const run = async (some: readonly Step[]) => {
      const location = await empty();
      const store = await open(location);
      await addPeople(store, PEOPLE);
      await start(store, store.ledger, { variants: [inventVariant('*')] });
      const world = { store, ledger: store.ledger, hands: new Map(SENDERS.map((id) => [id, []])) };
      for (const { name, pick, more } of some) {
        await STEPS[name]?.(world, pick, more);
        const counts = await store.ledger.counts(1);
        expect(Object.values(counts).reduce((sum, rows) => sum + rows)).toBe(PEOPLE);
        expect(counts).toEqual(await countRows(location));
        expect(await isAtRest(store.ledger)).toBe(true);
      }
    };
    await fc.assert(fc.asyncProperty(steps, run), { numRuns: runs });
  });
});

/** What is done or cancelled has nothing queued, and what is done nothing claimed. */
async function isAtRest(ledger: Ledger): Promise<boolean> {
  const [sending, counts] = [await ledger.sending(1), await ledger.counts(1)];
  if (sending?.state === 'done') return counts.queued === 0 && counts.sending === 0;
  return sending?.state !== 'cancelled' || counts.queued === 0;
}
