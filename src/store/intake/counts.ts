/** How much there is, for the desk and the metrics. */
import { sql } from 'kysely';
import type { Records } from '../records.ts';
import type { Intake } from './contract.ts';
import { IS_CONFIGURED } from './parked.ts';
import { UNREAD } from './unread.ts';

type Counts = Awaited<ReturnType<Intake['counts']>>;

/** `articles`: pages that are understood as they were read last. */
export async function countIntake(records: Records): Promise<Counts> {
  const { indexedBy } = records.flavour;
  const { rows } = await records.read((db) =>
    sql<{ pages: number; unread: number; pending: number; refused: number }>`select
      (select count(*) from pages) as pages,
      (select count(*) from pages p ${indexedBy('pages_unread')} where ${UNREAD}) as unread,
      (select count(*) from items ${indexedBy('items_pending')} where pending_url is not null and ${IS_CONFIGURED}) as pending,
      (select count(*) from items ${indexedBy('items_refused')} where refusal is not null and ${IS_CONFIGURED}) as refused`.execute(
      db,
    ),
  );
  const { pages = 0, unread = 0, pending = 0, refused = 0 } = rows[0] ?? {};
  return { pages, articles: pages - unread, pending, refused };
}
