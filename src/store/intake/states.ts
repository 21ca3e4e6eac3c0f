/** How reading each source went, and who reads it just now. */
import type { Selectable } from 'kysely';
import { storable } from '../content.ts';
import type { Records } from '../records.ts';
import type { SourceRow } from '../schema.ts';
import type { SourceState } from './contract.ts';

/** All that were ever read, in the order of their ids. */
export async function listStates(records: Records): Promise<readonly SourceState[]> {
  const rows = await records.read((db) => db.selectFrom('sources').selectAll().orderBy('source').execute());
  return rows.map(toState);
}

/** Null when it was never read. */
export async function findState(records: Records, source: string): Promise<SourceState | null> {
  const row = await records.read((db) =>
    db.selectFrom('sources').selectAll().where('source', '=', source).executeTakeFirst(),
  );
  return row ? toState(row) : null;
}

/** Replaces what was known of it. */
export async function saveState(records: Records, state: SourceState): Promise<void> {
  const { source, ...changed } = toRow(state);
  await records.write((transaction) =>
    transaction
      .insertInto('sources')
      .values({ source, ...changed })
      .onConflict((conflict) => conflict.column('source').doUpdateSet(changed))
      .execute(),
  );
}

/** Inserts the claim, or takes over one that is its own or has run out. */
export async function claimSource(
  records: Records,
  source: string,
  owner: string,
  now: number,
  until: number,
): Promise<boolean> {
  const claim = { owner, claimed_until: until };
  const { numInsertedOrUpdatedRows } = await records.write((transaction) =>
    transaction
      .insertInto('source_claims')
      .values({ source, ...claim })
      .onConflict((conflict) =>
        conflict
          .column('source')
          .doUpdateSet(claim)
          .where((row) =>
            row.or([row('source_claims.owner', '=', owner), row('source_claims.claimed_until', '<=', now)]),
          ),
      )
      .executeTakeFirstOrThrow(),
  );
  return numInsertedOrUpdatedRows === 1n;
}

/** A claim that is another's by now stays. */
export async function releaseSource(records: Records, source: string, owner: string): Promise<void> {
  await records.write((transaction) =>
    transaction.deleteFrom('source_claims').where('source', '=', source).where('owner', '=', owner).execute(),
  );
}

function toState(row: Selectable<SourceRow>): SourceState {
  return {
    source: row.source,
    location: row.location,
    movedTo: row.moved_to,
    etag: row.etag,
    lastModified: row.last_modified,
    contentHash: row.content_hash,
    nextAt: row.next_at,
    triedAt: row.tried_at,
    readAt: row.read_at,
    newsAt: row.news_at,
    failingSince: row.failing_since,
    failures: row.failures,
    fault: row.fault,
    warnedAt: row.warned_at,
  };
}

/** Header fields and faults come from outside. */
function toRow(state: SourceState): SourceRow {
  return {
    source: state.source,
    location: storable(state.location),
    moved_to: state.movedTo && storable(state.movedTo),
    etag: state.etag && storable(state.etag),
    last_modified: state.lastModified && storable(state.lastModified),
    content_hash: state.contentHash,
    next_at: state.nextAt,
    tried_at: state.triedAt,
    read_at: state.readAt,
    news_at: state.newsAt,
    failing_since: state.failingSince,
    failures: state.failures,
    fault: state.fault && storable(state.fault),
    warned_at: state.warnedAt,
  };
}
