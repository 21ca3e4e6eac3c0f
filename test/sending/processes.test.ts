/** The real command, as several processes, and stopped by a signal. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLedger } from './ledger-rows.ts';
import { closeNewsroom, type Newsroom, openNewsroom } from './newsroom.ts';
import { expectEverybodyOnce, openScene } from './scene.ts';

const PEOPLE = 200;

let base: Newsroom;
beforeAll(async () => {
  base = await openNewsroom({ people: PEOPLE });
});
afterAll(() => closeNewsroom(base));

describe.concurrent('several senders', () => {
  test('share the work, leave each other what they have claimed, and double nobody', async (context) => {
    const scene = await openScene(context, base, { waits: (step) => (step === 'rcpt' ? 120 : 0) });
    const together = [scene.send(), scene.send()];
    await scene.hasTaken(5);
    const senders = [...together, scene.send('--retry-uncertain')];
    expect(await Promise.all(senders.map(({ ended }) => ended))).toEqual([0, 0, 0]);
    await expectEverybodyOnce(scene);
    const sent = senders.map(({ printed }) => Number(/this run: +(\d+) accepted/u.exec(printed())?.[1] ?? 0));
    expect(sent.reduce((sum, each) => sum + each, 0)).toBe(PEOPLE);
    expect(sent.filter((each) => each > 0).length).toBeGreaterThan(1);
  });
});

describe.concurrent('a sender that is told to stop', () => {
  test('finishes open messages and ends with 0 within 30 s; nothing is uncertain, and the next one goes on', async (context) => {
    const scene = await openScene(context, base, { waits: (step) => (step === 'rcpt' || step === 'taken' ? 150 : 0) });
    const sender = scene.send();
    await scene.hasTaken(12);
    const asked = performance.now();
    sender.kill('SIGTERM');
    expect(await sender.ended).toBe(0);
    expect(performance.now() - asked).toBeLessThan(30_000);
    const { counts, sum } = await readLedger(scene.room);
    expect(counts).toEqual({ sent: scene.taken(), queued: PEOPLE - scene.taken() });
    expect(sum).toBe(PEOPLE);

    scene.server.behave({});
    expect(await scene.send().ended).toBe(0);
    await expectEverybodyOnce(scene);
  });
});
