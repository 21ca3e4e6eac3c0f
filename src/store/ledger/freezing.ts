/** Freezing: what is sent, and to whom, is written down at approval, all of it or nothing. */
import { type Expression, type SqlBool, sql, type Transaction } from 'kysely';
import { hashText } from '../content.ts';
import type { Records } from '../records.ts';
import type { Database } from '../schema.ts';
import { countApprovals, followedBy } from '../slots-editions.ts';
import type { FreezeAnswer, FreezeRequest } from './contract.ts';
import { countByThemes, mailable } from './recipients.ts';

/** See the contract. */
export async function freeze(records: Records, request: FreezeRequest): Promise<FreezeAnswer> {
  const { edition: number, hash, at } = request;
  return await records.write(async (transaction) => {
    const edition = await transaction
      .selectFrom('editions')
      .select(['hash', 'digest', 'approved_at'])
      .where('number', '=', number)
      .executeTakeFirst();
    if (!edition) return { refused: 'unknown' };
    if (edition.hash !== hash) return { refused: 'changed' };
    const before = await frozenBefore(transaction, number);
    if (before) return { frozen: true, isNew: false, candidates: before.candidates };
    const objection = edition.approved_at === null ? await objectionTo(transaction, edition.digest, request) : null;
    if (objection) return objection;
    const crowd = crowdOf(await countByThemes(transaction, edition.digest, at), request);
    if (crowd.missing.length > 0) return { refused: 'themes-missing', themes: crowd.missing };
    await approve(transaction, number, at);
    await writeVariants(transaction, request);
    await writeSending(transaction, request, crowd);
    await writeDeliveries(transaction, request, edition.digest, records.among('s.themes', crowd.empty));
    await records.flavour.lookAt(transaction, 'deliveries');
    return { frozen: true, isNew: true, candidates: crowd.candidates };
  });
}

/** Why readers would get stories twice. */
async function objectionTo(
  transaction: Transaction<Database>,
  digest: string,
  { edition, at, approvals }: FreezeRequest,
): Promise<FreezeAnswer | null> {
  if (approvals !== undefined) {
    return approvals === (await countApprovals(transaction, digest)) ? null : { refused: 'told-changed' };
  }
  const by = await followedBy(transaction, edition, at);
  return by === null ? null : { refused: 'followed', by };
}

async function frozenBefore(
  transaction: Transaction<Database>,
  edition: number,
): Promise<{ readonly candidates: number } | undefined> {
  return await transaction
    .selectFrom('sendings')
    .select('candidates')
    .where('edition', '=', edition)
    .executeTakeFirst();
}

type Crowd = {
  readonly candidates: number;
  /** Those on whose themes the edition has nothing. */
  readonly excluded: number;
  readonly empty: readonly string[];
  readonly missing: readonly string[];
};

function crowdOf(byThemes: Awaited<ReturnType<typeof countByThemes>>, { variants }: FreezeRequest): Crowd {
  const known = new Map(variants.map(({ themes, content }) => [themes, content]));
  const sum = (some: typeof byThemes) => some.reduce((all, { people }) => all + people, 0);
  const empty = byThemes.filter(({ themes }) => known.get(themes) === null);
  const missing = byThemes.filter(({ themes }) => !known.has(themes));
  const names = (some: typeof byThemes) => some.map(({ themes }) => themes);
  return { candidates: sum(byThemes), excluded: sum(empty), empty: names(empty), missing: names(missing) };
}

async function approve(transaction: Transaction<Database>, number: number, at: number): Promise<void> {
  await transaction
    .updateTable('editions')
    .set({ approved_at: at })
    .where('number', '=', number)
    .where('approved_at', 'is', null)
    .execute();
}

async function writeVariants(transaction: Transaction<Database>, { edition, variants }: FreezeRequest): Promise<void> {
  for (const { themes, content } of variants) {
    const body = content && JSON.stringify(content);
    await transaction
      .insertInto('edition_variants')
      .values({ edition, themes, hash: hashText(body ?? ''), body })
      .execute();
  }
}

async function writeSending(
  transaction: Transaction<Database>,
  { edition, at }: FreezeRequest,
  { candidates, excluded }: Crowd,
): Promise<void> {
  const counts = { queued_rows: candidates - excluded, excluded_rows: excluded };
  const none = { sending_rows: 0, sent_rows: 0, failed_rows: 0, uncertain_rows: 0 };
  await transaction
    .insertInto('sendings')
    .values({
      edition,
      state: 'ready',
      candidates,
      frozen_at: at,
      started_at: null,
      changed_at: at,
      reason: null,
      accepts_refusals: 0,
      send_at: null,
      ...counts,
      ...none,
    })
    .execute();
}

/**
 * In the order of the subscribers' numbers, so that a large table grows at its end and is read as it was written. The
 * variants are not asked here which of them are empty: SQLite would read the whole text of one for each row.
 */
async function writeDeliveries(
  transaction: Transaction<Database>,
  { edition, at }: FreezeRequest,
  digest: string,
  hasNothing: Expression<SqlBool>,
): Promise<void> {
  const now = sql.lit(at);
  await sql`
    insert into deliveries (edition, position, subscriber, themes, state, sender, attempts, breaks, first_tried_at,
      next_try_at, last_reply, is_finishing, doubts, exclusion, is_provisional, is_dead, settled_at)
    select ${sql.lit(edition)}, row_number() over (order by s.number), s.number, s.themes,
      case when ${hasNothing} then 'excluded' else 'queued' end, null, 0, 0, null,
      ${now}, null, 0, 0, case when ${hasNothing} then 'nothing-on-themes' end, 0, 0,
      case when ${hasNothing} then ${now} end
    from subscribers s where ${mailable(digest, at)}
    order by s.number`.execute(transaction);
}
