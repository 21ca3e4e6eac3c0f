/** What the schedule has brought, and what is to come. */
import type { Config } from '../../config/index.ts';
import type { Slot } from '../../model.ts';
import type { Store } from '../../store/index.ts';
import type { SlotStanding } from '../news-desk.ts';
import type { DueSlot } from '../schedule/contract.ts';
import { upcoming } from '../schedule/open-slots.ts';

const PAST = 30;
const NEXT = 10;

/** Both lists at a time (epoch ms). Those that are due and have no row yet stand first among the next. */
export async function scheduleOf(
  config: Config,
  store: Store,
  waiting: readonly DueSlot[],
  now: number,
): Promise<{ readonly past: readonly SlotStanding[]; readonly next: readonly SlotStanding[] }> {
  const rows = await store.slots.list({ limit: PAST });
  const begun = new Set(rows.map(keyOf));
  const past = rows.map(async (row) => ({
    ...standingOf(config, row),
    state: row.state,
    edition: row.edition ?? (await madeByHand(store, row)),
    note: row.note,
  }));
  const next = [...waiting.filter((slot) => !begun.has(keyOf(slot))), ...upcoming(config, new Date(now), NEXT)];
  return { past: await Promise.all(past), next: next.map((slot) => standingOf(config, slot)) };
}

function keyOf({ digest, date, time }: Slot): string {
  return `${digest} ${date} ${time}`;
}

function standingOf({ digests, timeZone }: Config, { digest, date, time, dueAt }: DueSlot): SlotStanding {
  const known = digests.find(({ id }) => id === digest);
  return {
    digest,
    digestName: known?.name ?? digest,
    date,
    time,
    timeZone: known?.schedule?.timeZone ?? timeZone,
    dueAt,
    state: 'planned',
    edition: null,
    note: null,
  };
}

/** The edition that an editor has made of a slot that the schedule did not: for its day, or for its day and time. */
async function madeByHand(store: Store, { digest, date, time }: Slot): Promise<number | null> {
  for (const at of [undefined, time]) {
    const number = await store.nextEditionNumber(digest, date, at);
    if (await store.editionState(number)) return number;
  }
  return null;
}
