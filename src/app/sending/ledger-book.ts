/**
 * The ledger as a sender keeps it: while the database is full or locked it waits, holding what it has to write; nothing is
 * finished meanwhile, because the end of each message waits for the ledger.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ledger, LedgerAnswer, LedgerTurn, StoreFault } from '../../store/index.ts';
import { faultLine } from '../post-office/fault-line.ts';

/** Faults that end by themselves or by an operator's help. */
const PASSING: ReadonlySet<string> = new Set(['locked', 'disk-full', 'unreachable']);
const PAUSES_MS = { first: 200, longest: 5000 } as const;
/** How long it goes on trying after the program was told to stop. */
const GRACE_MS = 25_000;

/** Writes turns; every other fault is thrown. */
export type LedgerBook = { turn(turn: LedgerTurn): Promise<LedgerAnswer> };

/**
 * Opens it.
 * @param onFault told once in one line each time that waiting begins
 */
export function openLedgerBook(
  ledger: Pick<Ledger, 'turn'>,
  { stop, onFault }: { readonly stop: AbortSignal; readonly onFault: (line: string) => void },
): LedgerBook {
  return {
    async turn(turn) {
      let stoppedAt: number | null = null;
      for (let tries = 0; ; tries++) {
        try {
          return await ledger.turn(turn);
        } catch (error) {
          if (!isPassing(error)) throw error;
          if (stop.aborted) stoppedAt ??= performance.now();
          if (stoppedAt !== null && performance.now() - stoppedAt > GRACE_MS) throw error;
          if (tries === 0)
            onFault(
              `${faultLine('the ledger cannot be written', error)} The sending goes on by itself as soon as it can.`,
            );
          await sleep(Math.min(PAUSES_MS.longest, PAUSES_MS.first * 2 ** tries));
        }
      }
    },
  };
}

function isPassing(error: unknown): boolean {
  return error instanceof Error && error.name === 'StoreFault' && PASSING.has((error as StoreFault).code);
}
