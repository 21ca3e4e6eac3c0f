/** A newsroom with many readers and one approved edition, to be sent and thrown away. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeDigest, openStore, openVaultOf, runSending, type Store } from '../src/app/index.ts';
import { type Config, digestOf, loadConfig } from '../src/config/index.ts';
import type { FrozenVariant } from '../src/store/index.ts';
import { makeSubscriberId, type Vault } from '../src/vault/index.ts';

const ROOT = resolve(import.meta.dirname, '..');
const KEY = 'ab'.repeat(32);

/** One sending: to `count` readers, each message made of `variant`. */
export type WholeSending = {
  readonly port: number;
  readonly count: number;
  readonly connections: number;
  readonly variant: FrozenVariant['content'];
};

/** Sends and gives the milliseconds from the start of the sending to its last row. */
export async function sendWhole({ port, count, connections, variant }: WholeSending): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-bench-'));
  try {
    const config = configIn(folder, `smtp://127.0.0.1:${port}`, connections);
    const { store, vault } = await openNewsroom(config, count, variant);
    const began = performance.now();
    const report = await runSending(config, store, vault, { edition: 1, stop: new AbortController().signal });
    const ms = performance.now() - began;
    await store.close();
    if (report.sentNow !== count) throw new Error(`${report.sentNow} of ${count} sent: ${JSON.stringify(report)}`);
    return ms;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The shipped configuration in a folder of its own. */
export function configIn(folder: string, smtp: string, connections: number): Config {
  cpSync(join(ROOT, 'config'), join(folder, 'config'), { recursive: true });
  mkdirSync(join(folder, 'var'), { recursive: true });
  const config = loadConfig(join(folder, 'config'), folder, { MUJAZ_KEY: KEY, SMTP_URL: smtp });
  const relays = config.sending.relays.map((relay) => ({ ...relay, connections }));
  return { ...config, corpus: join(ROOT, 'corpus'), sending: { ...config.sending, relays } };
}

/** Makes the edition 1, the readers, and the approval. */
export async function openNewsroom(
  config: Config,
  count: number,
  variant: FrozenVariant['content'],
): Promise<{ readonly store: Store; readonly vault: Vault }> {
  const store = await openStore(config.database);
  const { vault } = await openVaultOf(config, store);
  const request = { digest: digestOf(config), date: '2025-11-13', now: new Date() } as const;
  await makeDigest(config, store, request, () => {});
  await addReaders(store, vault, count);
  const hash = (await store.editionState(1))?.hash ?? '';
  const frozen = await store.ledger.freeze({
    edition: 1,
    hash,
    at: Date.now(),
    variants: [{ themes: '*', content: variant }],
  });
  if ('refused' in frozen || frozen.candidates !== count) throw new Error(`not approved: ${JSON.stringify(frozen)}`);
  return { store, vault };
}

async function addReaders(store: Store, vault: Vault, count: number): Promise<void> {
  await store.changeMembers(async (members) => {
    for (let number = 1; number <= count; number++) {
      const address = `reader${number}@town.example`;
      await members.add({
        id: makeSubscriberId(),
        addressHash: vault.hashAddress(address),
        address: vault.seal('address', address),
        status: 'active',
        choice: { digest: 'coalition', themes: 'all' },
        pausedUntil: null,
        linkVersion: 1,
        signedUpAt: 1,
        confirmedAt: 1,
        leftAt: null,
      });
    }
  });
}
