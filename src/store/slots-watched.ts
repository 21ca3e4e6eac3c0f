/** Since when schedules are watched. Programs with different settings may share the records: each has its own schedule. */
import type { Kysely } from 'kysely';
import type { Records } from './records.ts';
import type { Database } from './schema.ts';
import type { WatchedScheduleRow } from './schema-intake.ts';

type Watched = Readonly<WatchedScheduleRow>;

/** That a schedule is still looked at is written down so often. */
const SEEN_EVERY_MS = 10 * 60_000;
/** One that was not looked at for so long while another one of its digest was has been replaced by that. */
const REPLACED_AFTER_MS = 60 * 60_000;

/** See the contract. */
export async function watchedSince(records: Records, digest: string, schedule: string, now: number): Promise<number> {
  const known = await records.read((db) => findWatched(db, digest));
  const row = known.find((each) => each.schedule === schedule);
  if (row && isWatched(row, known, now) && Math.abs(now - row.seen_at) < SEEN_EVERY_MS) return row.since;
  return await records.write(async (transaction) => {
    const since = sinceOf(await findWatched(transaction, digest), schedule, now);
    await transaction
      .insertInto('watched_schedules')
      .values({ digest, schedule, since, seen_at: now })
      .onConflict((conflict) => conflict.columns(['digest', 'schedule']).doUpdateSet({ since, seen_at: now }))
      .execute();
    return since;
  });
}

async function findWatched(db: Kysely<Database>, digest: string): Promise<readonly Watched[]> {
  return await db.selectFrom('watched_schedules').selectAll().where('digest', '=', digest).execute();
}

function sinceOf(known: readonly Watched[], schedule: string, now: number): number {
  const row = known.find((each) => each.schedule === schedule);
  if (!row) return now;
  if (isWatched(row, known, now)) return row.since;
  // A clock that was set back may stand exactly on a slot, which was nobody's task before.
  return row.since > now ? now + 1 : now;
}

/** What was written by a clock that was ahead says nothing. */
function isWatched({ since, schedule, seen_at }: Watched, known: readonly Watched[], now: number): boolean {
  const isReplaced = known.some(
    (other) => other.schedule !== schedule && other.seen_at <= now && other.seen_at > seen_at + REPLACED_AFTER_MS,
  );
  return since <= now && !isReplaced;
}
