/**
 * A program that changes the key until it is killed: `node keys-process.ts LOCATION FOLDER [OLD NEW]`; without keys it
 * changes the one in the file.
 */
import { rotateKeysOf } from '../../src/app/rotate-keys.ts';
import { openStore, type StoreLocation } from '../../src/store/index.ts';
import { configIn } from './lists.ts';

const [location, folder, old, fresh] = process.argv.slice(2) as [string, string, string?, string?];
const store = await openStore(JSON.parse(location) as StoreLocation);
process.stdout.write('ready\n');
await rotateKeysOf(configIn(folder, old ?? null), store, fresh ?? null, () => undefined);
await store.close();
