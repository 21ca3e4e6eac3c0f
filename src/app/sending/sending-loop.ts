/** Sendings that were begun go on by themselves while the program runs: later tries, what a crash left, times that came. */
import type { Config } from '../../config/index.ts';
import type { Audit, Store } from '../../store/index.ts';
import type { Vault } from '../../vault/index.ts';
import { faultLine } from '../post-office/fault-line.ts';
import { noteAct } from './acting.ts';
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

/**
 * A time that came while no program ran is missed when it is longer ago than this: mails of the morning are not to leave in
 * the evening without anybody knowing.
 */
export const LATEST_BEGIN_MS = 6 * 3_600_000;

/** Time, and where acts are written down. */
export type SendingLoopOptions = { readonly clock?: () => number; readonly audit?: Audit | null };

/** Opens the loop. @param onFault told in one line what goes wrong; no address and no token is in it */
export function openSendingLoop(
  config: Config,
  store: Store,
  vault: Vault,
  onFault: (line: string) => void,
  { clock = Date.now, audit = null }: SendingLoopOptions = {},
): SendingLoop {
  const stop = new AbortController();
  let failures = 0;
  let restUntil = 0;
  let running: Promise<void> | null = null;
  let isAsked = false;
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
    if (stop.signal.aborted) return;
    isAsked = running !== null;
    if (running || clock() < restUntil) return;
    running = look().finally(() => {
      running = null;
      // What was begun while another one was being sent does not wait for the next beat.
      if (isAsked) wake();
    });
  }

  async function look(): Promise<void> {
    try {
      await beginDue();
      for (const { edition } of await store.ledger.sendings({ states: ['sending'] })) {
        if (stop.signal.aborted) return;
        if (await isDue(edition)) rest(await send(edition));
      }
    } catch (error) {
      onFault(faultLine('sending', error));
      rest('unreachable');
    }
  }

  async function beginDue(): Promise<void> {
    const at = clock();
    for (const edition of await store.ledger.beginDue(at, at - LATEST_BEGIN_MS))
      await noteAct({ editor: null, audit }, 'start', edition, at, { atItsTime: true });
  }

  /** Also when rows are left that a dead program had claimed: a run finds them, and ends what is done. */
  async function isDue(edition: number): Promise<boolean> {
    const dueAt = await store.ledger.nextDueAt(edition);
    return dueAt === null || dueAt <= clock();
  }

  async function send(edition: number): Promise<SendingEnd> {
    const { end, reason } = await runSending(config, store, vault, { edition, stop: stop.signal, onFault });
    if (end === 'paused' || end === 'unreachable')
      onFault(`edition ${edition}: ${end}: ${reason ?? 'no reason given'}`);
    return end;
  }

  function rest(end: SendingEnd): void {
    failures = end === 'unreachable' ? failures + 1 : 0;
    if (failures > 0) restUntil = clock() + Math.min(REST_MS.longest, REST_MS.first * 2 ** (failures - 1));
  }
}
