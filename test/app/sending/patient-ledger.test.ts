import { describe, expect, test } from 'vitest';
import { patientLedger } from '../../../src/app/sending/patient-ledger.ts';
import { type Ledger, StoreFault } from '../../../src/store/index.ts';

/** Fails as often as there are errors, then answers. */
function ledgerThat(errors: unknown[]): { readonly ledger: Ledger; readonly calls: () => number } {
  let calls = 0;
  const nextDueAt = async () => {
    calls++;
    const error = errors.shift();
    if (error) throw error;
    return 7;
  };
  return { ledger: { nextDueAt } as unknown as Ledger, calls: () => calls };
}

const locked = () => new StoreFault('locked', 'the database file', 'another process writes', 'Wait.');

describe('a ledger that a sender keeps', () => {
  test('waits while the database is locked, and tells so once', async () => {
    const told: string[] = [];
    const { ledger, calls } = ledgerThat([locked(), locked()]);
    const patient = patientLedger(ledger, { stop: new AbortController().signal, onFault: (line) => told.push(line) });
    expect(await patient.nextDueAt(1)).toBe(7);
    expect(calls()).toBe(3);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('another process writes');
  });

  test('does not repeat what no waiting mends', async () => {
    const { ledger, calls } = ledgerThat([new Error('no such table')]);
    const patient = patientLedger(ledger, { stop: new AbortController().signal, onFault: () => expect.unreachable() });
    await expect(patient.nextDueAt(1)).rejects.toThrow('no such table');
    expect(calls()).toBe(1);
  });
});
