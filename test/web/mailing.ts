/** A site with its desk of mails: the real server over a real store and a real folder. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { LightMyRequestResponse } from 'fastify';
import { openMailingDesk } from '../../src/app/index.ts';
import { type Config, loadConfig } from '../../src/config/index.ts';
import { type DeliveryResult, openStore, type Store } from '../../src/store/index.ts';
import { addPeople, inventVariant, NOW, saveDraft } from '../store/ledger-people.ts';
import { buildDesk, buildSite } from './desk.ts';

const HOME = resolve(import.meta.dirname, '../..');
/** When the desk is looked at. */
export const LOOKED_AT = Date.UTC(2025, 10, 22, 9, 30);

export type MailingSite = {
  readonly server: ReturnType<typeof buildSite>['server'];
  readonly faults: string[];
  readonly store: Store;
  readonly outbox: string;
  /** Writes a file into the outbox, so many minutes before the desk is looked at. */
  readonly put: (name: string, content: string, minutes?: number) => void;
  readonly get: (url: string) => Promise<LightMyRequestResponse>;
  readonly close: () => Promise<void>;
};

/** A site without a mail server, or with those of an environment. */
export async function openMailingSite(env: Record<string, string> = {}): Promise<MailingSite> {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-mailing-'));
  const outbox = join(folder, 'outbox');
  const store = await openStore({ file: join(folder, 'mujaz.sqlite') });
  const loaded = loadConfig(join(HOME, 'config'), HOME, env);
  const config: Config = { ...loaded, mail: { ...loaded.mail, outbox } };
  const mailing = openMailingDesk(config, store, () => LOOKED_AT);
  const { server, faults } = buildSite(buildDesk(), { mailing, timeZone: 'Asia/Damascus' });
  return {
    server,
    faults,
    store,
    outbox,
    put(name, content, minutes = 0) {
      mkdirSync(outbox, { recursive: true });
      writeFileSync(join(outbox, name), content);
      const seconds = LOOKED_AT / 1000 - minutes * 60;
      utimesSync(join(outbox, name), seconds, seconds);
    },
    get: async (url) => await server.inject({ method: 'GET', url }),
    async close() {
      await server.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const SUBJECT = 'عدد مختلق: 83 عضواً في حلف الموانئ';

/** A message as the outbox has it: for an invented reader, with both parts. */
export function inventMail({ to = 'salma@mail.example', subject = SUBJECT, body = '<p>نص مختلق</p>' } = {}): string {
  const encoded = (text: string) => Buffer.from(text).toString('base64');
  const part = (type: string, text: string) =>
    `--b\r\nContent-Type: text/${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${encoded(text)}\r\n`;
  return [
    `From: =?utf-8?B?${encoded('موجز المثال')}?= <digest@mujaz.example>`,
    `To: ${to}`,
    `Subject: =?utf-8?B?${encoded(subject)}?=`,
    'Message-ID: <coalition-12.0123456789abcdef@mujaz.example>',
    'List-Unsubscribe: <https://news.example/leave/abcdefghijklmnopqrstuvwxyz0123456789>',
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary=b',
    '',
    `${part('plain', 'النص المجرد المختلق')}${part('html', `<html lang="ar" dir="rtl"><head><title>x</title></head><body>${body}</body></html>`)}--b--\r\n`,
  ].join('\r\n');
}

/** The newest edition of the invented desk. */
export const EDITION = 12;

/** Saves it, and those before it. */
export async function saveEditions(store: Store): Promise<string> {
  let hash = '';
  for (let number = 1; number <= EDITION; number += 1) hash = await saveDraft(store, number);
  return hash;
}

/** Approves it: one row for everybody who is subscribed by now. */
export async function freezeEdition(store: Store): Promise<void> {
  const hash = await saveEditions(store);
  const answer = await store.ledger.freeze({ edition: EDITION, hash, at: NOW, variants: [inventVariant('*')] });
  if (!('frozen' in answer)) throw new Error(answer.refused);
}

/** Sends it to a list on which everything happened that can; 14 people wait for a later try. */
export async function sendPartly(store: Store): Promise<void> {
  const { ledger } = store;
  await addPeople(store, 30);
  await freezeEdition(store);
  await ledger.setState(EDITION, ['ready'], 'sending', { at: NOW, reason: null });
  const turn = (want: number, results: readonly DeliveryResult[] = []) =>
    ledger.turn({ edition: EDITION, sender: 's1', at: NOW, results, want });
  await ledger.hold({ id: 's1', place: 'here', leaseUntil: NOW });
  await turn(30);
  const later = LOOKED_AT + 25 * 60_000;
  const retried = { state: 'queued', nextTryAt: NOW, attempts: 0, breaks: 0, firstTriedAt: NOW, reply: null } as const;
  await turn(0, [
    ...range(1, 11).map((position) => ({ position, state: 'sent', reply: '250 2.0.0 queued' }) as const),
    ...range(12, 13).map(
      (position) => ({ position, state: 'failed', reply: REFUSED, isProvisional: false, isDead: true }) as const,
    ),
    ...range(14, 16).map(
      (position) => ({ position, state: 'uncertain', reply: 'no answer to the final dot' }) as const,
    ),
    ...range(17, 28).map(
      (position) => ({ ...retried, position, nextTryAt: later, attempts: 1, reply: DEFERRED }) as const,
    ),
    ...range(29, 30).map((position) => ({ ...retried, position, nextTryAt: later + 60_000 }) as const),
  ]);
  await ledger.retryUncertain(EDITION, NOW);
  const { claimed } = await turn(3);
  await turn(
    0,
    claimed.map(({ position }, at) =>
      at === 0
        ? ({ position, state: 'sent', reply: '250 2.0.0 queued' } as const)
        : ({ position, state: 'uncertain', reply: 'no answer to the final dot' } as const),
    ),
  );
}

export const REFUSED = '550 5.1.1 *** user unknown';
export const DEFERRED = '451 4.7.1 greylisted, try again later';

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
