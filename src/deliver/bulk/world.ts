/** Time and chance as they are, and the waits made of them. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from './contract.ts';

/** The clock and the dice of the machine. */
export const REAL_WORLD: World = {
  now: () => performance.now(),
  random: () => Math.random(),
  pause: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => {}),
};

/** Waits for a turn, so that there are at most `perSecond` turns in a second, evenly; null for no limit. */
export function openRate(perSecond: number | null, world: World): (signal: AbortSignal) => Promise<void> {
  if (perSecond === null) return async () => {};
  let free = Number.NEGATIVE_INFINITY;
  return async (signal) => {
    const now = world.now();
    const turn = Math.max(now, free);
    free = turn + 1000 / perSecond;
    if (turn > now) await world.pause(turn - now, signal);
  };
}

/** Milliseconds of rest after so many failures in a row: doubling, and never the same for all connections. */
export function backoffAfter(
  failures: number,
  { first, longest }: { readonly first: number; readonly longest: number },
  world: World,
): number {
  if (failures === 0) return 0;
  return Math.min(longest, first * 2 ** (failures - 1)) * (0.5 + world.random() / 2);
}
