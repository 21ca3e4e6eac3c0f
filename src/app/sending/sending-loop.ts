/** Sendings that were begun go on by themselves while the program runs: later tries, and what a crash left. */
import type { Config } from '../../config/index.ts';
import type { Store } from '../../store/index.ts';
import type { Vault } from '../../vault/index.ts';
import { faultLine } from '../post-office/fault-line.ts';
import type { SendingEnd } from './contract.ts';
import { runSending } from './run-sending.ts';

/** A running loop. */
export type SendingLoop = {
  /** Something may be due; returns at once. */
  wake(): void;
  /** Finishes the open messages. */
  close(): Promise<void>;
};

const LOOK_EVERY_MS = 20_000;
/** After a run that came to nothing: the mail server is away, the database is full, ... */
const REST_MS = { first: 60_000, longest: 15 * 60_000 } as const;

/** Opens the loop. @param onFault told in one line what goes wrong; no address and no token is in it */
export function openSendingLoop(
  config: Config,
  store: Store,
  vault: Vault,
  onFault: (line: string) => void,
): SendingLoop {
  const stop = new AbortController();
  let failures = 0;
  let restUntil = 0;
  let running: Promise<void> | null = null;
  const timer = setInterval(wake, LOOK_EVERY_MS);
  wake();
  return {
    wake,
    async close() {
      clearInterval(timer);
      stop.abort();
      await running;
    },
  };

  function wake(): void {
    if (running || stop.signal.aborted || Date.now() < restUntil) return;
    running = look().finally(() => {
      running = null;
    });
  }

  async function look(): Promise<void> {
    try {
      for (const { edition } of await store.ledger.sendings({ states: ['sending'] })) {
        if (stop.signal.aborted) return;
        if (await isDue(edition)) rest(await send(edition));
      }
    } catch (error) {
      onFault(faultLine('sending', error));
      rest('unreachable');
    }
  }

  /** Also when rows are left that a dead program had claimed: a run finds them, and ends what is done. */
  async function isDue(edition: number): Promise<boolean> {
    const dueAt = await store.ledger.nextDueAt(edition);
    return dueAt === null || dueAt <= Date.now();
  }

  async function send(edition: number): Promise<SendingEnd> {
    const { end, reason } = await runSending(config, store, vault, { edition, stop: stop.signal, onFault });
    if (end === 'paused' || end === 'unreachable')
      onFault(`edition ${edition}: ${end}: ${reason ?? 'no reason given'}`);
    return end;
  }

  function rest(end: SendingEnd): void {
    failures = end === 'unreachable' ? failures + 1 : 0;
    if (failures > 0) restUntil = Date.now() + Math.min(REST_MS.longest, REST_MS.first * 2 ** (failures - 1));
  }
}
