import { describe, expect, test } from 'vitest';
import { openShares } from '../../../src/app/sending/relay-shares.ts';
import { type Rests, sendByAll, type Way } from '../../../src/app/sending/relays.ts';
import type { Supply } from '../../../src/app/sending/supply.ts';
import type { BulkSource } from '../../../src/deliver/index.ts';

type Fault = Parameters<BulkSource['serverFault']>;

/** A way whose lane ends as the list says, run by run; an error is thrown, null is a run without a fault. */
function wayThat(name: string, ends: (Fault | Error | null)[], runs: string[]): Way {
  const run = async (source: BulkSource) => {
    runs.push(name);
    const end = ends.shift() ?? null;
    if (end instanceof Error) throw end;
    if (end) source.serverFault(...end);
  };
  return { name, weight: 1, connections: 1, openLane: () => ({ run }) };
}

/** Only hands the lanes their source. */
const supply = {
  sourceFor: (_: string, serverFault: BulkSource['serverFault']) => ({ serverFault }),
} as unknown as Supply;

const REFUSED: Fault = ['535 5.7.8 wrong', 'refused'];
const SILENT: Fault = ['ECONNREFUSED', 'unreachable'];

function rounds(ways: readonly Way[], stop = new AbortController().signal) {
  const told: string[] = [];
  const rests: Rests = new Map();
  const parts = { shares: openShares([...ways]), rests, stop, onFault: (line: string) => told.push(line) };
  return { told, rests, round: () => sendByAll(ways, supply, parts) };
}

describe('several mail servers', () => {
  test('one that fails leaves its share to the others, which is told once', async () => {
    const runs: string[] = [];
    const { round, told } = rounds([wayThat('A', [REFUSED], runs), wayThat('B', [null], runs)]);
    expect(await round()).toEqual([]);
    expect(told).toEqual(['A cannot be used: 535 5.7.8 wrong. The other mail servers take over.']);
    expect(runs).toEqual(['A', 'B']);
  });

  test('one that rests is left alone in the next round, and the round ends all the same', async () => {
    const runs: string[] = [];
    const { round } = rounds([wayThat('A', [REFUSED], runs), wayThat('B', [null, null], runs)]);
    await round();
    expect(await round()).toEqual([]);
    expect(runs).toEqual(['A', 'B', 'B']);
  });

  test('when the last one fails while others rest, all faults are told, and the next round tries all again', async () => {
    const runs: string[] = [];
    const { round } = rounds([wayThat('A', [REFUSED], runs), wayThat('B', [null, SILENT, null], runs)]);
    await round();
    expect(await round()).toEqual([
      { way: 'A', reply: '535 5.7.8 wrong', kind: 'refused' },
      { way: 'B', reply: 'ECONNREFUSED', kind: 'unreachable' },
    ]);
    expect(await round()).toEqual([]);
    expect(runs).toEqual(['A', 'B', 'B', 'A', 'B']);
  });

  test('an error of one ends the round at once, though another one rests', async () => {
    const runs: string[] = [];
    const { round } = rounds([wayThat('A', [REFUSED], runs), wayThat('B', [new Error('no template')], runs)]);
    await expect(round()).rejects.toThrow('no template');
  });

  test('a stop ends the rest', async () => {
    const stop = new AbortController();
    const { round, rests } = rounds([wayThat('A', [], []), wayThat('B', [], [])], stop.signal);
    const fault = { way: 'A', reply: '', kind: 'unreachable' } as const;
    rests.set('A', { until: performance.now() + 60_000, fault });
    setTimeout(() => stop.abort(), 20);
    expect(await round()).toEqual([]);
  });
});
