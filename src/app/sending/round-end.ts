/** What follows when a round of a sending has come to its end: another one, a wait, or the end of the run. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../../config/index.ts';
import type { Ledger } from '../../store/index.ts';
import type { SendingEnd, SendingOptions } from './contract.ts';
import { quietUntil } from './quiet-hours.ts';
import type { WayFault } from './relays.ts';
import type { SupplyEnd } from './supply-parts.ts';

/** Why a run is over. */
export type Ended = { readonly end: SendingEnd; readonly reason: string | null };

/** What decides on it. */
export type RoundParts = {
  readonly edition: number;
  readonly ledger: Ledger;
  readonly clock: () => number;
  readonly only: number | undefined;
  readonly options: SendingOptions;
  readonly config: Config;
};

/** The longest that is slept at a time: an editor may have changed something meanwhile. */
const LONGEST_SLEEP_MS = 30_000;
/** After a lease that could not be kept: the database is away, or this machine was. */
const LEASE_MS = 1000;

/** Null: there is more to do, at once or after the wait that was asked for. */
export async function roundEnd(
  parts: RoundParts,
  supplyEnd: SupplyEnd | null,
  faults: readonly WayFault[],
): Promise<Ended | null> {
  const { ledger, edition, options, only, clock } = parts;
  if (options.stop.aborted) return { end: 'stopped', reason: null };
  if (faults.length > 0) return await faultEnd(parts, faults);
  switch (supplyEnd?.why) {
    case 'lease-lost':
      return await rest(options.stop, LEASE_MS);
    case undefined: {
      const isDone = await ledger.finish(edition, clock());
      if (isDone) return { end: 'done', reason: null };
      return await waitForNext(parts, only === undefined ? null : await rowOf(parts, only));
    }
    case 'quiet':
      return await waitForNext(parts, null);
    case 'ready':
    case 'sending':
      return { end: 'later', reason: null };
    case 'paused':
    case 'cancelled':
    case 'done':
      return { end: supplyEnd.why, reason: (await ledger.sending(edition))?.reason ?? null };
  }
}

/** What only a person can mend pauses the sending; what may come back by itself does not. */
async function faultEnd({ ledger, edition, clock }: RoundParts, faults: readonly WayFault[]): Promise<Ended> {
  const reason = faults.map(({ way, reply }) => `${way} cannot be used: ${reply}`).join('; ');
  if (faults.some(({ kind }) => kind === 'unreachable')) return { end: 'unreachable', reason };
  await ledger.setState(edition, ['sending'], 'paused', { at: clock(), reason });
  return { end: 'paused', reason };
}

/** Rows that are due later, or claimed by another sender (then nobody knows when). */
async function waitForNext(parts: RoundParts, one: OneRow | null): Promise<Ended | null> {
  const { ledger, edition, options, config, clock } = parts;
  if (one && one.dueAt === null) return { end: 'done', reason: null };
  const at = clock();
  const dueAt = one ? one.dueAt : await ledger.nextDueAt(edition);
  const quietEnd = quietUntil(config.sending.quietHours, config.timeZone, at);
  const isDue = quietEnd === null && dueAt !== null && dueAt <= at;
  if (!isDue && !options.wait) return { end: quietEnd === null ? 'later' : 'quiet', reason: null };
  return await rest(options.stop, Math.max(dueAt ?? at + LONGEST_SLEEP_MS, quietEnd ?? 0) - at);
}

/** When the one person's row is due; null when nothing more will happen to it. */
type OneRow = { readonly dueAt: number | null };

async function rowOf({ ledger, edition }: RoundParts, only: number): Promise<OneRow> {
  const row = (await ledger.ofSubscriber(only)).find((each) => each.edition === edition);
  return { dueAt: row?.state === 'queued' ? row.nextTryAt : null };
}

/** Sleeps for a while; null when there is more to do then. */
async function rest(stop: AbortSignal, ms: number): Promise<Ended | null> {
  if (ms > 0) await sleep(Math.min(ms, LONGEST_SLEEP_MS), undefined, { signal: stop }).catch(() => {});
  return stop.aborted ? { end: 'stopped', reason: null } : null;
}
