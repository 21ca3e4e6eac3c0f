/** Which slots of a digest are still to be dealt with. */
import type { Config, DigestSchedule } from '../../config/index.ts';
import type { SlotRecord, Store } from '../../store/index.ts';
import { DAY_MS } from '../durations.ts';
import type { DueSlot } from './contract.ts';
import { slotsAfter, slotsBetween } from './occurrences.ts';

/** A slot that is due; `row`: what was tried before. `deadline`: it is not made by itself after that. */
export type OpenSlot = { readonly slot: DueSlot; readonly deadline: number; readonly row: SlotRecord | null };

/** Slots that nobody was there for are told of when somebody is again, if that is not much later than they could be made. */
const TOLD_FOR_MS = 7 * DAY_MS;

/** The slots of all digests that are due at `now` and not done, in the order of their times. */
export async function openSlots(config: Config, store: Store, now: number): Promise<readonly OpenSlot[]> {
  const open: OpenSlot[] = [];
  for (const { id, schedule } of config.digests) {
    if (schedule) open.push(...(await openSlotsOf(store, id, schedule, now)));
  }
  return open.sort((a, b) => a.slot.dueAt - b.slot.dueAt);
}

/** The next `count` slots over all digests that are due after `now`, soonest first. */
export function upcoming({ digests }: Config, now: Date, count: number): readonly DueSlot[] {
  const slots = digests.flatMap(({ id: digest, schedule }) =>
    schedule ? slotsAfter(schedule, now.getTime(), count).map((slot) => ({ digest, ...slot })) : [],
  );
  return slots.sort((a, b) => a.dueAt - b.dueAt).slice(0, count);
}

async function openSlotsOf(
  store: Store,
  digest: string,
  schedule: DigestSchedule,
  now: number,
): Promise<readonly OpenSlot[]> {
  const watched = await store.slots.watchedSince(digest, `${schedule.cron} ${schedule.timeZone}`, now);
  const since = now - schedule.catchUp - TOLD_FOR_MS;
  const rows = await store.slots.from(digest, since);
  const known = new Set(rows.map(keyOf));
  // A slot that is due at the very moment is not before it.
  const untouched = slotsBetween(schedule, Math.max(watched - 1, since), now).filter((slot) => !known.has(keyOf(slot)));
  const lastDueAt = Math.max(...[...untouched, ...rows].map(({ dueAt }) => dueAt).filter((dueAt) => dueAt <= now));
  const isOpen = (row: SlotRecord) =>
    isUnfinished(row, now) || (row.dueAt === lastDueAt && mayGetMore(row, now, row.dueAt + schedule.catchUp));
  return [
    ...untouched.map((slot) => ({ slot: { digest, ...slot }, row: null })),
    ...rows.filter(isOpen).map((row) => ({ slot: slotOf(row), row })),
  ].map((each) => ({ ...each, deadline: each.slot.dueAt + schedule.catchUp }));
}

/**
 * Also of times that the schedule has ceased to name: what was begun is brought to its end. What was marked as missed at a
 * time that has not come yet was marked by a clock that was ahead.
 */
function isUnfinished({ state, dueAt, retryAt, at }: SlotRecord, now: number): boolean {
  if (dueAt > now) return false;
  return state === 'making' || (state === 'failed' && (retryAt ?? 0) <= now) || (state === 'missed' && at > now);
}

/** What had too little is left as it is when the next edition is due, or it is too late. */
function mayGetMore({ state, retryAt }: SlotRecord, now: number, deadline: number): boolean {
  return state === 'too-little' && retryAt !== null && retryAt <= now && now <= deadline;
}

function keyOf({ date, time }: { readonly date: string; readonly time: string }): string {
  return `${date} ${time}`;
}

function slotOf({ digest, date, time, dueAt }: SlotRecord): DueSlot {
  return { digest, date, time, dueAt };
}
