import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openSenderLease, parseStat, type SenderLedger } from '../../../src/app/sending/sender-lease.ts';
import type { SenderRecord } from '../../../src/store/index.ts';

const NOW = Date.UTC(2026, 10, 22, 6);
const LEASE = 60_000;
const CHILD = `
  import { openSenderLease } from ${JSON.stringify(new URL('../../../src/app/sending/sender-lease.ts', import.meta.url))};
  process.title = 'a (strange) name) ';
  const ledger = { hold: async (sender) => console.log(JSON.stringify(sender)), senders: async () => [], dismiss: async () => [] };
  await openSenderLease(ledger);
  setInterval(() => {}, 1000);
`;

/** Senders and the rows that they have claimed, of edition 7. */
class MapLedger implements SenderLedger {
  readonly rows = new Map<string, SenderRecord>();
  readonly claims = new Map<string, number>();
  readonly ended: { readonly id: string; readonly claims: string; readonly rows: number }[] = [];
  fault: Error | null = null;

  async hold(sender: SenderRecord): Promise<void> {
    if (this.fault) throw this.fault;
    this.rows.set(sender.id, sender);
  }

  async senders(): Promise<readonly SenderRecord[]> {
    return [...this.rows.values()];
  }

  async dismiss({ id, leaseUntil }: Pick<SenderRecord, 'id' | 'leaseUntil'>, claims: 'uncertain' | 'queued') {
    if (this.rows.get(id)?.leaseUntil !== leaseUntil) return [];
    this.rows.delete(id);
    const rows = this.claims.get(id) ?? 0;
    this.claims.delete(id);
    this.ended.push({ id, claims, rows });
    return rows > 0 ? [{ edition: 7, rows }] : [];
  }
}

async function startSender(): Promise<{ readonly child: ChildProcess; readonly sender: SenderRecord }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', CHILD], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return { child, sender: JSON.parse(line.toString()) as SenderRecord };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

describe('a sender that was killed', () => {
  test('is buried at once on the same machine, its claims uncertain; one that lives is left alone', async () => {
    const [dead, living] = await Promise.all([startSender(), startSender()]);
    const ledger = new MapLedger();
    for (const { sender } of [dead, living]) {
      await ledger.hold(sender);
      ledger.claims.set(sender.id, 4);
    }
    const lease = await openSenderLease(ledger);
    try {
      expect(await lease.buryTheDead(Date.now())).toEqual([]);
      await kill(dead.child);
      const wasProof = process.platform === 'linux';
      expect(await lease.buryTheDead(Date.now())).toEqual(wasProof ? [{ edition: 7, rows: 4 }] : []);
      expect(ledger.ended).toEqual(wasProof ? [{ id: dead.sender.id, claims: 'uncertain', rows: 4 }] : []);
      expect(await lease.buryTheDead(Date.now())).toEqual([]);
    } finally {
      await kill(living.child);
      await lease.close();
    }
  });

  test('is not mistaken for the process that has its number now', { skip: process.platform !== 'linux' }, async () => {
    const { child, sender } = await startSender();
    const ledger = new MapLedger();
    const place = JSON.parse(sender.place) as { start: string };
    await ledger.hold({ ...sender, place: JSON.stringify({ ...place, start: `${Number(place.start) - 1}` }) });
    const lease = await openSenderLease(ledger);
    await lease.buryTheDead(Date.now());
    expect(ledger.ended).toEqual([{ id: sender.id, claims: 'uncertain', rows: 0 }]);
    await kill(child);
    await lease.close();
  });

  test('elsewhere, or before a reboot, is dead when its lease is over', async () => {
    const { child, sender } = await startSender();
    await kill(child);
    const here = JSON.parse(sender.place) as object;
    const places = [
      { ...here, boot: 'another' },
      { ...here, space: 'another' },
      { host: 'another', pid: 1 },
    ];
    const texts = [...places.map((place) => JSON.stringify(place)), '', 'null', '{"pid":-1}'];
    const ledger = new MapLedger();
    for (const [i, place] of texts.entries()) await ledger.hold({ id: `${i}`, place, leaseUntil: NOW + i });
    const lease = await openSenderLease(ledger, () => NOW - 1000);
    await lease.buryTheDead(NOW - 1);
    expect(ledger.ended).toEqual([]);
    await lease.buryTheDead(NOW + 2);
    expect(ledger.ended.map(({ id }) => id)).toEqual(['0', '1', '2']);
    await lease.close();
  });

  test('is buried once, however many look, and its rows are counted by edition', async () => {
    const ledger = new MapLedger();
    for (const id of ['x', 'y']) {
      await ledger.hold({ id, place: '', leaseUntil: NOW });
      ledger.claims.set(id, 2);
    }
    const leases = await Promise.all([1, 2, 3].map(() => openSenderLease(ledger, () => NOW)));
    const counts = (await Promise.all(leases.map((lease) => lease.buryTheDead(NOW)))).flat();
    expect(counts.reduce((sum, { rows }) => sum + rows, 0)).toBe(4);
    expect(ledger.ended).toHaveLength(2);
    await Promise.all(leases.map((lease) => lease.close()));
  });
});

