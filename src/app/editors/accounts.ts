/** Making accounts: the first one by a link, the others on the command line. */
import type { EditorRole } from '../../model.ts';
import { hashTicket, makeSubscriberId, makeTicket } from '../../vault/index.ts';
import type { EditorDesk, EditorsByHand, ListedEditor, Place } from './contract.ts';
import { foldName, refuseName, refusePassword, tidyName } from './names.ts';
import { auditEntry, type EditorAct, type EditorOffice } from './office.ts';
import { accountKey } from './patience.ts';
import { openSession } from './sessions.ts';

const WELCOME_MS = 3_600_000;

export async function makeWelcome({ store, clock }: EditorOffice): Promise<{ readonly token: string } | null> {
  if ((await store.editors.count()) > 0) return null;
  const { token, hash } = makeTicket();
  const now = clock();
  await store.editors.addLink({ hash, kind: 'welcome', editor: null, expiresAt: now + WELCOME_MS }, now);
  return { token };
}

export async function isWelcome({ store, clock }: EditorOffice, token: string): Promise<boolean> {
  const link = await store.editors.link(hashTicket(token), 'welcome', clock());
  return link !== null && (await store.editors.count()) === 0;
}

export async function useWelcome(
  office: EditorOffice,
  place: Place,
  { token, name, password }: Parameters<EditorDesk['useWelcome']>[1],
): ReturnType<EditorDesk['useWelcome']> {
  if (!(await isWelcome(office, token))) return { refused: 'gone' };
  const unfit = refuseName(name) ?? refusePassword(password, name);
  if (unfit) return { refused: unfit };
  const made = await makeEditor(office, name, 'publisher', password, 'editor.welcome', { hash: hashTicket(token) });
  if (made) return { signedIn: await openSession(office, made, place) };
  return { refused: (await isWelcome(office, token)) ? 'taken' : 'gone' };
}

/** The accounts as the command line works on them. */
export function editorsByHand(office: EditorOffice): EditorsByHand {
  const { editors } = office.store;
  const find = (name: string) => editors.find({ folded: foldName(name) });
  return {
    list: () => listEditors(office),
    async add(name, role, password) {
      const unfit = refuseName(name) ?? refusePassword(password, name);
      if (unfit) return { refused: unfit };
      const added = await makeEditor(office, name, role, password, 'editor.add');
      return added ? { added } : { refused: 'taken' };
    },
    async disable(name) {
      const editor = await find(name);
      if (!editor) return { refused: 'unknown' };
      const entry = auditEntry(office, 'editor.disable', null, editor.name);
      await editors.change(editor.id, { disabledAt: office.clock() }, entry, null);
      return { done: true };
    },
    async setPassword(name, password, withoutCode = false) {
      const editor = await find(name);
      if (!editor) return { refused: 'unknown' };
      const unfit = refusePassword(password, editor.name);
      if (unfit) return { refused: unfit };
      const factor = withoutCode ? { totp: null, totpPending: null } : {};
      const change = { password: await office.passwords.hash(password), disabledAt: null, ...factor };
      const entry = auditEntry(office, 'editor.password', null, editor.name, { withoutCode });
      await editors.change(editor.id, change, entry, null);
      await editors.forgetFailures([accountKey(office.vault, editor.name)]);
      return { done: true };
    },
    async signOut(name) {
      const editor = await find(name);
      if (!editor) return { refused: 'unknown' };
      const entry = auditEntry(office, 'editor.sign-out-everywhere', null, editor.name);
      return { ended: await editors.endSessions({ editor: editor.id }, entry) };
    },
  };
}

async function makeEditor(
  office: EditorOffice,
  typed: string,
  role: EditorRole,
  password: string,
  act: EditorAct,
  link?: { readonly hash: string },
) {
  const editor = { id: makeSubscriberId(), name: tidyName(typed), role };
  const account = { ...editor, folded: foldName(typed), password: await office.passwords.hash(password) };
  const entry = auditEntry(office, act, null, editor.name, { role });
  const isMade = await office.store.editors.add({ ...account, createdAt: office.clock() }, entry, link);
  return isMade ? editor : null;
}

async function listEditors({ store, clock }: EditorOffice): Promise<readonly ListedEditor[]> {
  const now = clock();
  const listed: ListedEditor[] = [];
  for (const { id, name, role, createdAt, disabledAt, totp } of await store.editors.list()) {
    const sessions = (await store.editors.sessions(id, now)).length;
    listed.push({ id, name, role, createdAt, disabledAt, hasSecondFactor: totp !== null, sessions });
  }
  return listed;
}
