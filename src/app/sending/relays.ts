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
        ...lane,
      }),
  }));
}

/**
 * Sends by all ways until the supply has nothing for them; gives the faults of those that failed, when no other one was
 * left. Rejects when the supply does.
 */
export async function sendByAll(
  ways: readonly Way[],
  supply: Supply,
  shares: Pick<RelayShares<unknown>, 'rest' | 'revive'>,
  { stop, onFault }: { readonly stop: AbortSignal; readonly onFault: (line: string) => void },
): Promise<readonly WayFault[]> {
  const faults = new Map<string, WayFault>();
  const over = new AbortController();
  // All of them have ended before an error is told: none goes on behind our back.
  for (const end of await Promise.allSettled(ways.map(tend))) if (end.status === 'rejected') throw end.reason;
  return faults.size === ways.length ? [...faults.values()] : [];

  async function tend(way: Way): Promise<void> {
    for (;;) {
      const fault = await sendBy(way, supply, stop);
      if (fault) faults.set(way.name, fault);
      if (!fault || faults.size === ways.length) return over.abort();
      shares.rest(way.name);
      onFault(`${way.name} cannot be used: ${fault.reply}. The other mail servers take over.`);
      await sleep(REST_MS, undefined, { signal: over.signal }).catch(() => {});
      if (over.signal.aborted || stop.aborted) return;
      faults.delete(way.name);
      shares.revive(way.name);
    }
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
