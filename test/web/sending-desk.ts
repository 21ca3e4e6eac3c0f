/** A desk that sends: the real server over a newsroom with an approved edition, its loop, and a real mail server. */
import type { LightMyRequestResponse } from 'fastify';
import { expect, vi } from 'vitest';
import { openMailingDesk, openProgressWatch, openSendingActs, openStore, type Store } from '../../src/app/index.ts';
import { openVaultOf } from '../../src/app/open-vault.ts';
import { openSendingLoop, type SendingLoop } from '../../src/app/sending/sending-loop.ts';
import type { Config } from '../../src/config/index.ts';
import type { Vault } from '../../src/vault/index.ts';
import { CSRF_FIELD } from '../../src/web/desk-session.ts';
import type { WebOptions } from '../../src/web/index.ts';
import { configOf, type Newsroom } from '../sending/newsroom.ts';
import { buildDesk, buildSite } from './desk.ts';
import { findMistakes } from './valid-html.ts';

export const PAGE = '/desk/editions/1/sending';
const ORIGIN = { origin: 'http://localhost', host: 'localhost' };

export type SendingDesk = {
  readonly server: ReturnType<typeof buildSite>['server'];
  readonly store: Store;
  readonly config: Config;
  readonly loop: SendingLoop;
  readonly vault: Vault;
  readonly folder: string;
  readonly faults: string[];
  readonly get: (url: string, headers?: Record<string, string>) => Promise<LightMyRequestResponse>;
  /** Submits a form of the desk as a browser does; the token is that of the page unless another one is given. */
  readonly post: (
    url: string,
    fields?: Record<string, string>,
    headers?: Record<string, string>,
  ) => Promise<LightMyRequestResponse>;
  readonly close: () => Promise<void>;
};

export type SendingDeskOptions = {
  readonly smtpUrl?: string;
  readonly clock?: () => number;
  readonly web?: (store: Store, config: Config, vault: Vault) => Partial<WebOptions>;
};

export async function openSendingDesk(
  room: Newsroom,
  { smtpUrl, clock = Date.now, web }: SendingDeskOptions = {},
): Promise<SendingDesk> {
  const config = configOf(room, smtpUrl === undefined ? {} : { SMTP_URL: smtpUrl });
  const store = await openStore(config.database);
  const { vault } = await openVaultOf(config, store);
  const lines: string[] = [];
  const loop = openSendingLoop(config, store, vault, (line) => lines.push(line), { clock, audit: store.audit });
  const { server, faults } = buildSite(buildDesk(), {
    mailing: openMailingDesk(config, store, clock),
    sending: {
      acts: openSendingActs(config, store, { audit: store.audit, onSending: () => loop.wake(), clock }),
      watch: openProgressWatch(store.ledger, { everyMs: 100 }),
    },
    timeZone: config.timeZone,
    clock,
    ...web?.(store, config, vault),
  });
  const get: SendingDesk['get'] = async (url, headers = {}) => await server.inject({ method: 'GET', url, headers });
  const tokenOf = async (headers: Record<string, string>) =>
    new RegExp(`name="${CSRF_FIELD}" value="([^"]+)"`, 'u').exec((await get(PAGE, headers)).body)?.[1] ?? '';
  return {
    server,
    store,
    config,
    loop,
    vault,
    folder: room.folder,
    faults,
    get,
    async post(url, fields = {}, headers = {}) {
      const { cookie = '' } = headers;
      const token = fields[CSRF_FIELD] ?? (await tokenOf(cookie === '' ? {} : { cookie }));
      const payload = new URLSearchParams({ [CSRF_FIELD]: token, ...fields }).toString();
      const form = { 'content-type': 'application/x-www-form-urlencoded', ...ORIGIN, ...headers };
      return await server.inject({ method: 'POST', url, payload, headers: form });
    },
    async close() {
      await server.close();
      await loop.close();
      await store.close();
    },
  };
}

/** The value of a hidden field. */
export function fieldOf(body: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`, 'u').exec(body)?.[1] ?? '';
}

/** Words without markup. */
export function plain(body: string): string {
  return body
    .replace(/<[^>]*>/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/ ([.،:؟])/gu, '$1');
}

/** Waits until it is. */
export async function ended({ store }: SendingDesk, state = 'done'): Promise<void> {
  await vi.waitFor(async () => expect((await store.ledger.sending(1))?.state).toBe(state), { timeout: 10_000 });
}

/** A page without mistakes. */
export async function bodyOf({ get }: SendingDesk, url: string): Promise<string> {
  const { statusCode, body } = await get(url);
  expect(statusCode, url).toBe(200);
  expect(await findMistakes(body), url).toEqual([]);
  return body;
}

/** What was written down, in its order. */
export async function acts({ store }: SendingDesk): Promise<string[]> {
  return (await store.audit.list({ limit: 50 })).map(({ act }) => act).reverse();
}