describe('the lease of a sender', () => {
  const ledger = { current: new MapLedger() };

  beforeEach(() => {
    ledger.current = new MapLedger();
    vi.useFakeTimers({ now: NOW });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const leaseUntil = () => [...ledger.current.rows.values()][0]?.leaseUntil;

  test('is written at the beginning and renewed every ten seconds for a minute', async () => {
    const lease = await openSenderLease(ledger.current);
    expect(lease.id).toMatch(/^[\w-]{16}$/u);
    expect(leaseUntil()).toBe(NOW + LEASE);
    await vi.advanceTimersByTimeAsync(3 * 10_000);
    expect(leaseUntil()).toBe(NOW + 30_000 + LEASE);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(lease.isLost()).toBe(false);
    await lease.close();
    expect(ledger.current.ended).toEqual([{ id: lease.id, claims: 'queued', rows: 0 }]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ledger.current.rows.size).toBe(0);
  });

  test('survives a database that fails for half a minute, which is told and not thrown', async () => {
    const faults: unknown[] = [];
    const lease = await openSenderLease(ledger.current, Date.now, (fault) => faults.push(fault));
    ledger.current.fault = new Error('database is locked');
    await vi.advanceTimersByTimeAsync(35_000);
    expect(faults.length).toBeGreaterThan(10);
    expect(lease.isLost()).toBe(false);
    ledger.current.fault = null;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(lease.isLost()).toBe(false);
    await lease.close();
  });

  test('is lost before others may take it away, and stays lost', async () => {
    const lease = await openSenderLease(ledger.current);
    ledger.current.fault = new Error('disk is full');
    await vi.advanceTimersByTimeAsync(49_000);
    expect(lease.isLost()).toBe(false);
    await vi.advanceTimersByTimeAsync(1000);
    expect(lease.isLost()).toBe(true);
    ledger.current.fault = null;
    await vi.advanceTimersByTimeAsync(120_000);
    expect(lease.isLost()).toBe(true);
    expect(leaseUntil()).toBe(NOW + LEASE);
    await lease.close();
    expect(ledger.current.rows.size).toBe(0);
  });

  test('is lost after a sleep of the machine, even before anybody looked', async () => {
    const lease = await openSenderLease(ledger.current);
    vi.setSystemTime(NOW + 3_600_000);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(leaseUntil()).toBe(NOW + LEASE);
    expect(lease.isLost()).toBe(true);
    await lease.close();
  });

  test('counts as lost until it could be written for the first time', async () => {
    ledger.current.fault = new Error('database is locked');
    const lease = await openSenderLease(ledger.current);
    expect(lease.isLost()).toBe(true);
    ledger.current.fault = null;
    await vi.advanceTimersByTimeAsync(1000);
    expect(lease.isLost()).toBe(false);
    await lease.close();
  });

  test('leaves its claims uncertain where results could not be written', async () => {
    const lease = await openSenderLease(ledger.current);
    ledger.current.claims.set(lease.id, 3);
    await lease.abandon();
    expect(ledger.current.ended).toEqual([{ id: lease.id, claims: 'uncertain', rows: 3 }]);
    expect(lease.isLost()).toBe(true);
    await lease.close();
    expect(ledger.current.ended).toHaveLength(1);
  });
});

describe('a line of /proc/PID/stat', () => {
  test('is read behind the name, whatever is in the name', () => {
    const rest = `S 1 ${Array.from({ length: 17 }, (_, i) => i).join(' ')} 4711 0 0\n`;
    for (const name of ['node', 'a b', ')) 1 (', '(sd-pam)'])
      expect(parseStat(`42 (${name}) ${rest}`)).toEqual({ pid: 42, isGone: false, start: '4711' });
    expect(parseStat(`42 (node) Z${rest.slice(1)}`)?.isGone).toBe(true);
    expect(parseStat('')).toBeNull();
  });
});
