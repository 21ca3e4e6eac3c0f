/** The site with its subscription pages: the real server over a real store. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { FastifyInstance, InjectOptions } from 'fastify';
import type { Config } from '../../src/config/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import type { WebOptions } from '../../src/web/index.ts';
import { openOffice, type TestOffice, testConfig } from '../app/office.ts';
import { buildDesk, buildSite } from './desk.ts';

/** Longer than the quickest reader takes to fill in a form. */
export const READING_MS = 5000;
export const READER = 'reader@mail.example';

/** Limits that no test meets by accident. */
const PLENTY = { perHost: 10_000, overall: 10_000 };

export type Subscriptions = TestOffice & {
  readonly server: FastifyInstance;
  readonly store: Store;
  /** Everything that the records hold, as one text. */
  readonly rows: () => string;
  readonly faults: string[];
  /** Submits a form as browsers do. */
  readonly post: (url: string, fields?: Record<string, string | string[]>, more?: InjectOptions) => Answer;
  readonly get: (url: string, more?: InjectOptions) => Answer;
  /** The stamp of a form that was shown long enough ago. */
  readonly stamp: () => string;
  /** Signs up and confirms; the paths that stand in this person's mails. */
  readonly enrolled: (address?: string) => Promise<{ preferences: string; leave: string }>;
  /** The path in the mail that asks to confirm. */
  readonly asked: (address?: string) => Promise<string>;
  readonly close: () => Promise<void>;
};

type Answer = ReturnType<typeof injectInto>;

function injectInto(server: FastifyInstance, options: InjectOptions) {
  return server.inject(options);
}

/** The shipped configuration, with its one digest. */
export function oneDigest(): Config {
  const config = testConfig();
  return { ...config, digests: [config.digests[0]] };
}

/** A site with two digests, or of a configuration, over a fresh SQLite file. */
export async function openSubscriptions(
  options: Partial<WebOptions> = {},
  config: Config = testConfig(),
): Promise<Subscriptions> {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-web-'));
  const file = join(folder, 'mujaz.sqlite');
  const store = await openStore({ file });
  const office = await openOffice(store, config);
  const { membership, pass, enrol, leavingToken, letters, signUp } = office;
  const { server, faults } = buildSite(buildDesk(), { membership, signUpsPerHour: PLENTY, ...options });
  const get: Subscriptions['get'] = (url, more) => injectInto(server, { method: 'GET', url, ...more });
  return {
    ...office,
    server,
    store,
    rows: () => readRows(file),
    faults,
    get,
    post: (url, fields = {}, { headers, ...more } = {}) =>
      injectInto(server, {
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        payload: encode(fields),
        ...more,
      }),
    stamp() {
      const { stamp } = membership.offer();
      pass(READING_MS);
      return stamp;
    },
    async enrolled(address = READER) {
      const preferences = await enrol(address);
      return { preferences: `/preferences/${preferences}`, leave: `/leave/${leavingToken(preferences)}` };
    },
    async asked(address = READER) {
      await signUp(address);
      return `/confirm/${(await letters())[0]?.ticket}`;
    },
    async close() {
      await server.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function readRows(file: string): string {
  const database = new DatabaseSync(file, { readOnly: true });
  const tables = database.prepare("select name from sqlite_master where type = 'table' order by name").all();
  const rows = tables.map(({ name }) => [name, database.prepare(`select * from "${name}"`).all()]);
  database.close();
  return JSON.stringify(rows);
}

function encode(fields: Record<string, string | string[]>): string {
  const body = new URLSearchParams();
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) body.append(name, value);
  return body.toString();
}
