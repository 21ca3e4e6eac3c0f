/** Links that are good once and for a while. */
import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';
import type { EditorLink } from './contract.ts';

/** Those whose time is over are removed on the way. */
export async function addLink(
  db: Kysely<Database>,
  { hash, kind, editor, expiresAt }: EditorLink,
  now: number,
): Promise<void> {
  await db.deleteFrom('editor_links').where('expires_at', '<=', now).execute();
  await db.insertInto('editor_links').values({ hash, kind, editor, expires_at: expiresAt }).execute();
}

export async function findLink(
  db: Kysely<Database>,
  hash: string,
  kind: EditorLink['kind'],
  now: number,
): Promise<EditorLink | null> {
  const row = await db
    .selectFrom('editor_links')
    .selectAll()
    .where('hash', '=', hash)
    .where('kind', '=', kind)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row ? { hash, kind, editor: row.editor, expiresAt: row.expires_at } : null;
}

export async function dropLink(db: Kysely<Database>, hash: string): Promise<void> {
  await db.deleteFrom('editor_links').where('hash', '=', hash).execute();
}
