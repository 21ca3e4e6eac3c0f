/** What is in order and what is not, each with what to do about it. */
import { constants } from 'node:fs';
import { access, mkdir, readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, relative } from 'node:path';
import { type Config, POSTAL_ADDRESS_PLACEHOLDER } from '../config/index.ts';
import { examineMail, examineSite, type Finding } from './examine-mail.ts';
import { openStore } from './open-store.ts';
import { examineKey } from './open-vault.ts';
import { loadTemplates } from './templates.ts';
import { understandFolder } from './understand.ts';

/** One thing that was examined. `warning`: it works, but an operator should know. */
export type Check = Finding & { readonly name: string };

/** Examines everything a digest needs, in the order it is needed. Nothing is changed but empty folders made. */
export async function examine(config: Config): Promise<readonly Check[]> {
  return [
    await check('node', checkNode),
    await check('corpus', () => checkCorpus(config)),
    await check('out', () => checkFolder(config.out, 'out:')),
    await check('database', () => checkStore(config)),
    await check('key', () => checkKey(config)),
    await check('templates', async () => ok(`${loadTemplates().size} files`)),
    await check('port', () => checkPort(config)),
    await check('site', async () => examineSite(config)),
    await check('mail', () => examineMail(config)),
    await check('sender', async () => checkSender(config)),
  ];
}

const ok = (found: string): Finding => ({ state: 'ok', found, next: '' });

async function check(name: string, examineIt: () => Promise<Finding>): Promise<Check> {
  try {
    return { name, ...(await examineIt()) };
  } catch (error) {
    const fault = error as Error & { next?: string };
    return {
      name,
      state: 'fault',
      found: fault.message,
      next: fault.next ?? 'Mend what the message names and run mujaz doctor again.',
    };
  }
}

async function checkNode(): Promise<Finding> {
  return ok(`${process.versions.node} (SQLite ${process.versions['sqlite']}, ICU ${process.versions['icu']})`);
}

async function checkCorpus(config: Config): Promise<Finding> {
  const where = relative('.', config.corpus) || '.';
  const files = await readdir(config.corpus).catch(() => null);
  if (!files)
    return {
      state: 'fault',
      found: `${where}: there is no such folder`,
      next: 'Make it and put saved pages (.txt, .html) in, or set corpus: in config/mujaz.yaml.',
    };
  const { articles, refusals } = await understandFolder(config.corpus, config);
  if (articles.length === 0)
    return { state: 'fault', found: `${where}: no readable page`, next: 'Put saved pages (.txt, .html) in.' };
  const found = `${where}: ${articles.length} pages read, ${refusals.length} refused`;
  const undated = articles.filter((article) => article.published === null).length;
  if (refusals.length > 0) return { state: 'warning', found, next: `${refusals[0]?.origin}: ${refusals[0]?.reason}` };
  return { state: 'ok', found: `${found}, ${undated} without a date of publication`, next: '' };
}

async function checkFolder(folder: string, key: string): Promise<Finding> {
  await mkdir(folder, { recursive: true }).catch(() => undefined);
  const writable = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  const where = relative('.', folder) || '.';
  return writable
    ? ok(`${where}: writable`)
    : {
        state: 'fault',
        found: `${where}: no permission to write`,
        next: `Give this user the right to write there, or set ${key} in config/mujaz.yaml.`,
      };
}

async function checkStore(config: Config): Promise<Finding> {
  const store = await openStore(config.database);
  try {
    const kind =
      'url' in config.database ? 'PostgreSQL' : `SQLite in ${relative('.', dirname(config.database.file)) || '.'}`;
    return ok(`${kind}: ${await store.editionCount()} editions`);
  } finally {
    await store.close();
  }
}

async function checkKey(config: Config): Promise<Finding> {
  const store = await openStore(config.database);
  try {
    const key = await examineKey(config, store);
    if (key.state === 'set') return ok('MUJAZ_KEY is set and fits');
    const exposed = key.state === 'development' && key.isReadableByOthers;
    return {
      state: 'warning',
      found:
        key.state === 'none-yet'
          ? `MUJAZ_KEY is not set; a development key will be made in ${key.file}`
          : `a development key, in ${key.file}${exposed ? ', which other users of this machine can read' : ''}`,
      next: `Whoever steals ${key.file} with the database can read all addresses. Make a key (npx mujaz keys new), keep it elsewhere, and set it: MUJAZ_NEW_KEY=... npx mujaz keys rotate, then MUJAZ_KEY=... for every start.`,
    };
  } finally {
    await store.close();
  }
}

function checkPort({ site }: Config): Promise<Finding> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve({
        state: 'warning',
        found: `${site.host}:${site.port}: ${error.code}`,
        next: 'Another program (or mujaz itself) listens there: stop it, or set PORT=8081.',
      }),
    );
    server.listen(site.port, site.host, () =>
      server.close(() => resolve(ok(`${site.host}:${site.port} is free; readers use ${site.url}`))),
    );
  });
}

function checkSender({ sender, postalAddress }: Config): Finding {
  if (sender.address.endsWith('.example')) {
    return {
      state: 'warning',
      found: `${sender.address} is an example`,
      next: 'Set sender.address in config/mujaz.yaml before anything is sent.',
    };
  }
  if (postalAddress === POSTAL_ADDRESS_PLACEHOLDER) {
    return {
      state: 'warning',
      found: 'postalAddress is not set',
      next: 'Set postalAddress in config/mujaz.yaml: many countries ask for it in every mail.',
    };
  }
  return ok(sender.address);
}
