/** `mujaz start`: make today's edition and show it in the browser until told to stop. */
import { once } from 'node:events';
import type { Command } from 'commander';
import type { Members, Store } from '../../app/index.ts';
import type { Config } from '../../config/index.ts';
import type { Edition } from '../../model.ts';
import { tellFault, UsageFault } from '../exit-codes.ts';
import { tellAddresses, tellMade, tellRefusals } from '../report.ts';
import { settingsOf } from '../settings.ts';
import { makeEditionWithProgress, withFolders } from './digest.ts';
import { stopOnSignal } from './send-stop.ts';

const EXAMPLES = `
Examples:
  $ npm start                              on http://localhost:8080
  $ PORT=9000 npx mujaz start              on another port
  $ npx mujaz start --corpus saved-pages   from your own pages

Stop it with Ctrl+C or SIGTERM: open requests are finished, exit code 0.`;

type Options = { corpus?: string; date?: string; digest?: string };

/** Adds the command to the program. */
export function addStartCommand(program: Command): void {
  program
    .command('start')
    .description("make today's edition, write it to digests/, and serve the archive")
    .option('--corpus <dir>', 'folder of pages to read')
    .option('--date <YYYY-MM-DD>', 'the day of the edition (default: today in the configured time zone)')
    .option('--digest <id>', 'which digest of config/mujaz.yaml (default: the first)')
    .addHelpText('after', EXAMPLES)
    .action((options: Options, command: Command) => start(options, command));
}

async function start(options: Options, command: Command): Promise<void> {
  const config = withFolders(settingsOf(command), options);
  const { openBounceWatch, openMembers, openSendingLoop, openStore } = await import('../../app/index.ts');
  const store = await openStore(config.database);
  try {
    const made = await makeEditionWithProgress(config, store, options);
    tellMade(made);
    tellRefusals(made.refusals);
    const members = await openMembers(config, store, tellLine);
    const stop = stopOnSignal(() => void sendings.close());
    const sendings = openSendingLoop(config, store, members.office.vault, tellLine);
    const bounces = openBounceWatch(config, store, members.office.vault, tellLine);
    try {
      await serve(config, store, members, made.edition, stop.signal);
    } finally {
      await Promise.all([sendings.close(), bounces.close()]);
      await members.close();
    }
  } finally {
    await store.close();
  }
}

function tellLine(line: string): void {
  console.error(`mujaz: ${line}`);
}

/** Serves the site until a signal says stop. */
async function serve(
  config: Config,
  store: Store,
  { membership, office }: Members,
  { name, number }: Edition,
  stop: AbortSignal,
): Promise<void> {
  const { openBounceHooks, openMailingDesk, openPreview, openPublication } = await import('../../app/index.ts');
  const { buildServer, listen } = await import('../../web/index.ts');
  const server = buildServer(openPreview(config, store), {
    name,
    digits: config.digits,
    publication: openPublication(config, store),
    membership,
    mailing: openMailingDesk(config, store),
    bounceHooks: openBounceHooks({ config, store, vault: office.vault, onFault: tellLine }),
    timeZone: config.timeZone,
    signUpsPerHour: config.subscription.signUpsPerHour,
    trustProxy: [...config.site.trustProxy],
    contact: config.sender.address,
    onFault: ({ error, url, code }) => console.error(`mujaz: ${url} (${code}): ${tellFault(error).line}`),
  });
  const listening = await listen(server, config.site);
  if ('refused' in listening) throw cannotListen(listening.refused, config.site);
  tellAddresses(addressesOf(listening.url, config.site), number);
  if (!stop.aborted) await once(stop, 'abort');
  await server.close();
}

/** Hosts that a browser on this machine reaches as `localhost`. */
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '::1', '0.0.0.0', '::'];

/** Port 0 asks the system for a free one: say which it gave. */
function addressesOf(listening: string, { host, port, url }: Config['site']): { local: string | null; site: string } {
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
