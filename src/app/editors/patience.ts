/**
 * How fast passwords and codes can be tried: after five failures in a row the next attempt waits 1 s, then 2, 4, ... up to
 * a quarter of an hour, by account and by network. A browser that somebody has signed in with before is counted by itself
 * ("device cookie", OWASP), so that strangers who fail on purpose cannot keep an editor out.
 */
import { makeTicket } from '../../vault/index.ts';
import type { Place } from './contract.ts';
import { foldName } from './names.ts';
import type { EditorOffice } from './office.ts';

const FREE = 5;
const LONGEST_SECONDS = 15 * 60;
/** A row that was quiet for so long begins anew. */
const REST_MS = 86_400_000;

/** Seconds of rest after so many failures in a row. */
export function patience(failures: number): number {
  return failures < FREE ? 0 : Math.min(LONGEST_SECONDS, 2 ** (failures - FREE));
}

/** An attempt that was counted as failed until it turns out otherwise. */
export type Attempt = {
  /** Failures in a row with this one. */
  readonly failures: number;
  succeed(): Promise<void>;
  takeBack(): Promise<void>;
};

/** Counts an attempt, or says how long it has to wait. */
export async function attemptWith(
  { store: { editors }, clock }: EditorOffice,
  keys: readonly string[],
): Promise<Attempt | { readonly refused: 'wait'; readonly seconds: number }> {
  const now = clock();
  const answer = await editors.attempt(keys, now, patience, now - REST_MS);
  if ('waitUntil' in answer) return { refused: 'wait', seconds: Math.ceil((answer.waitUntil - now) / 1000) };
  return {
    failures: answer.failures,
    succeed: () => editors.forgetFailures(keys),
    takeBack: () => editors.takeBack(keys, now),
  };
}

/** Whom a failure is counted for: names and networks are kept as hashes. */
export function signInKeys({ vault }: EditorOffice, place: Place, name: string, editor: string | null): string[] {
  const device = editor === null ? null : readDevice(vault, place.device, editor);
  if (device !== null) return [vault.hashHost(`sign-in device ${device}`)];
  return [accountKey(vault, name), vault.hashHost(`sign-in network ${place.network}`)];
}

/** Of attempts that anybody can make. */
export function accountKey(vault: EditorOffice['vault'], name: string): string {
  return vault.hashHost(`sign-in account ${foldName(name)}`);
}

/** Of attempts in a session: a stranger at an open desk cannot try passwords, and cannot lock the sign-in either. */
export function ownKey(vault: EditorOffice['vault'], editor: string): string {
  return vault.hashHost(`sign-in own ${editor}`);
}

/** What a browser is given that an editor has signed in with. */
export function makeDevice(vault: EditorOffice['vault'], editor: string): string {
  const { token } = makeTicket(12);
  return `${token}.${vault.hashHost(`device ${editor} ${token}`)}`;
}

function readDevice(vault: EditorOffice['vault'], device: string | null, editor: string): string | null {
  const [token = '', mac = ''] = device?.split('.') ?? [];
  return token !== '' && vault.hashHost(`device ${editor} ${token}`) === mac ? token : null;
}
