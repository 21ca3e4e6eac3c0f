import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { StoreLocation } from '../../src/store/index.ts';
import { describeOnBothDatabases } from '../setup/stores.ts';
import { inventBatch, inventPage } from './invented.ts';

const PROGRAM = fileURLToPath(new URL('process.ts', import.meta.url));
const NOW = new Date('2025-03-03T08:00:00Z');

type Running = {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  /** What it has printed so far. */
  readonly lines: string[];
  readonly ended: Promise<unknown[]>;
};

const running: Running[] = [];
afterEach(() => {
  for (const { child } of running.splice(0)) child.kill('SIGKILL');
});

/** Processes that are ready to work when they are given a database. */
async function start(what: string, ...names: readonly string[]): Promise<readonly Running[]> {
  return await Promise.all(
    names.map(async (name) => {
      const child = spawn(process.execPath, [PROGRAM, what, name], { stdio: ['pipe', 'pipe', 'inherit'] });
      const started: Running = { child, lines: [], ended: once(child, 'close') };
      running.push(started);
      createInterface(child.stdout).on('line', (line) => started.lines.push(line));
      await said(started, 'ready');
      return started;
    }),
  );
}

/** Waits for a line, or for the end of the process. */
async function said({ child, lines }: Running, line: string): Promise<void> {
  while (!lines.includes(line) && child.exitCode === null) await sleep(5);
}

/** Lets processes work on one database at the same moment; gives what each printed after `ready`. */
async function workTogether(processes: readonly Running[], location: StoreLocation): Promise<readonly string[][]> {
  for (const { child } of processes) child.stdin.write(`${JSON.stringify(location)}\n`);
  for (const each of processes) await said(each, 'done');
  return processes.map(({ lines }) => lines.splice(0).filter((line) => line !== 'ready'));
}

describeOnBothDatabases('several processes on one database', ({ empty, open }) => {
  test('four that open an empty database at the same moment all succeed', async () => {
    const four = await start('open', 'a', 'b', 'c', 'd');
    for (let round = 0; round < 5; round++) {
      const location = await empty();
      expect(await workTogether(four, location)).toEqual(Array(4).fill(['done']));
      expect(await (await open(location)).editionCount()).toBe(0);
    }
  });

  test('three that change the same pages lose no version and share none', async () => {
    const location = await empty();
    const lines = (await workTogether(await start('rewrite', 'a', 'b', 'c'), location)).flat();
    const versions = lines.filter((line) => line.startsWith('p7 ')).map((line) => Number(line.slice(3)));
    const inOrder = versions.sort((a, b) => a - b);
    expect(inOrder).toEqual(Array.from({ length: 30 }, (_, at) => at + 1));
    const store = await open(location);
    const texts = await Promise.all(inOrder.map(async (version) => (await store.page('p7', version))?.text));
    expect(new Set(texts).size).toBe(30);
  });

  test('three that make editions at the same time number them without a gap or a double', async () => {
    const location = await empty();
    const lines = (await workTogether(await start('publish', 'a', 'b', 'c'), location)).flat();
    const numbers = lines.filter((line) => line !== 'done').map(Number);
    const inOrder = numbers.sort((a, b) => a - b);
    expect(inOrder).toEqual(Array.from({ length: 27 }, (_, at) => at + 1));
    const listed = await (await open(location)).editions({ limit: 99 });
    expect(listed.map(({ number }) => number)).toEqual(inOrder.toReversed());
  });

  test('one that is killed in the middle of its work leaves nothing half-written and loses nothing confirmed', async () => {
    for (const delay of [40, 110, 230]) {
      const location = await empty();
      const [flood] = (await start('flood', 'a')) as [Running];
      flood.child.stdin.write(`${JSON.stringify(location)}\n`);
      await said(flood, '0');
      await sleep(delay);
      flood.child.kill('SIGKILL');
      await flood.ended;
      const confirmed = flood.lines.length - 1;
      const store = await open(location);
      // Saving the same batches again tells what was there.
      for (let batch = 0; batch <= confirmed + 1; batch++) {
        const states = new Set((await store.savePages(inventBatch(batch), NOW)).map(({ state }) => state));
        expect(states.size).toBe(1);
        if (batch < confirmed) expect([...states]).toEqual(['unchanged']);
      }
      expect(await store.savePages([inventPage('after')], NOW)).toMatchObject([{ state: 'new' }]);
    }
  });
});
