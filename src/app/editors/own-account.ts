/** What editors change of their own account. */
import type { EditorRecord } from '../../store/index.ts';
import { hashTicket } from '../../vault/index.ts';
import type { Account, EditorDesk, OpenSession, SecondFactor } from './contract.ts';
import { refusePassword } from './names.ts';
import { auditEntry, type EditorOffice } from './office.ts';
import { accountKey, attemptWith, ownKey } from './patience.ts';
import { makeSecret, secretUri, stepOf } from './second-factor.ts';
import { listSessions } from './sessions.ts';

export async function showAccount(office: EditorOffice, session: OpenSession): Promise<Account> {
  const record = await recordOf(office, session);
  const { id, name, role } = record;
  return {
    editor: { id, name, role },
    secondFactor: secondFactorOf(office, record),
    sessions: await listSessions(office, session),
  };
}

function secondFactorOf({ vault, config }: EditorOffice, { totp, totpPending, name }: EditorRecord): SecondFactor {
  if (totp !== null) return { state: 'on' };
  if (totpPending === null) return { state: 'off' };
  const secret = vault.open('totp', totpPending);
  return { state: 'enrolling', secret, uri: secretUri(secret, config.digests[0].name, name) };
}

export async function changePassword(
  office: EditorOffice,
  session: OpenSession,
  { old, fresh }: Parameters<EditorDesk['changePassword']>[1],
): ReturnType<EditorDesk['changePassword']> {
  const unfit = refusePassword(fresh, session.editor.name);
  if (unfit) return { refused: unfit };
  const checked = await checkOwnPassword(office, session, old);
  if (checked !== null) return checked;
  const { editor, token } = session;
  const password = await office.passwords.hash(fresh);
  const entry = auditEntry(office, 'editor.password', editor);
  await office.store.editors.change(editor.id, { password }, entry, hashTicket(token));
  await office.store.editors.forgetFailures([accountKey(office.vault, editor.name)]);
  return { done: true };
}

/** Asks for the password: a stranger at somebody's open desk could lock them out with a telephone of his own. */
export async function beginSecondFactor(
  office: EditorOffice,
  session: OpenSession,
  password: string,
): ReturnType<EditorDesk['beginSecondFactor']> {
  const { totp } = await recordOf(office, session);
  if (totp !== null) return { done: true };
  const checked = await checkOwnPassword(office, session, password);
  if (checked !== null) return checked;
  const { editor } = session;
  const totpPending = office.vault.seal('totp', makeSecret());
  await office.store.editors.change(editor.id, { totpPending }, auditEntry(office, 'editor.code-begun', editor));
  return { done: true };
}

export async function confirmSecondFactor(
  office: EditorOffice,
  session: OpenSession,
  code: string,
): ReturnType<EditorDesk['confirmSecondFactor']> {
  const { editor } = session;
  const { editors } = office.store;
  const attempt = await attemptWith(office, [ownKey(office.vault, editor.id)]);
  if ('refused' in attempt) return attempt;
  const { totpPending } = await recordOf(office, session);
  const step = totpPending === null ? null : stepOf(office.vault.open('totp', totpPending), code, office.clock());
  if (step === null || !(await editors.useStep(editor.id, step))) return { refused: 'wrong' };
  await attempt.succeed();
  const entry = auditEntry(office, 'editor.code-on', editor);
  await editors.change(editor.id, { totp: totpPending, totpPending: null }, entry);
  return { done: true };
}

export async function removeSecondFactor(
  office: EditorOffice,
  session: OpenSession,
  password: string,
): ReturnType<EditorDesk['removeSecondFactor']> {
  const { totp } = await recordOf(office, session);
  const checked = totp === null ? null : await checkOwnPassword(office, session, password);
  if (checked !== null) return checked;
  const { editor } = session;
  const entry = auditEntry(office, 'editor.code-off', editor);
  await office.store.editors.change(editor.id, { totp: null, totpPending: null }, entry);
  return { done: true };
}

/** Null when it is right. Whoever sits down at somebody's open desk cannot try passwords quickly either. */
async function checkOwnPassword(office: EditorOffice, session: OpenSession, password: string) {
  const attempt = await attemptWith(office, [ownKey(office.vault, session.editor.id)]);
  if ('refused' in attempt) return attempt;
  const record = await recordOf(office, session);
  if (!(await office.passwords.check(password, record.password))) return { refused: 'wrong' } as const;
  await attempt.succeed();
  return null;
}

async function recordOf({ store }: EditorOffice, { editor }: OpenSession): Promise<EditorRecord> {
  const record = await store.editors.find({ id: editor.id });
  if (record) return record;
  throw new Error(`the editor ${editor.id} of an open session is not there`);
}
