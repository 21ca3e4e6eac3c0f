/** The real server over the invented newsroom, and one request for each page of its desk. */
import { resolve } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import {
  openChartsDesk,
  openDraftDesk,
  openEditors,
  openHealthDesk,
  openMailingDesk,
  openMembership,
  openNewsDesk,
  openPeopleDesk,
  openPreview,
  openPreviewReaders,
  openProgressWatch,
  openPublication,
  openSendingActs,
} from '../src/app/index.ts';
import { loadConfig } from '../src/config/index.ts';
import { openStore } from '../src/store/index.ts';
import { openVault, readMasterKey } from '../src/vault/index.ts';
import { buildServer } from '../src/web/index.ts';
import { BENCH_KEY, BENCH_NOW, personId } from './desk-newsroom.ts';

export type DeskPages = {
  readonly server: FastifyInstance;
  readonly pages: readonly { readonly name: string; readonly request: InjectOptions }[];
  readonly close: () => Promise<void>;
};

const ROOT = resolve(import.meta.dirname, '..');
const CSRF = 'bench';

/** Opens it; whoever asks is a publisher. */
export async function buildDeskSite(file: string): Promise<DeskPages> {
  const loaded = loadConfig(resolve(ROOT, 'config'), ROOT, {});
  const config = { ...loaded, database: { file } };
  const store = await openStore({ file });
  const vault = await openVault(readMasterKey(BENCH_KEY, 'the bench'), {
    load: () => store.keys.load(),
    replace: (seen, wrapped) => store.keys.replace(seen, wrapped),
  });
  const clock = () => BENCH_NOW;
  const office = { config, store, vault, clock, wake: () => undefined };
  const session = { editor: { id: 'bench', name: 'bench', role: 'publisher' as const }, csrf: CSRF };
  const server = buildServer(openPreview(config, store), {
    name: 'موجز',
    digits: 'latn',
    publication: openPublication(config, store),
    membership: openMembership(office),
    mailing: openMailingDesk(config, store, clock),
    sending: {
      acts: openSendingActs(config, store, { audit: store.audit, onSending: () => undefined }),
      watch: openProgressWatch(store.ledger),
    },
    drafts: openDraftDesk(config, store, store.audit, clock),
    readers: openPreviewReaders(store),
    editors: openEditors(config, store, vault, clock),
    newsDesk: openNewsDesk(config, store, { now: clock }),
    people: openPeopleDesk(office, store.audit),
    charts: openChartsDesk(office),
    health: openHealthDesk(config, clock),
    door: { sessionOf: async () => session, admit: async () => session },
    clock,
    timeZone: config.timeZone,
    onFault: ({ error, url }) => console.error(url, error),
  });
  await server.ready();
  return {
    server,
    pages: pagesOf(500),
    close: async () => {
      await server.close();
      await store.close();
    },
  };
}

function pagesOf(last: number): DeskPages['pages'] {
  const get = (name: string, url: string) => ({ name, request: { method: 'GET', url } as const });
  const person = `/desk/subscribers/${personId(101)}`;
  return [
    get('the desk', '/desk'),
    get('the desk, last page', '/desk?page=50'),
    get('an edition', `/desk/editions/${last}`),
    get('its figures', `/desk/editions/${last}?view=figures`),
    get('its mail alone', `/desk/editions/${last}/mail?scheme=light`),
    get('a draft', `/desk/editions/${last + 1}/draft`),
    get('sending a draft', `/desk/editions/${last + 1}/sending`),
    get('its sending', `/desk/editions/${last}/sending`),
    get('sources', '/desk/sources'),
    get('schedule', '/desk/schedule'),
    get('outbox', '/desk/outbox'),
    get('subscribers', '/desk/subscribers'),
    get('subscribers far back', '/desk/subscribers?before=500'),
    get('unconfirmed ones', '/desk/subscribers?status=unconfirmed'),
    get('those who left', '/desk/subscribers?status=left'),
    get('one subscriber', person),
    {
      name: 'found by address',
      request: {
        method: 'POST',
        url: '/desk/subscribers/search',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ csrf: CSRF, query: 'reader101@post.example' }).toString(),
      },
    },
    get('erasing asked', `${person}/erase`),
    get('pictures', '/desk/charts'),
    get('a fact', `/desk/figures/${encodeURIComponent('killed|عنصر|مدينة1|')}`),
    get('audit', '/desk/audit'),
    get('settings', '/desk/settings'),
  ];
}
