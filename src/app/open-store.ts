/** Opening the records where the configuration says. */
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '../config/index.ts';
import { openStore as open, type Store, type StoreUse } from '../store/index.ts';

export type { Store } from '../store/index.ts';

/** Opens the store and makes the folder of a SQLite file, for this user alone. @throws StoreFault, or the system's refusal to make the folder */
export async function openStore(location: Config['database'], use: StoreUse = {}): Promise<Store> {
  if ('file' in location) await mkdir(dirname(location.file), { recursive: true, mode: 0o700 });
  return open(location, use);
}
