/** Deals with every slot that is due: made, told as missed, or tried again later. A row in the store decides who does it. */
import type { Config } from '../../config/index.ts';
import type { SlotRecord, Store } from '../../store/index.ts';
import type { MakeIssue, SlotReport } from './contract.ts';
import { giveUp } from './give-up.ts';
import { type Maker, makeClaimed } from './make-claimed.ts';
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
  /** A slot that is to wait for a later call, and the later ones of its digest with it. */
  readonly waits?: (slot: OpenSlot) => boolean;
  /** No further slot is begun. */
  readonly stop?: AbortSignal;
};

/**
 * Makes what is due in the order of its times, and marks as missed what is too late for it. What fails is tried again by a
 * later call. While another program has a slot, the later ones of the digest wait: they tell what that one has not told.
 * @throws StoreFault; slots that were dealt with before stay so
 */
export async function runDueSlots(config: Config, store: Store, options: DueOptions): Promise<void> {
  const maker = { store, ...options };
  const waiting = new Set<string>();
  for (const open of await openSlots(config, store, options.now())) {
    if (options.stop?.aborted) return;
    const { digest } = open.slot;
    if (waiting.has(digest)) continue;
    const report = await dealWith(maker, open);
    if (report) options.onReport(report);
    else waiting.add(digest);
  }
}

/** Null: it waits, or another program is at it, or was. */
async function dealWith(maker: Maker & Pick<DueOptions, 'waits'>, open: OpenSlot): Promise<SlotReport | null> {
  if (maker.now() > open.deadline) return await giveUp(maker, open);
  return maker.waits?.(open) ? null : await makeInTime(maker, open);
}

async function makeInTime(maker: Maker, { slot, deadline, row }: OpenSlot): Promise<SlotReport | null> {
  const at = maker.now();
  if (!(await maker.store.slots.claim(slot, maker.owner, at, at + LEASE_MS, isReopened(row)))) return null;
  return await makeClaimed(maker, slot, deadline);
}

/** A clock that was ahead had marked it as missed. */
function isReopened(row: SlotRecord | null): boolean {
  return row?.state === 'missed';
}
