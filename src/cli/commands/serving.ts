/** Serving the site until a signal says stop: what `start` and `run` have in common. */
import { once } from 'node:events';
import type { Services, Store } from '../../app/index.ts';
import type { Config } from '../../config/index.ts';
import { tellFault, UsageFault } from '../exit-codes.ts';
import { tellWelcome } from './editor-welcome.ts';
import { stopOnSignal } from './send-stop.ts';

/** Addresses that people open. */
export type Addresses = { readonly local: string | null; readonly site: string };

/** What a serving command brings along. */
export type Serving = {
  /** The name of the site. */
  readonly name: string;
  /** Whether news are read and editions made by the schedule. */
  readonly news: boolean;
  readonly onListening: (addresses: Addresses) => void;
};

/** Runs all services and the site until a signal says stop; open requests and messages are finished. */
export async function serveUntilStopped(config: Config, store: Store, serving: Serving): Promise<void> {
  const { openServices } = await import('../../app/index.ts');
  const services = await openServices(config, store, { news: serving.news, onLine: tellLine });
  const stop = stopOnSignal(() => void services.close());
  try {
    await serveSite(config, store, services, serving, stop.signal);
  } finally {
    await services.close();
  }
}

function tellLine(line: string): void {
  console.error(`mujaz: ${line}`);
}

async function serveSite(
  config: Config,
  store: Store,
  { members: { membership, office }, heartbeats, wakeSending }: Services,
  { name, onListening }: Serving,
  stop: AbortSignal,
): Promise<void> {
  const {
    openBounceHooks,
    openChartsDesk,
    openDraftDesk,
    openEditors,
    openHealthDesk,
    openMailingDesk,
    openNewsDesk,
    openPeopleDesk,
    openPreview,
    openPreviewReaders,
    openProgressWatch,
    openPublication,
    openSendingActs,
  } = await import('../../app/index.ts');
  const { buildServer, listen } = await import('../../web/index.ts');
  const editors = openEditors(config, store, office.vault, Date.now);
  const server = buildServer(openPreview(config, store), {
    name,
    digits: config.digits,
    publication: openPublication(config, store),
    membership,
    mailing: openMailingDesk(config, store),
    sending: {
      acts: openSendingActs(config, store, { audit: store.audit, onSending: wakeSending }),
      watch: openProgressWatch(store.ledger),
    },
    newsDesk: openNewsDesk(config, store, { heartbeats }),
    drafts: openDraftDesk(config, store, store.audit, Date.now),
    readers: openPreviewReaders(store),
    people: openPeopleDesk(office, store.audit),
    charts: openChartsDesk(office),
    health: openHealthDesk(config),
    editors,
    metricsFrom: config.site.metricsFrom,
    bounceHooks: openBounceHooks({ config, store, vault: office.vault, onFault: tellLine }),
    timeZone: config.timeZone,
    signUpsPerHour: config.subscription.signUpsPerHour,
    trustProxy: [...config.site.trustProxy],
    contact: config.sender.address,
    onFault: ({ error, url, code }) => console.error(`mujaz: ${url} (${code}): ${tellFault(error).line}`),
  });
  const listening = await listen(server, config.site);
  if ('refused' in listening) throw cannotListen(listening.refused, config.site);
  const addresses = addressesOf(listening.url, config.site);
  onListening(addresses);
  await tellWelcome(editors, addresses);
  if (!stop.aborted) await once(stop, 'abort');
  await server.close();
}

/** Hosts that a browser on this machine reaches as `localhost`. */
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '::1', '0.0.0.0', '::'];

/** Port 0 asks the system for a free one: say which it gave. */
function addressesOf(listening: string, { host, port, url }: Config['site']): Addresses {
  const given = new URL(listening).port;
  return {
    local: LOCAL_HOSTS.includes(host) ? `http://localhost:${given || '80'}` : null,
    site: port === 0 ? url.replace(/:0$/u, `:${given}`) : url,
  };
}

function cannotListen(
  refused: 'port-in-use' | 'port-forbidden' | 'no-such-host',
  { host, port }: Config['site'],
): UsageFault {
  switch (refused) {
    case 'port-in-use':
      return new UsageFault(
        `port ${port} is in use by another program.`,
        `Stop it, or choose another port: PORT=${port + 1} npm start.`,
      );
    case 'port-forbidden':
      return new UsageFault(
        `this user may not listen on port ${port}.`,
        'Choose one from 1024 up: PORT=8080 npm start.',
      );
    case 'no-such-host':
      return new UsageFault(
        `site.host: this machine has no address ${host}.`,
        'Set it to 127.0.0.1 or 0.0.0.0 in config/mujaz.yaml.',
      );
  }
}
