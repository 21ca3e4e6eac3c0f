/** What the people of the desk can do with their accounts. Times are epoch milliseconds. */
import type { Editor, EditorRole } from '../../model.ts';
import type { AuditEntry } from '../../store/index.ts';

/** What was done, with its place in the list. */
export type AuditLine = AuditEntry & { readonly position: number };

/** Where somebody signs in from. */
export type Place = {
  /** The address, or its network of 64 bits (IPv6): what failures are counted by. */
  readonly network: string;
  /** What this browser was given when somebody last signed in with it; null: nothing. */
  readonly device: string | null;
  /** A short note of the browser, for the list of sessions. */
  readonly browser: string;
  /** The token of a session that this browser has already; it ends with the new one. */
  readonly instead: string | null;
};

/** `token`: of the new session; `device`: lets this browser try again later however often others fail. */
export type SignedIn = { readonly editor: Editor; readonly token: string; readonly device: string };

export type Wait = { readonly refused: 'wait'; readonly seconds: number };

/** `step`: names the half-done sign-in, for five minutes. */
export type SignInAnswer =
  | { readonly signedIn: SignedIn }
  | { readonly codeNeeded: { readonly step: string } }
  | { readonly refused: 'wrong' }
  | Wait;

/** `gone`: the half-done sign-in is over: begin anew. */
export type CodeAnswer = { readonly signedIn: SignedIn } | { readonly refused: 'wrong' | 'gone' } | Wait;

/** Why a password is not taken: fewer than 12 characters, more than 1,024, or the name. */
export type PasswordRefusal = 'short' | 'long' | 'name';

/** `unfit`: not 2 to 40 letters, digits, spaces, `.`, `_` or `-`. */
export type NameRefusal = 'unfit' | 'taken';

/** A session that is open. */
export type OpenSession = { readonly editor: Editor; readonly token: string };

export type ListedSession = {
  readonly createdAt: number;
  readonly seenAt: number;
  readonly endsAt: number;
  readonly browser: string;
  /** The one that asks. */
  readonly isThis: boolean;
};

/** The second factor of an account; `enrolling`: a code of this secret has still to be shown. */
export type SecondFactor =
  | { readonly state: 'off' | 'on' }
  | { readonly state: 'enrolling'; readonly secret: string; readonly uri: string };

export type Account = {
  readonly editor: Editor;
  readonly secondFactor: SecondFactor;
  readonly sessions: readonly ListedSession[];
};

export type ListedEditor = Editor & {
  readonly createdAt: number;
  readonly disabledAt: number | null;
  readonly hasSecondFactor: boolean;
  readonly sessions: number;
};

type Done = { readonly done: true };

export type EditorDesk = {
  signIn(place: Place, typed: { readonly name: string; readonly password: string }): Promise<SignInAnswer>;
  enterCode(place: Place, typed: { readonly step: string; readonly code: string }): Promise<CodeAnswer>;
  /** Null: unknown, ended, or its editor is disabled. Keeps it open for another eight hours, but for a page that asks by itself. */
  session(token: string, by?: 'person' | 'page'): Promise<OpenSession | null>;
  signOut(session: OpenSession): Promise<void>;
  /** Ends all sessions of an editor, this one too. */
  signOutEverywhere(session: OpenSession): Promise<void>;
  account(session: OpenSession): Promise<Account>;
  /** Ends the other sessions. */
  changePassword(
    session: OpenSession,
    typed: { readonly old: string; readonly fresh: string },
  ): Promise<Done | { readonly refused: 'wrong' | PasswordRefusal } | Wait>;
  /** Makes a secret; it counts only when a code of it was shown. */
  beginSecondFactor(session: OpenSession, password: string): Promise<Done | { readonly refused: 'wrong' } | Wait>;
  confirmSecondFactor(session: OpenSession, code: string): Promise<Done | { readonly refused: 'wrong' } | Wait>;
  /** Also gives up one that was begun: then no password is asked for. */
  removeSecondFactor(session: OpenSession, password: string): Promise<Done | { readonly refused: 'wrong' } | Wait>;
  /** A link for the first account, good once and for an hour; null when there is an account. */
  makeWelcome(): Promise<{ readonly token: string } | null>;
  isWelcome(token: string): Promise<boolean>;
  /** Makes the first account, a publisher's, and signs in. */
  useWelcome(
    place: Place,
    typed: { readonly token: string; readonly name: string; readonly password: string },
  ): Promise<{ readonly signedIn: SignedIn } | { readonly refused: 'gone' | NameRefusal | PasswordRefusal }>;
  /** Whether there is anybody who could sign in. */
  isEmpty(): Promise<boolean>;
  /** What was done at the desk, newest first; `before`: the position behind which to go on. */
  audit(limit: number, before?: number): Promise<readonly AuditLine[]>;
  readonly byHand: EditorsByHand;
};

/** On the command line. */
export type EditorsByHand = {
  list(): Promise<readonly ListedEditor[]>;
  add(
    name: string,
    role: EditorRole,
    password: string,
  ): Promise<{ readonly added: Editor } | { readonly refused: NameRefusal | PasswordRefusal }>;
  /** Nobody can sign in with the account any more; ends its sessions. */
  disable(name: string): Promise<Done | { readonly refused: 'unknown' }>;
  /** Ends all sessions and forgets failures. `withoutCode`: takes the second factor off, for a telephone that was lost. */
  setPassword(
    name: string,
    password: string,
    withoutCode?: boolean,
  ): Promise<Done | { readonly refused: 'unknown' | PasswordRefusal }>;
  /** Gives how many sessions ended. */
  signOut(name: string): Promise<{ readonly ended: number } | { readonly refused: 'unknown' }>;
};
