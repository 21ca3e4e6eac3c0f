/** Deals with every slot that is due: made, told as missed, or tried again later. A row in the store decides who does it. */
import type { Config } from '../../config/index.ts';
import type { Store } from '../../store/index.ts';
import type { MakeIssue, SlotReport } from './contract.ts';
import { type Maker, makeClaimed } from './make-claimed.ts';
import { overdueNote } from './notes.ts';
import { type OpenSlot, openSlots } from './open-slots.ts';
import { LEASE_MS } from './rests.ts';

export type DueOptions = {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** This program among those that share the store. */
  readonly owner: string;
  readonly make: MakeIssue;
  /** Told of each slot that came to an end, or to a failed try, by this program. */
  readonly onReport: (report: SlotReport) => void;
  /** No further slot is begun. */
  readonly stop?: AbortSignal;
};

/**
 * Makes what is due in the order of its times, and marks as missed what is too late for it. What fails is tried again by a
 * later call.
 * @throws StoreFault; slots that were dealt with before stay so
 */
export async function runDueSlots(config: Config, store: Store, options: DueOptions): Promise<void> {
  const maker = { store, ...options };
  for (const open of await openSlots(config, store, options.now())) {
    if (options.stop?.aborted) return;
    const report = await (options.now() > open.deadline ? giveUp(maker, open) : makeInTime(maker, open));
    if (report) options.onReport(report);
  }
}

/** Null: another program is at it, or was. */
async function makeInTime(maker: Maker, { slot, deadline, row }: OpenSlot): Promise<SlotReport | null> {
  const at = maker.now();
  const isReopened = row?.state === 'missed';
  if (!(await maker.store.slots.claim(slot, maker.owner, at, at + LEASE_MS, isReopened))) return null;
  return await makeClaimed(maker, slot, deadline);
}

async function giveUp({ store, owner, now }: Maker, { slot, deadline, row }: OpenSlot): Promise<SlotReport | null> {
  const at = now();
  const note = overdueNote(row, deadline - slot.dueAt);
  const ended =
    row === null
      ? await store.slots.miss(slot, note, at)
      : (await store.slots.claim(slot, owner, at, at + LEASE_MS)) &&
        (await store.slots.finish(slot, owner, { state: 'missed', edition: null, note, retryAt: null }, at));
  return ended ? { ...slot, state: 'missed', note } : null;
}
