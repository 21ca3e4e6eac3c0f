import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openShares, type RelayShares } from '../../../src/app/sending/relay-shares.ts';

type Server = { readonly name: 'a' | 'b'; readonly weight: number; readonly connections: number; readonly ms: number };

const A: Server = { name: 'a', weight: 3, connections: 5, ms: 20 };
const B: Server = { name: 'b', weight: 1, connections: 5, ms: 20 };

/** Servers that work in a time of our own, each connection asking once ahead, until so many messages are gone. */
class Fleet {
  now = 0;
  readonly taken = { a: 0, b: 0 };
  readonly shares: RelayShares<number>;
  readonly #events: { readonly at: number; readonly go: () => void }[] = [];
  readonly #silent = new Set<Server['name']>();
  #seed = 1;

  constructor(servers: readonly Server[]) {
    this.shares = openShares<number>(servers, () => this.now);
    this.shares.attend(() => {});
    for (const server of servers) this.open(server);
  }

  open(server: Server): void {
    for (let i = 0; i < server.connections; i++) void this.#work(server);
  }

  silence(name: Server['name']): void {
    this.#silent.add(name);
  }

  async #work({ name, ms }: Server): Promise<void> {
    let asked = this.#ask(name);
    while ((await asked) !== null) {
      asked = this.#ask(name);
      const took = this.#silent.has(name) ? Number.POSITIVE_INFINITY : ms * this.#chance();
      await new Promise<void>((go) => this.#events.push({ at: this.now + took, go }));
      this.shares.settled(name);
    }
  }

  async #ask(name: Server['name']): Promise<number | null> {
    const message = await this.shares.request(name);
    if (message !== null) this.taken[name]++;
    return message;
  }

  /** Hands out so many messages, at most `most` at a time; gives the milliseconds that it took. */
  async send(messages: number, most = Number.POSITIVE_INFINITY): Promise<number> {
    const began = this.now;
    for (let left = messages; left > 0; ) {
      const wanted = Math.min(left, most, this.shares.wanted);
      left -= wanted;
      this.shares.supply(Array.from({ length: wanted }, (_, i) => i));
      await nextTurn();
      if (wanted === 0) this.#passTime();
    }
    return this.now - began;
  }

  #passTime(): void {
    this.#events.sort((one, other) => one.at - other.at);
    const next = this.#events[0];
    if (!next || next.at > this.now + 100) this.now += 100;
    else {
      this.now = next.at;
      this.#events.shift()?.go();
    }
  }

  /** From 0.5 to 1.5, the same in each run. */
  #chance(): number {
    this.#seed = (this.#seed * 48_271) % 2_147_483_647;
    return 0.5 + this.#seed / 2_147_483_647;
  }
}

async function sendBy(servers: readonly Server[], messages: number, most?: number) {
  const fleet = new Fleet(servers);
  const ms = await fleet.send(messages, most);
  return { ...fleet.taken, ms };
}

function expectThreeToOne({ a, b }: { readonly a: number; readonly b: number }): void {
  expect(a / b).toBeGreaterThan(3 * 0.95);
  expect(a / b).toBeLessThan(3 * 1.05);
}

describe('the shares of relays', () => {
  test('equally fast relays take messages in the ratio of their weights, though each could take more', async () => {
    expectThreeToOne(await sendBy([A, B], 10_000));
  });

  test('the ratio is kept too where there are fewer messages than requests', async () => {
    expectThreeToOne(await sendBy([A, B], 10_000, 1));
  });

  test('it does not depend on the number of connections as long as they suffice', async () => {
    expectThreeToOne(await sendBy([A, { ...B, connections: 20 }], 10_000));
  });

  test('equal weights and speeds hold nobody back', async () => {
    const alone = await sendBy([A], 2000);
    const both = await sendBy([{ ...A, weight: 1 }, B], 4000);
    expect(both.ms).toBeLessThan(alone.ms * 1.05);
  });

  test('a relay that is ten times slower does not keep another below what it can do', async () => {
    for (const weight of [1, 3]) {
      const alone = await sendBy([B], 2000);
      const both = await sendBy([{ ...A, weight, ms: 200 }, B], 2200);
      expect(both.b).toBeGreaterThan(1900);
      expect(both.ms).toBeLessThan(alone.ms * 1.1);
    }
  });

  test('a relay that falls silent in the middle holds the others up for a moment only', async () => {
    const fleet = new Fleet([A, B]);
    await fleet.send(1000);
    fleet.silence('a');
    const alone = await sendBy([B], 5000);
    expect(await fleet.send(5000)).toBeLessThan(alone.ms * 1.4 + 2000);
  });

  test('a relay that rests leaves all to the other one at once, and its requests are answered with null', async () => {
    const fleet = new Fleet([A, B]);
    await fleet.send(1000);
    const before = { ...fleet.taken };
    const asked = fleet.shares.request('a');
    fleet.shares.rest('a');
    expect(await asked).toBeNull();
    expect(await fleet.shares.request('a')).toBeNull();
    const alone = await sendBy([B], 1000);
    expect(await fleet.send(1000)).toBeLessThan(alone.ms * 1.1);
    expect(fleet.taken).toEqual({ a: before.a, b: before.b + 1000 });
  });

  test('a relay that comes back has its share again and nothing is made up for', async () => {
    const fleet = new Fleet([A, B]);
    fleet.shares.rest('a');
    await fleet.send(3000);
    fleet.shares.revive('a');
    fleet.open(A);
    const before = { ...fleet.taken };
    await fleet.send(4000);
    expectThreeToOne({ a: fleet.taken.a - before.a, b: fleet.taken.b - before.b });
  });

  test('a relay alone gets what it asks for', () => {
    const shares = openShares<number>([A], () => 0);
    for (let i = 1; i <= 10; i++) {
      void shares.request('a');
      expect(shares.wanted).toBe(i);
    }
  });

  test('each message is handed out once or given back, in whatever order things happen', async () => {
    const step = fc.oneof(
      fc.constantFrom('ask a', 'ask b', 'rest a', 'revive a', 'settle a', 'settle b', 'drain' as const),
      fc.integer({ min: 0, max: 4 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const shares = openShares<number>([A, B], () => 0);
        shares.attend(() => {});
        const answers: Promise<number | null>[] = [];
        const left: number[] = [];
        let made = 0;
        for (const each of steps) {
          if (typeof each === 'number') shares.supply(Array.from({ length: each }, () => made++));
          else if (each.startsWith('ask')) answers.push(shares.request(each.slice(4)));
          else if (each === 'rest a') shares.rest('a');
          else if (each === 'revive a') shares.revive('a');
          else if (each === 'drain') left.push(...shares.drain());
          else shares.settled(each.slice(7));
        }
        left.push(...shares.drain());
        const got = (await Promise.all(answers)).filter((answer) => answer !== null);
        expect([...got, ...left].sort((x, y) => x - y)).toEqual(Array.from({ length: made }, (_, i) => i));
      }),
    );
  });
});
