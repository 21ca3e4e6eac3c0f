/** Signing in: a name and a password, and a code where the account has a second factor. */
import type { EditorRecord } from '../../store/index.ts';
import { hashTicket, makeTicket } from '../../vault/index.ts';
import type { CodeAnswer, EditorDesk, Place, SignInAnswer } from './contract.ts';
import { foldName } from './names.ts';
import { auditEntry, type EditorOffice } from './office.ts';
import { type Attempt, attemptWith, signInKeys } from './patience.ts';
import { stepOf } from './second-factor.ts';
import { openSession } from './sessions.ts';

/** For looking at the telephone. */
const CODE_MS = 5 * 60_000;
/** From this failure on, those under names that are none are written down, too. */
const SLOWED = 5;

/** Unknown names, disabled accounts and wrong passwords are answered alike, and after the same work. */
export async function signIn(
  office: EditorOffice,
  place: Place,
  { name, password }: Parameters<EditorDesk['signIn']>[1],
): Promise<SignInAnswer> {
  const found = await office.store.editors.find({ folded: foldName(name) });
  const attempt = await attemptWith(office, signInKeys(office, place, name, found?.id ?? null));
  if ('refused' in attempt) return attempt;
  const isRight = await office.passwords.check(password, found?.password ?? null);
  if (!found || found.disabledAt !== null || !isRight) {
    await tellFailure(office, found, attempt, 'password');
    return { refused: 'wrong' };
  }
  if (found.totp !== null) {
    await attempt.takeBack();
    return { codeNeeded: { step: await beginCode(office, found.id) } };
  }
  await attempt.succeed();
  return { signedIn: await openSession(office, found, place) };
}

async function beginCode({ store, clock }: EditorOffice, editor: string): Promise<string> {
  const { token, hash } = makeTicket();
  const now = clock();
  await store.editors.addLink({ hash, kind: 'code', editor, expiresAt: now + CODE_MS }, now);
  return token;
}

/** The second half, after the right password. */
export async function enterCode(
  office: EditorOffice,
  place: Place,
  { step, code }: Parameters<EditorDesk['enterCode']>[1],
): Promise<CodeAnswer> {
  const { editors } = office.store;
  const hash = hashTicket(step);
  const link = await editors.link(hash, 'code', office.clock());
  const found = link?.editor ? await editors.find({ id: link.editor }) : null;
  if (!found || found.disabledAt !== null || found.totp === null) return { refused: 'gone' };
  const attempt = await attemptWith(office, signInKeys(office, place, found.name, found.id));
  if ('refused' in attempt) return attempt;
  if (!(await countsOnce(office, found, code))) {
    await tellFailure(office, found, attempt, 'code');
    return { refused: 'wrong' };
  }
  await attempt.succeed();
  await editors.dropLink(hash);
  return { signedIn: await openSession(office, found, place) };
}

/** Whether a code is right, and neither it nor a later one was used before. */
async function countsOnce({ store, vault, clock }: EditorOffice, editor: EditorRecord, code: string): Promise<boolean> {
  if (editor.totp === null) return false;
  const step = stepOf(vault.open('totp', editor.totp), code, clock());
  return step !== null && (await store.editors.useStep(editor.id, step));
}

/** Names that are none are not written down: people type passwords into the wrong field. */
async function tellFailure(
  office: EditorOffice,
  editor: EditorRecord | null,
  { failures }: Attempt,
  what: 'password' | 'code',
): Promise<void> {
  const { audit } = office.store;
  if (editor) await audit.add(auditEntry(office, 'editor.sign-in-failed', null, editor.name, { what, failures }));
  else if (failures === SLOWED) await audit.add(auditEntry(office, 'editor.sign-in-slowed', null, null, { failures }));
}
