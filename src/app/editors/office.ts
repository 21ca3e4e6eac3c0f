/** What the desk's accounts work with, and the audit entries they write. */
import type { Config } from '../../config/index.ts';
import type { Editor } from '../../model.ts';
import type { AuditEntry, Store } from '../../store/index.ts';
import type { Passwords, Vault } from '../../vault/index.ts';

export type EditorOffice = {
  readonly config: Config;
  readonly store: Pick<Store, 'editors' | 'audit'>;
  readonly vault: Pick<Vault, 'seal' | 'open' | 'hashHost'>;
  readonly passwords: Passwords;
  /** Epoch milliseconds. */
  readonly clock: () => number;
};

export type EditorAct =
  | 'editor.add'
  | 'editor.welcome'
  | 'editor.sign-in'
  | 'editor.sign-in-failed'
  | 'editor.sign-in-slowed'
  | 'editor.sign-out'
  | 'editor.sign-out-everywhere'
  | 'editor.password'
  | 'editor.code-on'
  | 'editor.code-off'
  | 'editor.code-begun'
  | 'editor.disable';

/** `editor`: who did it; null on the command line, or nobody yet. */
export function auditEntry(
  { clock }: EditorOffice,
  act: EditorAct,
  editor: Pick<Editor, 'id' | 'name'> | null,
  subject: string | null = editor?.name ?? null,
  detail: AuditEntry['detail'] = {},
): AuditEntry {
  return { at: clock(), editor: editor && { id: editor.id, name: editor.name }, act, subject, detail };
}
