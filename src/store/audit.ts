/** What was done at the desk. There is no way here to change or remove an entry. */
import type { Kysely, Selectable } from 'kysely';
import type { Audit, AuditEntry } from './audit-contract.ts';
import type { Records } from './records.ts';
import type { Database } from './schema.ts';
import type { AuditRow } from './schema-editors.ts';

export type { Audit, AuditEntry } from './audit-contract.ts';

/** The audit of an open database. */
export function auditOf(records: Records): Audit {
  return {
    add: (entry) => records.write((transaction) => addAudit(transaction, entry)),
    list: (range) => records.read((db) => listAudit(db, range)),
  };
}

/** Inside a writing transaction: then the entry stands exactly when what it tells of does. */
export async function addAudit(db: Kysely<Database>, { at, editor, act, subject, detail }: AuditEntry): Promise<void> {
  // One transaction writes at a time: nobody else takes the same number.
  const last = await db
    .selectFrom('audit')
    .select(({ fn }) => fn.max('position').as('position'))
    .executeTakeFirst();
  await db
    .insertInto('audit')
    .values({
      position: (last?.position ?? 0) + 1,
      at,
      editor: editor?.id ?? null,
      editor_name: editor?.name ?? null,
      act,
      subject,
      detail: JSON.stringify(detail),
    })
    .execute();
}

async function listAudit(
  db: Kysely<Database>,
  { limit, before, subject }: Parameters<Audit['list']>[0],
): Promise<Awaited<ReturnType<Audit['list']>>> {
  const rows = await db
    .selectFrom('audit')
    .selectAll()
    .$if(before !== undefined, (query) => query.where('position', '<', before as number))
    .$if(subject !== undefined, (query) => query.where('subject', '=', subject as string))
    .orderBy('position', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toEntry);
}

function toEntry({ position, at, editor, editor_name, act, subject, detail }: Selectable<AuditRow>) {
  const by = editor === null ? null : { id: editor, name: editor_name ?? '' };
  return { position, at, editor: by, act, subject, detail: JSON.parse(detail) as AuditEntry['detail'] };
}
