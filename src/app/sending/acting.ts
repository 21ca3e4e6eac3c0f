/** Who acts on a sending, and where that is written down. */
import type { Editor } from '../../model.ts';
import type { Audit, AuditEntry } from '../../store/index.ts';

/** `editor` null: on the command line, or the program itself. */
export type Acting = {
  readonly editor: Pick<Editor, 'id' | 'name'> | null;
  readonly audit: Audit | null;
};

/** Writes an act on an edition down, if there is anything to write it into. */
export async function noteAct(
  { editor, audit }: Acting,
  act: string,
  edition: number,
  at: number,
  detail: AuditEntry['detail'] = {},
): Promise<void> {
  const who = editor && { id: editor.id, name: editor.name };
  await audit?.add({ at, editor: who, act: `sending.${act}`, subject: String(edition), detail });
}
