/** The desk's accounts over an open database. */
import type { Records } from '../records.ts';
import { addEditor, changeEditor, countEditors, findEditor, listEditors, useStep } from './accounts.ts';
import type { Editors } from './contract.ts';
import { addLink, dropLink, findLink } from './links.ts';
import { addSession, endSessions, findSession, listSessions, touchSession } from './sessions.ts';
import { countAttempt, forgetFailures, takeBack } from './throttles.ts';

export type { EditorRecord, Editors } from './contract.ts';

export function editorsOf(records: Records): Editors {
  return {
    count: () => records.read(countEditors),
    list: () => records.read(listEditors),
    find: (by) => records.read((db) => findEditor(db, by)),
    add: (editor, audit, link) => records.write((db) => addEditor(db, editor, audit, link)),
    change: (id, change, audit, keep) => records.write((db) => changeEditor(db, id, change, audit, keep)),
    useStep: (id, step) => records.write((db) => useStep(db, id, step)),
    addSession: (session, audit, instead) => records.write((db) => addSession(db, session, audit, instead)),
    session: (hash, now) => records.read((db) => findSession(db, hash, now)),
    touchSession: (hash, seenAt, idleUntil) => records.write((db) => touchSession(db, hash, seenAt, idleUntil)),
    sessions: (editor, now) => records.read((db) => listSessions(db, editor, now)),
    endSessions: (which, audit) => records.write((db) => endSessions(db, which, audit)),
    addLink: (link, now) => records.write((db) => addLink(db, link, now)),
    link: (hash, kind, now) => records.read((db) => findLink(db, hash, kind, now)),
    dropLink: (hash) => records.write((db) => dropLink(db, hash)),
    attempt: (keys, now, patience, forgetBefore) =>
      records.write((db) => countAttempt(db, keys, { now, patience, forgetBefore })),
    forgetFailures: (keys) => records.write((db) => forgetFailures(db, keys)),
    takeBack: (keys, at) => records.write((db) => takeBack(db, keys, at)),
  };
}
