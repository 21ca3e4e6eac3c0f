/** A newsroom in a temporary folder: configuration, an edition, and readers who wait for it. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { approve, makeDigest, openStore, type Store } from '../../src/app/index.ts';
import { openVaultOf } from '../../src/app/open-vault.ts';
import { type Config, digestOf, loadConfig } from '../../src/config/index.ts';
import type { Arrival } from '../../src/store/index.ts';
import type { Vault } from '../../src/vault/index.ts';
import { HOME } from '../cli/run.ts';

const KEY = 'c0ffee00'.repeat(8);
const NOW = Date.UTC(2025, 10, 13);
const AT_ONCE = 1000;

/** Where it is, and who reads it. */
export type Newsroom = {
  readonly folder: string;
  readonly addresses: readonly string[];
  /** What its programs find in their environment. */
  readonly env: NodeJS.ProcessEnv;
};

/** What is not as usual. */
export type NewsroomOptions = {
  /** How many, or their addresses. */
  readonly people: number | readonly string[];
  /** The edition is not approved yet. */
  readonly isDraft?: true;
  /** Instead of SQLite. */
  readonly databaseUrl?: string;
  /** What stands in `mujaz.yaml`. */
  readonly settings?: string;
};

/** Edition 1 of the sample pages, approved, for these active readers. */
export async function openNewsroom(options: NewsroomOptions): Promise<Newsroom> {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-newsroom-'));
  for (const part of ['config', 'corpus']) cpSync(join(HOME, part), join(folder, part), { recursive: true });
  const { people, databaseUrl, settings = '', isDraft = false } = options;
  const addresses = typeof people === 'number' ? addressesOf(people) : people;
  const env = { MUJAZ_KEY: KEY, ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }) };
  const room = { folder, addresses, env };
  writeSettings(room, settings);
  await fill(room);
  if (!isDraft) await approveEdition(room);
  return room;
}

function addressesOf(people: number): readonly string[] {
  return Array.from({ length: people }, (_, at) => `reader-${String(at + 1).padStart(5, '0')}@town.example`);
}

/** Approves edition 1 of a draft. */
export async function approveEdition(room: Newsroom): Promise<void> {
  const config = configOf(room);
  const store = await openStore(config.database);
  try {
    await approve(config, store, 1, new Date());
  } finally {
    await store.close();
  }
}

/** The same newsroom once more; for SQLite alone. */
export function copyNewsroom(room: Newsroom): Newsroom {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-newsroom-'));
  cpSync(room.folder, folder, { recursive: true });
  return { ...room, folder };
}

/** Takes its folder away. */
export function closeNewsroom({ folder }: Newsroom): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Replaces `mujaz.yaml`: every key has a default. */
export function writeSettings({ folder }: Newsroom, settings: string): void {
  writeFileSync(join(folder, 'config/mujaz.yaml'), settings === '' ? '{}\n' : `${settings}\n`);
}

/** The configuration as its programs read it. */
export function configOf({ folder, env }: Newsroom, more: NodeJS.ProcessEnv = {}): Config {
  return loadConfig(join(folder, 'config'), folder, { ...env, ...more });
}

async function fill(room: Newsroom): Promise<void> {
  const config = configOf(room);
  const store = await openStore(config.database);
  try {
    await makeDigest(config, store, { digest: digestOf(config), date: '2025-11-13', now: new Date(NOW) });
    const { vault } = await openVaultOf(config, store);
    await enrol(store, vault, room.addresses);
  } finally {
    await store.close();
  }
}

/** Makes active subscribers of everybody, as an import does. */
async function enrol(store: Store, vault: Vault, addresses: readonly string[]): Promise<void> {
  const rows = addresses.map((address, at) => arrival(vault, address, at + 1));
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await store.arrivals.add('all', rows.slice(from, from + AT_ONCE));
  await store.arrivals.land('all', rows.length, NOW);
}

function arrival(vault: Vault, address: string, line: number): Arrival {
  const id = Buffer.alloc(8);
  id.writeUInt32BE(line, 4);
  return {
    line,
    id: id.toString('base64url'),
    addressHash: vault.hashAddress(address),
    address: vault.seal('address', address),
    status: 'active',
    choice: { digest: 'coalition', themes: 'all' },
    signedUpAt: NOW,
    confirmedAt: NOW,
    leftAt: null,
    detail: {},
  };
}
