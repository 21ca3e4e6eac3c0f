/** Slots that are due and wait: nobody has made their editions, and nobody has given them up. */
import type { Config, DigestConfig } from '../../config/index.ts';
import type { Slot } from '../../model.ts';
import type { Store } from '../../store/index.ts';
import { DAY_MS } from '../durations.ts';
import type { DueSlot } from '../schedule/contract.ts';
import { slotsBetween } from '../schedule/occurrences.ts';

type Slots = Store['slots'];
type SlotRecord = Awaited<ReturnType<Slots['list']>>[number];

const MOST_ROWS = 200;

/** `isBegun`: a program has been at it; without that only a program that keeps the schedule is to blame. */
export type WaitingSlot = DueSlot & { readonly isBegun: boolean };

/**
 * Tells the slots that wait at a time (epoch ms), oldest first. A slot without a row counts when it became due after
 * `openedAt`: of the time before only the one who keeps the schedule knows since when it holds. What waits longer than a day
 * beyond its `catchUp` waits for nobody any more.
 */
export function watchSlots(config: Config, slots: Slots, openedAt: number): (now: number) => Promise<WaitingSlot[]> {
  /** All that was due by then has its rows. */
  let seen = openedAt;
  return async (now) => {
    const rows = await slots.list({ limit: MOST_ROWS });
    const untouched = await Promise.all(config.digests.map((digest) => untouchedOf(digest, now)));
    if (untouched.every((due) => due.length === 0)) seen = Math.max(seen, now);
    return [...rows.filter(isOpen).map((row) => ({ ...slotOf(row), isBegun: true })), ...untouched.flat()]
      .filter((slot) => isAwaited(config, slot, now))
      .sort((a, b) => a.dueAt - b.dueAt);
  };

  async function untouchedOf({ id, schedule }: DigestConfig, now: number): Promise<WaitingSlot[]> {
    const due = schedule ? slotsBetween(schedule, seen, now) : [];
    if (due.length === 0) return [];
    const rows = new Set((await slots.from(id, seen)).map(({ date, time }) => `${date} ${time}`));
    return due
      .filter(({ date, time }) => !rows.has(`${date} ${time}`))
      .map((slot) => ({ digest: id, ...slot, isBegun: false }));
  }
}

function slotOf({ digest, date, time, dueAt }: SlotRecord): DueSlot {
  return { digest, date, time, dueAt };
}

/** A failed one without another try is over. */
function isOpen({ state, retryAt }: SlotRecord): boolean {
  return state === 'making' || (state === 'failed' && retryAt !== null);
}

function isAwaited(config: Config, slot: DueSlot, now: number): boolean {
  const catchUp = catchUpOf(config, slot);
  return catchUp !== null && slot.dueAt <= now && now - slot.dueAt <= catchUp + DAY_MS;
}

/** Null for a digest that has no schedule any more. */
export function catchUpOf({ digests }: Config, { digest }: Pick<Slot, 'digest'>): number | null {
  return digests.find(({ id }) => id === digest)?.schedule?.catchUp ?? null;
}
