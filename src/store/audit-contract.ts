/** Who did what at the desk and on the command line: written once, never changed. Times are epoch milliseconds. */
import type { Editor } from '../model.ts';

export type AuditEntry = {
  readonly at: number;
  /** Null: on the command line, or the program itself (`act` says which). */
  readonly editor: Pick<Editor, 'id' | 'name'> | null;
  /** `edition.approve`, `edition.mend`, `sending.start`, `subscriber.suppress`, `editor.sign-in`, ... */
  readonly act: string;
  /** What it was done to: an edition's number, a subscriber's id, an editor's name; never an address. */
  readonly subject: string | null;
  /** What else is worth knowing; never an address, a token or a password. */
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
};

export type Audit = {
  add(entry: AuditEntry): Promise<void>;
  /** Newest first; the next page begins before the `position` of the last. */
  list(range: {
    readonly limit: number;
    readonly before?: number;
    readonly subject?: string;
  }): Promise<readonly (AuditEntry & { readonly position: number })[]>;
};
