import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { makeSample } from './make-sample.ts';

const SAMPLE = resolve(import.meta.dirname, '../../digests/0000');

test('the sample digest that ships is what the program makes of the sample corpus (else: npm run sample)', async () => {
  const root = mkdtempSync(join(tmpdir(), 'mujaz-sample-'));
  const made = await makeSample(root);
  for (const file of ['edition.json', 'text.txt', 'index.html', 'message.eml']) {
    expect(readFileSync(join(made, file), 'utf8')).toBe(readFileSync(join(SAMPLE, file), 'utf8'));
  }
  rmSync(root, { recursive: true });
});
