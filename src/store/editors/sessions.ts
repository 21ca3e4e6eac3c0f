/** Sessions: of a token only the hash is stored, so that whoever reads the database cannot sign in with it. */
import type { Kysely, Selectable } from 'kysely';
import type { Editor } from '../../model.ts';
import { addAudit } from '../audit.ts';
import type { AuditEntry } from '../audit-contract.ts';
import type { Database } from '../schema.ts';
import type { EditorSessionRow } from '../schema-editors.ts';
import type { SessionRecord } from './contract.ts';

/** Sessions that have ended are removed on the way. */
export async function addSession(
  db: Kysely<Database>,
  { hash, editor, createdAt, seenAt, idleUntil, endsAt, browser }: SessionRecord,
  audit: AuditEntry,
  instead: string | null,
): Promise<void> {
  await db.deleteFrom('editor_sessions').where('idle_until', '<=', createdAt).execute();
  if (instead !== null) await db.deleteFrom('editor_sessions').where('hash', '=', instead).execute();
  await db
    .insertInto('editor_sessions')
    .values({
      hash,
      editor,
      created_at: createdAt,
      seen_at: seenAt,
      idle_until: idleUntil,
      ends_at: endsAt,
      browser,
    })
    .execute();
  await addAudit(db, audit);
}

export async function findSession(
  db: Kysely<Database>,
  hash: string,
  now: number,
): Promise<(SessionRecord & { readonly of: Editor }) | null> {
  const row = await db
    .selectFrom('editor_sessions')
    .innerJoin('editors', 'editors.id', 'editor_sessions.editor')
    .selectAll('editor_sessions')
    .select(['editors.name', 'editors.role'])
    .where('editor_sessions.hash', '=', hash)
    .where('editor_sessions.idle_until', '>', now)
    .where('editor_sessions.ends_at', '>', now)
    .where('editors.disabled_at', 'is', null)
    .executeTakeFirst();
  return row ? { ...toRecord(row), of: { id: row.editor, name: row.name, role: row.role } } : null;
}

export async function touchSession(
  db: Kysely<Database>,
  hash: string,
  seenAt: number,
  idleUntil: number,
): Promise<void> {
  await db
    .updateTable('editor_sessions')
    .set({ seen_at: seenAt, idle_until: idleUntil })
    .where('hash', '=', hash)
    .where('seen_at', '<', seenAt)
    .execute();
}

export async function listSessions(
  db: Kysely<Database>,
  editor: string,
  now: number,
): Promise<readonly SessionRecord[]> {
  const rows = await db
    .selectFrom('editor_sessions')
    .selectAll()
    .where('editor', '=', editor)
    .where('idle_until', '>', now)
    .where('ends_at', '>', now)
    .orderBy('seen_at', 'desc')
    .orderBy('hash')
    .execute();
  return rows.map(toRecord);
}

export async function endSessions(
  db: Kysely<Database>,
  which: { readonly hash: string } | { readonly editor: string },
  audit: AuditEntry,
): Promise<number> {
  const query = db.deleteFrom('editor_sessions');
  const { numDeletedRows } = await ('hash' in which
    ? query.where('hash', '=', which.hash)
    : query.where('editor', '=', which.editor)
  ).executeTakeFirstOrThrow();
  await addAudit(db, audit);
  return Number(numDeletedRows);
}

function toRecord(row: Selectable<EditorSessionRow>): SessionRecord {
  const { hash, editor, created_at, seen_at, idle_until, ends_at, browser } = row;
  return {
    hash,
    editor,
    createdAt: created_at,
    seenAt: seen_at,
    idleUntil: idle_until,
    endsAt: ends_at,
    browser,
  };
}
