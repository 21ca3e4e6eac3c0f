/**
 * Shortens the long waits of a real process whose clock is moved: `MUJAZ_TEST_HURRY=60 node --import hurried-timers.ts ...`.
 * Only what is looked at every so often goes faster (intervals from 5 s on, and awaited pauses from 10 s on); limits of time
 * for servers stay what they are.
 */
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';
import promises from 'node:timers/promises';

const factor = Number(process.env['MUJAZ_TEST_HURRY'] ?? 1);
const SHORTEST_MS = 250;

const hurried = (ms: number | undefined, from: number) =>
  ms !== undefined && ms >= from ? Math.max(SHORTEST_MS, ms / factor) : ms;

if (factor > 1) {
  const { setInterval: every } = globalThis;
  const { setTimeout: pause } = promises;
  const hurriedEvery = (work: (...all: unknown[]) => void, ms?: number, ...rest: unknown[]) =>
    every(work, hurried(ms, 5000), ...rest);
  globalThis.setInterval = Object.assign(hurriedEvery, every) as typeof setInterval;
  promises.setTimeout = (ms, value, options) => pause(hurried(ms, 10_000), value, options);
  syncBuiltinESMExports();
}
