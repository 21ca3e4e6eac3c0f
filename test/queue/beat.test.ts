import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, test } from 'vitest';
import { openBeat } from '../../src/queue/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'mujaz-clock-'));
const clock = join(folder, 'now');
const DAY = 86_400_000;
const RealDate = Date;

beforeAll(async () => {
  setClock(RealDate.now());
  process.env['MUJAZ_TEST_CLOCK'] = clock;
  await import('../setup/moved-clock.ts');
});
afterAll(() => {
  globalThis.Date = RealDate;
  rmSync(folder, { recursive: true, force: true });
});

function setClock(at: number): void {
  writeFileSync(clock, String(at));
}

test.concurrent('the beat goes on when the clock is set, and whatever its wake throws', async ({ expect }) => {
  let beats = 0;
  const next = async (count: number) => {
    const began = performance.now();
    for (const until = beats + count; beats < until; ) await pause(20);
    return performance.now() - began;
  };
  const beat = openBeat('* * * * * *', () => {
    beats += 1;
    if (beats % 2 === 0) throw new Error('invented');
    return Promise.reject(new Error('invented'));
  });
  expect(await next(1)).toBeLessThan(10_000);
  // node-cron alone would first walk through 34 million seconds.
  setClock(Date.now() + 400 * DAY);
  expect(await next(2)).toBeLessThan(10_000);
  // ... and sleep for a month after this.
  setClock(Date.now() - 30 * DAY);
  expect(await next(2)).toBeLessThan(10_000);
  beat.stop();
  const stopped = beats;
  await pause(1100);
  expect(beats).toBe(stopped);
});

test.concurrent('a beat that finds the last one at work is left out', async ({ expect }) => {
  let begun = 0;
  let finish = () => {};
  const beat = openBeat('* * * * * *', () => {
    begun += 1;
    return new Promise<void>((done) => {
      finish = done;
    });
  });
  await pause(2100);
  beat.stop();
  finish();
  expect(begun).toBe(1);
});

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
