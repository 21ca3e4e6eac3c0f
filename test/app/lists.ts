/** Lists of invented readers, and what it takes to import them. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  type ImportOutcome,
  type ImportRequest,
  importSubscribers,
  type ToldRow,
} from '../../src/app/import-subscribers.ts';
import { openVaultOf } from '../../src/app/open-vault.ts';
import { type Config, loadConfig } from '../../src/config/index.ts';
import type { Store } from '../../src/store/index.ts';
import type { Vault } from '../../src/vault/index.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** 22 November 2025. */
export const NOW = Date.UTC(2025, 10, 22);

/** A folder of one test, a configuration with its key file in there, and the vault of a store. */
export type Desk = { readonly folder: string; readonly config: Config; readonly store: Store; readonly vault: Vault };

/** The configuration that ships, with the key file in a folder. */
export function configIn(folder: string, key: string | null = null): Config {
  return { ...loadConfig(join(ROOT, 'config'), ROOT, {}), key: { text: key, file: join(folder, 'var/mujaz.key') } };
}

/** Sets it all up. */
export async function setUp(store: Store): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-lists-'));
  const config = configIn(folder);
  return { folder, config, store, vault: (await openVaultOf(config, store)).vault };
}

/** What an import said. */
export type Told = { readonly outcome: ImportOutcome; readonly bad: readonly ToldRow[] };

/** Imports a list. */
export async function importList(
  { folder, config, store, vault }: Desk,
  content: string | Uint8Array,
  options: Partial<ImportRequest> & { readonly agrees?: boolean | (() => Promise<boolean>) } = {},
): Promise<Told> {
  const file = join(folder, 'readers.csv');
  writeFileSync(file, content);
  const bad: ToldRow[] = [];
  const { agrees = true, ...rest } = options;
  const request: ImportRequest = {
    file,
    digest: null,
    consent: 'a form on paper',
    dryRun: false,
    skipBadRows: false,
    report: null,
    now: NOW,
    ...rest,
  };
  const outcome = await importSubscribers(config, store, vault, request, {
    onProgress: () => undefined,
    onBadRow: (row) => bad.push(row),
    onReady: async () => (typeof agrees === 'function' ? await agrees() : agrees),
  });
  return { outcome, bad };
}

/** Everyone, by address. */
export async function members({ store, vault }: Desk): Promise<ReadonlyMap<string, string>> {
  const page = await store.memberList.page(0, 10_000);
  return new Map(page.map(({ subscriber }) => [vault.open('address', subscriber.address), subscriber.status]));
}
