/** The ways out, side by side: each mail server is fed by a lane of its own, and one that fails leaves its share to the others. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Relay } from '../../config/index.ts';
import { type BulkLane, type BulkLaneOptions, openBulkLane, openOutboxLane } from '../../deliver/index.ts';
import type { RelayShares } from './relay-shares.ts';
import type { Supply } from './supply.ts';

/** A way out by its name, which holds no secret. */
export type Way = {
  readonly name: string;
  readonly weight: number;
  readonly connections: number;
  openLane(): BulkLane;
};

/** Why a server is of no use: only a person can mend it, or it may come back by itself. */
export type WayFault = { readonly way: string; readonly reply: string; readonly kind: 'refused' | 'unreachable' };

/** The name of the folder as a way out. */
export const OUTBOX = 'outbox';

/** How long open messages may take after a stop: what became of them must be written within 30 seconds, too. */
const GRACE_MS = 25_000;

/** How long a server that failed is left alone while another one works. */
const REST_MS = 5 * 60_000;

/** The servers, or the folder where none is set. */
export function waysOf(relays: readonly Relay[], outbox: string, lane: Partial<BulkLaneOptions> = {}): readonly Way[] {
  if (relays.length === 0) {
    return [{ name: OUTBOX, weight: 1, connections: 1, openLane: () => openOutboxLane(outbox) }];
  }
  return relays.map(({ name, url, weight, connections, perSecond }) => ({
    name,
    weight,
    connections,
    openLane: () =>
      openBulkLane({
        smtp: url,
        connections,
        messagesPerSecond: perSecond,
        // What a crash can double.
        mostUnrecorded: 'few',
        grace: GRACE_MS,
        ...lane,
      }),
  }));
}

/** Servers that failed, until when they are left alone (ms of `performance.now()`), and why: kept from round to round. */
export type Rests = Map<string, { readonly until: number; readonly fault: WayFault }>;

/** What a round works with besides the supply. */
export type WayParts = {
  readonly shares: Pick<RelayShares<unknown>, 'rest' | 'revive'>;
  readonly rests: Rests;
  readonly stop: AbortSignal;
  readonly onFault: (line: string) => void;
};

/**
 * Sends by all ways until the supply has nothing for them; gives the faults of those that failed, when no other one was
 * left. Rejects when the supply does.
 */
export async function sendByAll(ways: readonly Way[], supply: Supply, parts: WayParts): Promise<readonly WayFault[]> {
  const { shares, rests, stop, onFault } = parts;
  const over = new AbortController();
  const ending = AbortSignal.any([over.signal, stop]);
  // All of them have ended before an error is told: none goes on behind our back.
  for (const end of await Promise.allSettled(ways.map(tend))) if (end.status === 'rejected') throw end.reason;
  const faults = [...rests.values()].map(({ fault }) => fault);
  if (faults.length < ways.length) return [];
  // The next round tries all of them again.
  rests.clear();
  return faults;

  async function tend(way: Way): Promise<void> {
    try {
      for (;;) {
        if (!(await isRested(way))) return;
        const fault = await sendBy(way, supply, stop);
        if (!fault) return over.abort();
        rests.set(way.name, { until: performance.now() + REST_MS, fault });
        shares.rest(way.name);
        if (rests.size === ways.length) return over.abort();
        onFault(`${way.name} cannot be used: ${fault.reply}. The other mail servers take over.`);
      }
    } catch (error) {
      over.abort();
      throw error;
    }
  }

  /** False when the round is over before. */
  async function isRested({ name }: Way): Promise<boolean> {
    const left = (rests.get(name)?.until ?? 0) - performance.now();
    if (left > 0) await sleep(left, undefined, { signal: ending }).catch(() => {});
    if (left > 0 && ending.aborted) return false;
    rests.delete(name);
    shares.revive(name);
    return true;
  }
}

/** One run of a lane; gives what it failed of. */
async function sendBy(way: Way, supply: Supply, stop: AbortSignal): Promise<WayFault | null> {
  let fault: WayFault | null = null;
  const source = supply.sourceFor(way.name, (reply, kind) => {
    fault = { way: way.name, reply, kind };
  });
  await way.openLane().run(source, stop);
  return fault;
}
