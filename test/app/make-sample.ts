/** Makes `digests/0000`, the sample that ships, anew from `corpus/`: npm run sample. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeDigest, openStore } from '../../src/app/index.ts';
import { digestOf, loadConfig } from '../../src/config/index.ts';

const HOME = resolve(import.meta.dirname, '../..');
/** The day of the sample: every sample page was published before it. */
export const SAMPLE_DAY = '2025-11-20';

/** Makes the sample edition with an empty store and returns the folder of its four files. */
export async function makeSample(root: string): Promise<string> {
  const config = { ...loadConfig(join(HOME, 'config'), HOME, {}), out: join(root, 'digests') };
  const store = await openStore({ file: join(root, 'sample.sqlite') });
  try {
    const request = { digest: digestOf(config), date: SAMPLE_DAY, now: new Date(`${SAMPLE_DAY}T07:00:00Z`) };
    return (await makeDigest(config, store, request)).folder;
  } finally {
    await store.close();
  }
}

if (import.meta.main) {
  const root = mkdtempSync(join(tmpdir(), 'mujaz-sample-'));
  const sample = join(HOME, 'digests/0000');
  rmSync(sample, { recursive: true, force: true });
  cpSync(await makeSample(root), sample, { recursive: true });
  rmSync(root, { recursive: true });
  console.log('digests/0000 is made of corpus/ as it is now');
}
