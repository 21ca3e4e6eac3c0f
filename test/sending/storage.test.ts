/** A database that cannot be written for a while: locked by another program, or on a full disk. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import { readLedger } from './ledger-rows.ts';
import { closeNewsroom, type Newsroom, openNewsroom } from './newsroom.ts';
import { expectEverybodyOnce, openScene, SLOWLY } from './scene.ts';

const PEOPLE = 200;
/** So long that some tries fail on a full disk; with `npm run soak:sending` also those that wait for a lock. */
const OUTAGE_MS = process.env['MUJAZ_SOAK'] ? 12_000 : 1000;

type Finishing = Pick<TestContext, 'onTestFinished'>;

let base: Newsroom;
beforeAll(async () => {
  base = await openNewsroom({ people: PEOPLE });
});
afterAll(() => closeNewsroom(base));

// Most of the time is waiting.
describe.concurrent('a database that cannot be written for a while', () => {
  test('because it is locked: the sender goes on by itself when it is free, and nobody is doubled', async (context) => {
    const scene = await openScene(context, base, SLOWLY);
    const sender = scene.send();
    await scene.hasTaken(20);
    const lock = await holdLock(context, scene.room);
    await scene.stillness();
    const meanwhile = scene.taken();
    await sleep(OUTAGE_MS);
    // Nothing begins that could not be written down; what was in the air has landed.
    expect(scene.taken()).toBe(meanwhile);
    expect(meanwhile).toBeLessThan(PEOPLE);
    lock.kill();
    expect(await sender.ended).toBe(0);
    await expectEverybodyOnce(scene);
  });

  // Only root may mount a disk that is small enough to be filled.
  test.skipIf(!canMount())('because the disk is full: the same', async (context) => {
    const scene = await openScene(context, base, SLOWLY);
    const disk = mountSmallDisk(context, scene.room);
    const sender = scene.send();
    await scene.hasTaken(20);
    disk.fill();
    await scene.stillness();
    const meanwhile = scene.taken();
    await sleep(OUTAGE_MS);
    expect(scene.taken()).toBe(meanwhile);
    expect(meanwhile).toBeLessThan(PEOPLE);
    expect(sender.printed()).toMatch(/disk is full/u);
    disk.makeRoom();
    expect(await sender.ended).toBe(0);
    await expectEverybodyOnce(scene);
  });

  test.skipIf(!canMount() || !process.env['MUJAZ_SOAK'])(
    'and a sender that is told to stop meanwhile still writes down what was taken',
    async (context) => {
      const scene = await openScene(context, base, SLOWLY);
      const disk = mountSmallDisk(context, scene.room);
      const sender = scene.send();
      await scene.hasTaken(20);
      disk.fill();
      await scene.stillness();
      sender.kill('SIGTERM');
      await sleep(1000);
      disk.makeRoom();
      expect(await sender.ended).toBe(0);
      const { counts } = await readLedger(scene.room);
      expect(counts).toEqual({ sent: scene.taken(), queued: PEOPLE - scene.taken() });
      expect(await scene.send().ended).toBe(0);
      await expectEverybodyOnce(scene);
    },
  );
});

/** Another program that holds the database for writing until it is killed. */
async function holdLock({ onTestFinished }: Finishing, { folder }: Newsroom): Promise<{ readonly kill: () => void }> {
  const code = `
    const { DatabaseSync } = require('node:sqlite');
    const db = new DatabaseSync(process.argv[1], { timeout: 5000 });
    db.exec('begin immediate');
    console.log('locked');
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['-e', code, join(folder, 'var/mujaz.sqlite')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void holder.kill('SIGKILL'));
  await once(holder.stdout, 'data');
  return { kill: () => void holder.kill('SIGKILL') };
}

function canMount(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/bin/mount');
}

/** Puts the database onto a disk of 2 MB. */
function mountSmallDisk(
  { onTestFinished }: Finishing,
  { folder }: Newsroom,
): { readonly fill: () => void; readonly makeRoom: () => void } {
  const [place, kept] = [join(folder, 'var'), join(folder, 'kept')];
  cpSync(place, kept, { recursive: true });
  rmSync(place, { recursive: true });
  mkdirSync(place);
  execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=2m,mode=700', 'tmpfs', place]);
  onTestFinished(() => void execFileSync('/bin/umount', ['-l', place]));
  cpSync(kept, place, { recursive: true });
  const filler = join(place, 'filler');
  return {
    fill: () => {
      try {
        for (;;) writeFileSync(filler, Buffer.alloc(4096), { flag: 'a' });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    },
    makeRoom: () => {
      rmSync(filler);
      execFileSync('/bin/mount', ['-o', 'remount,size=16m', place]);
    },
  };
}
