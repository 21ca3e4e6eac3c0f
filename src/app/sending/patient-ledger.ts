/**
 * The ledger as a sender keeps it: while the database is full, locked or away it waits, holding what it has to write;
 * nothing is finished meanwhile, because the end of each message waits for the ledger.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ledger, StoreFault } from '../../store/index.ts';
import { faultLine } from '../post-office/fault-line.ts';

/** Faults that end by themselves or by an operator's help; nothing of what was asked has been written. */
const PASSING: ReadonlySet<string> = new Set(['locked', 'disk-full', 'unreachable']);
const PAUSES_MS = { first: 200, longest: 5000 } as const;
/** How long it goes on trying after the program was told to stop. */
const GRACE_MS = 20_000;

/** The lease has a patience of its own, and closing needs none. */
const AS_THEY_ARE: ReadonlySet<string> = new Set(['hold', 'dismiss', 'close']);

/**
 * Wraps a ledger; every other fault is thrown.
 * @param onFault told once in one line each time that waiting begins
 */
export function patientLedger(
  ledger: Ledger,
  { stop, onFault }: { readonly stop: AbortSignal; readonly onFault: (line: string) => void },
): Ledger {
  type Method = (...args: readonly unknown[]) => Promise<unknown>;
  const methods = Object.entries(ledger) as [string, Method][];
  const patient = methods.map(([name, method]) => [name, AS_THEY_ARE.has(name) ? method : waiting(method)] as const);
  return Object.fromEntries(patient) as unknown as Ledger;

  function waiting(method: Method): Method {
    return async (...args) => {
      let stoppedAt: number | null = null;
      for (let tries = 0; ; tries++) {
        try {
          return await method(...args);
        } catch (error) {
          if (!isPassing(error)) throw error;
          if (stop.aborted) stoppedAt ??= performance.now();
          if (stoppedAt !== null && performance.now() - stoppedAt > GRACE_MS) throw error;
          if (tries === 0) onFault(`${faultLine('the ledger', error)} The sending goes on by itself when it can.`);
          await sleep(Math.min(PAUSES_MS.longest, PAUSES_MS.first * 2 ** tries));
        }
      }
    };
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof Error && error.name === 'StoreFault' && PASSING.has((error as StoreFault).code);
}
