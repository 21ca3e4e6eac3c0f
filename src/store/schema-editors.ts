/** The tables of the desk's people: editors, their sessions, and what was done; see `schema.ts` for what holds for all. */
import type { EditorRole, Sealed } from '../model.ts';

export type EditorRow = {
  id: string;
  name: string;
  /** The name as it is compared: two that look alike in other letters of case are one. */
  folded: string;
  role: EditorRole;
  /** With the salt and the cost it was made with. */
  password: string;
  totp: Sealed | null;
  /** A secret that nobody has shown a code of yet. */
  totp_pending: Sealed | null;
  /** The time step of the last code that counted. */
  totp_step: number | null;
  created_at: number;
  disabled_at: number | null;
};

export type EditorSessionRow = {
  /** Of its token. */
  hash: string;
  editor: string;
  created_at: number;
  seen_at: number;
  /** Ends when nothing is done until then. */
  idle_until: number;
  /** Ends then in any case. */
  ends_at: number;
  /** A short note of the browser. */
  browser: string;
};

/** Failures of one account, device or network in a row. */
export type SignInThrottleRow = { key: string; failures: number; wait_until: number; last_at: number };

export type EditorLinkRow = { hash: string; kind: 'welcome' | 'code'; editor: string | null; expires_at: number };

export type AuditRow = {
  position: number;
  at: number;
  editor: string | null;
  /** As it was then. */
  editor_name: string | null;
  act: string;
  subject: string | null;
  /** JSON. */
  detail: string;
};
