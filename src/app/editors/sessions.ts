/** Sessions: a new one at each sign-in, which ends after eight hours without a sign of life, or after fourteen days. */
import type { Editor } from '../../model.ts';
import { hashTicket, makeTicket } from '../../vault/index.ts';
import type { ListedSession, OpenSession, Place, SignedIn } from './contract.ts';
import { auditEntry, type EditorAct, type EditorOffice } from './office.ts';
import { makeDevice } from './patience.ts';

const HOUR = 3_600_000;
const IDLE_MS = 8 * HOUR;
const LONGEST_MS = 14 * 24 * HOUR;
/** A sign of life is written down once in so long. */
const TOUCH_MS = 60_000;
const TOKEN_BYTES = 32;

/** Opens a session with a token that nobody has seen before, whatever the browser brought along. */
export async function openSession(
  office: EditorOffice,
  { id, name, role }: Editor,
  { browser, instead }: Place,
  act: EditorAct = 'editor.sign-in',
): Promise<SignedIn> {
  const { token, hash } = makeTicket(TOKEN_BYTES);
  const now = office.clock();
  const editor = { id, name, role };
  const times = { createdAt: now, seenAt: now, idleUntil: now + IDLE_MS, endsAt: now + LONGEST_MS };
  await office.store.editors.addSession(
    { hash, editor: id, ...times, browser },
    auditEntry(office, act, editor, name, { browser }),
    instead === null ? null : hashTicket(instead),
  );
  return { editor, token, device: makeDevice(office.vault, id) };
}

/** The session of a token, kept open by a person. */
export async function findSession(
  { store, clock }: EditorOffice,
  token: string,
  by: 'person' | 'page' = 'person',
): Promise<OpenSession | null> {
  const now = clock();
  const session = await store.editors.session(hashTicket(token), now);
  if (!session) return null;
  if (by === 'person' && now - session.seenAt >= TOUCH_MS) {
    await store.editors.touchSession(session.hash, now, Math.min(now + IDLE_MS, session.endsAt));
  }
  return { editor: session.of, token };
}

export async function signOut(office: EditorOffice, { editor, token }: OpenSession): Promise<void> {
  const entry = auditEntry(office, 'editor.sign-out', editor);
  await office.store.editors.endSessions({ hash: hashTicket(token) }, entry);
}

export async function signOutEverywhere(office: EditorOffice, { editor }: OpenSession): Promise<void> {
  const entry = auditEntry(office, 'editor.sign-out-everywhere', editor);
  await office.store.editors.endSessions({ editor: editor.id }, entry);
}

export async function listSessions(
  { store, clock }: EditorOffice,
  { editor, token }: OpenSession,
): Promise<readonly ListedSession[]> {
  const here = hashTicket(token);
  const sessions = await store.editors.sessions(editor.id, clock());
  return sessions.map(({ hash, createdAt, seenAt, endsAt, browser }) => ({
    createdAt,
    seenAt,
    endsAt,
    browser,
    isThis: hash === here,
  }));
}
