/** Who works at the desk, and what they are signed in with. Times are epoch milliseconds; hashes are of random tokens. */
import type { Editor, EditorRole, Sealed } from '../../model.ts';
import type { AuditEntry } from '../audit-contract.ts';

/** An account. */
export type EditorRecord = Editor & {
  /** The name as it is compared (NFKC, one case). */
  readonly folded: string;
  /** With the salt and the cost it was made with. */
  readonly password: string;
  readonly totp: Sealed | null;
  /** A secret that nobody has shown a code of yet. */
  readonly totpPending: Sealed | null;
  readonly createdAt: number;
  /** From then on nobody can sign in with it. */
  readonly disabledAt: number | null;
};

/** A browser that is signed in. */
export type SessionRecord = {
  readonly hash: string;
  readonly editor: string;
  readonly createdAt: number;
  readonly seenAt: number;
  readonly idleUntil: number;
  readonly endsAt: number;
  /** A short note of the browser. */
  readonly browser: string;
};

/** `code`: the password was right, the second factor is still to come. */
export type EditorLink = {
  readonly hash: string;
  readonly kind: 'welcome' | 'code';
  readonly editor: string | null;
  readonly expiresAt: number;
};

/** What may be changed of an account; each is written with its audit entry in one transaction. */
export type EditorChange = Partial<Pick<EditorRecord, 'password' | 'totp' | 'totpPending' | 'disabledAt'>>;

export type NewEditor = Pick<EditorRecord, 'id' | 'name' | 'folded' | 'password' | 'createdAt'> & { role: EditorRole };

/** How fast attempts may follow each other: seconds of rest by the number of failures in a row. */
export type Patience = (failures: number) => number;

/** An attempt was counted, or has to wait until a time. */
export type AttemptAnswer = { readonly failures: number } | { readonly waitUntil: number };

export type Editors = {
  /** How many there are that are not disabled. */
  count(): Promise<number>;
  /** By name. */
  list(): Promise<readonly EditorRecord[]>;
  find(by: { readonly folded: string } | { readonly id: string }): Promise<EditorRecord | null>;
  /**
   * False, and nothing done, when the name is taken; with `link`, also when that link is gone or there is an account
   * already.
   */
  add(editor: NewEditor, audit: AuditEntry, link?: { readonly hash: string }): Promise<boolean>;
  /** False when there is none. `keep`: the one session that stays; null ends all of them, undefined none. */
  change(id: string, change: EditorChange, audit: AuditEntry, keep?: string | null): Promise<boolean>;
  /** Marks a time step as used; false when it or a later one was used before. */
  useStep(id: string, step: number): Promise<boolean>;
  /** Written with its audit entry; `instead` names a session of the same browser that ends with it. */
  addSession(session: SessionRecord, audit: AuditEntry, instead: string | null): Promise<void>;
  /** With its editor; null when it has ended or the editor is disabled. */
  session(hash: string, now: number): Promise<(SessionRecord & { readonly of: Editor }) | null>;
  /** It was used: it stays open until `idleUntil` at least. */
  touchSession(hash: string, seenAt: number, idleUntil: number): Promise<void>;
  /** Newest use first. */
  sessions(editor: string, now: number): Promise<readonly SessionRecord[]>;
  /** Ends one, or all of an editor; gives how many. */
  endSessions(which: { readonly hash: string } | { readonly editor: string }, audit: AuditEntry): Promise<number>;
  addLink(link: EditorLink, now: number): Promise<void>;
  link(hash: string, kind: EditorLink['kind'], now: number): Promise<EditorLink | null>;
  dropLink(hash: string): Promise<void>;
  /**
   * Counts an attempt as failed before it is known how it ends, so that many at once cannot slip through; while one of the
   * keys has to wait, none is counted. Rows that were quiet since `forgetBefore` begin anew.
   */
  attempt(keys: readonly string[], now: number, patience: Patience, forgetBefore: number): Promise<AttemptAnswer>;
  /** It went well: their failures are forgotten. */
  forgetFailures(keys: readonly string[]): Promise<void>;
  /** An attempt (counted at `at`) that neither failed nor ended well: it is taken off the count again. */
  takeBack(keys: readonly string[], at: number): Promise<void>;
};
