/** Which edition of a slot there is already. */
import type { DigestConfig } from '../../config/index.ts';
import type { Edition } from '../../model.ts';
import { readCron } from '../../queue/index.ts';
import type { Store, WholeEdition } from '../../store/index.ts';
import type { DueSlot } from '../schedule/contract.ts';

/** An edition that is to be made. `time`: where its day has several. */
export type Order = {
  readonly digest: DigestConfig;
  readonly slot: DueSlot;
  readonly now: Date;
  readonly time?: string;
};

/** Editions that are approved much later than later ones were made are rare. */
const LOOKED_AT = 20;

/**
 * With one slot a day an edition is known by the day alone, but for the second one of a day on which the schedule was moved.
 */
export async function timeOf(store: Store, digest: DigestConfig, slot: DueSlot): Promise<Pick<Order, 'time'>> {
  if (!isDaily(digest)) return { time: slot.time };
  const other = await store.slots.ofEdition(await store.nextEditionNumber(digest.id, slot.date));
  return other === null || (other.date === slot.date && other.time === slot.time) ? {} : { time: slot.time };
}

/**
 * The edition that is approved, or the draft that this slot has saved: somebody may have looked at it, so it stays as it is
 * while it can be approved. Null: it is to be made.
 */
export async function standingEdition(store: Store, order: Order): Promise<WholeEdition | null> {
  const { digest, slot, time } = order;
  const number = await store.nextEditionNumber(digest.id, slot.date, time);
  const whole = await store.wholeEdition(number);
  if (!whole || whole.approvedAt) return whole;
  const row = await store.slots.find(slot);
  return row?.edition === number && !(await isOutdated(store, whole, order)) ? whole : null;
}

/** The draft that editors are at work on: it is not made anew, and does not leave before they approve it. */
export async function mendedEdition(store: Store, { digest, slot, time }: Order): Promise<Edition | null> {
  const number = await store.nextEditionNumber(digest.id, slot.date, time);
  const mends = await store.drafts.mends(number);
  return mends.some(({ undone }) => undone === null) ? await store.edition(number) : null;
}

/** Its stories were told meanwhile, or a later edition tells them again. */
async function isOutdated(store: Store, { edition, madeAt }: WholeEdition, { digest, now }: Order): Promise<boolean> {
  if ((await store.slots.followedBy(edition.number, now.getTime())) !== null) return true;
  const approved = await store.editions({ digest: digest.id, approved: true, limit: LOOKED_AT });
  return approved.some(({ approvedAt }) => approvedAt !== null && approvedAt >= madeAt);
}

function isDaily({ schedule }: DigestConfig): boolean {
  if (schedule === null) return true;
  const { minute, hour } = readCron(schedule.cron);
  return minute.length * hour.length === 1;
}
