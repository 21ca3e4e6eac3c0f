/** Accounts: made, changed, disabled; never removed, since what was done names them. */
import type { Kysely, Selectable } from 'kysely';
import { addAudit } from '../audit.ts';
import type { AuditEntry } from '../audit-contract.ts';
import type { Database } from '../schema.ts';
import type { EditorRow } from '../schema-editors.ts';
import type { EditorChange, EditorRecord, NewEditor } from './contract.ts';

export async function countEditors(db: Kysely<Database>): Promise<number> {
  const { count } = await db
    .selectFrom('editors')
    .select(({ fn }) => fn.countAll<number | bigint>().as('count'))
    .where('disabled_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function listEditors(db: Kysely<Database>): Promise<readonly EditorRecord[]> {
  return (await db.selectFrom('editors').selectAll().orderBy('folded').execute()).map(toRecord);
}

export async function findEditor(
  db: Kysely<Database>,
  by: { readonly folded: string } | { readonly id: string },
): Promise<EditorRecord | null> {
  const query = db.selectFrom('editors').selectAll();
  const row = await ('id' in by
    ? query.where('id', '=', by.id)
    : query.where('folded', '=', by.folded)
  ).executeTakeFirst();
  return row ? toRecord(row) : null;
}

export async function addEditor(
  db: Kysely<Database>,
  { createdAt, ...editor }: NewEditor,
  audit: AuditEntry,
  link?: { readonly hash: string },
): Promise<boolean> {
  if (await findEditor(db, { folded: editor.folded })) return false;
  if (link && !(await isFirst(db, link.hash, createdAt))) return false;
  await db
    .insertInto('editors')
    .values({ ...editor, created_at: createdAt, totp: null, totp_pending: null, totp_step: null, disabled_at: null })
    .execute();
  await addAudit(db, audit);
  return true;
}

/** The link is good, and used up by this; there is nobody yet. */
async function isFirst(db: Kysely<Database>, hash: string, now: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('editor_links')
    .where('hash', '=', hash)
    .where('kind', '=', 'welcome')
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n && (await countEditors(db)) === 0;
}

export async function changeEditor(
  db: Kysely<Database>,
  id: string,
  { password, totp, totpPending, disabledAt }: EditorChange,
  audit: AuditEntry,
  keep?: string | null,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('editors')
    .set({
      // Names itself, so that there is something to set whatever is asked for.
      id,
      ...(password === undefined ? {} : { password }),
      ...(totp === undefined ? {} : { totp }),
      ...(totpPending === undefined ? {} : { totp_pending: totpPending }),
      ...(disabledAt === undefined ? {} : { disabled_at: disabledAt }),
    })
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return false;
  if (keep !== undefined) await endOthers(db, id, keep);
  await addAudit(db, audit);
  return true;
}

/** Half-done sign-ins end with the sessions. */
async function endOthers(db: Kysely<Database>, editor: string, keep: string | null): Promise<void> {
  await db
    .deleteFrom('editor_sessions')
    .where('editor', '=', editor)
    .$if(keep !== null, (query) => query.where('hash', '!=', keep as string))
    .execute();
  await db.deleteFrom('editor_links').where('editor', '=', editor).execute();
}

export async function useStep(db: Kysely<Database>, id: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('editors')
    .set({ totp_step: step })
    .where('id', '=', id)
    .where((row) => row.or([row('totp_step', 'is', null), row('totp_step', '<', step)]))
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

function toRecord(row: Selectable<EditorRow>): EditorRecord {
  const { id, name, folded, role, password, totp, totp_pending, created_at, disabled_at } = row;
  return {
    id,
    name,
    folded,
    role,
    password,
    totp,
    totpPending: totp_pending,
    createdAt: created_at,
    disabledAt: disabled_at,
  };
}
