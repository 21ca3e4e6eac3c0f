/** A slot that was missed, failed or had too little is made after all, because an editor says so. */
import { type Config, digestOf } from '../../config/index.ts';
import type { Slot } from '../../model.ts';
import type { SlotRecord, Store } from '../../store/index.ts';
import { AppFault } from '../app-fault.ts';
import type { DueSlot, MakeIssue, SlotReport } from './contract.ts';
import { makeClaimed } from './make-claimed.ts';
import { slotAt } from './occurrences.ts';
import { LEASE_MS } from './rests.ts';

export type HandOptions = { readonly now: () => number; readonly owner: string; readonly make: MakeIssue };

/**
 * Makes the edition of a past slot, however late it is; of two programs one does.
 * @throws AppFault when the schedule has no such slot, it is not due yet, or there is an edition of it
 * @throws ConfigFault when there is no such digest
 */
export async function makeMissed(config: Config, store: Store, slot: Slot, options: HandOptions): Promise<SlotReport> {
  const { schedule } = digestOf(config, slot.digest);
  const row = await store.slots.find(slot);
  const named = schedule && slotAt(schedule, slot.date, slot.time);
  const dueAt = row?.dueAt ?? named?.dueAt;
  if (dueAt === undefined) throw noSuchSlot(slot, schedule?.cron ?? null);
  const due = { ...slot, dueAt };
  const at = options.now();
  if (dueAt > at) throw notDueYet(due);
  if (!(await store.slots.claim(due, options.owner, at, at + LEASE_MS, true)))
    throw taken(slot, await store.slots.find(slot));
  return await makeClaimed({ store, ...options }, due, dueAt + (schedule?.catchUp ?? 0));
}

function nameOf({ digest, date, time }: Slot): string {
  return `${digest}@${date}T${time}`;
}

function noSuchSlot(slot: Slot, cron: string | null): AppFault {
  const why = cron === null ? 'this digest has no schedule.' : `the schedule "${cron}" has no such time.`;
  return new AppFault(`${nameOf(slot)}: ${why}`, 'See the times with npx mujaz schedule.', true);
}

function notDueYet(slot: DueSlot): AppFault {
  return new AppFault(
    `${nameOf(slot)}: it is not due before ${new Date(slot.dueAt).toISOString()}.`,
    'To make an edition now: npx mujaz digest.',
    true,
  );
}

function taken(slot: Slot, row: SlotRecord | null): AppFault {
  if (row?.state === 'made') {
    const next = `See it with npx mujaz show ${row.edition}.`;
    return new AppFault(`${nameOf(slot)}: it was made, as edition ${row.edition}.`, next, true);
  }
  return new AppFault(
    `${nameOf(slot)}: another program is making it, or another edition of the digest.`,
    'See npx mujaz schedule in some minutes.',
    false,
  );
}
