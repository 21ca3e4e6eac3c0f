/** A program that imports a list until it is killed: `node import-process.ts LOCATION KEYFILE LIST`. */
import { dirname } from 'node:path';
import { importSubscribers } from '../../src/app/import-subscribers.ts';
import { openVaultOf } from '../../src/app/open-vault.ts';
import { openStore, type StoreLocation } from '../../src/store/index.ts';
import { configIn, NOW } from './lists.ts';

const [location, keyFile, file] = process.argv.slice(2) as [string, string, string];
const config = { ...configIn(dirname(keyFile)), key: { text: null, file: keyFile } };
const store = await openStore(JSON.parse(location) as StoreLocation);
const { vault } = await openVaultOf(config, store);
process.stdout.write('ready\n');
const request = { file, digest: null, consent: 'invented', dryRun: false, skipBadRows: false, report: null, now: NOW };
await importSubscribers(config, store, vault, request, {
  onProgress: () => undefined,
  onBadRow: () => undefined,
  onReady: async () => true,
});
await store.close();
