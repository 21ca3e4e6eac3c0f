/** Looks into the boxes that mails come back to: once, or every minute while the program runs. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../../config/index.ts';
import { openImapMailbox, openMaildir, type ReturnBox } from '../../deliver/index.ts';
import type { Store } from '../../store/index.ts';
import type { Vault } from '../../vault/index.ts';
import { MINUTE_MS } from '../durations.ts';
import { pauseAfter } from '../post-office/backing-off.ts';
import { openTeller } from '../post-office/teller.ts';
import type { MailDesk } from './take-mail.ts';
import { boxFaultLine, type MailCounts, noMails, visitBox } from './visit-box.ts';

/** A running watch. */
export type BounceWatch = {
  /** Finishes the mail at hand and stops. */
  close(): Promise<void>;
};

/** The boxes that are set. */
export function boxesOf({ bounces: { maildir, imap } }: Config): ReturnBox[] {
  return [...(maildir === null ? [] : [openMaildir(maildir)]), ...(imap === null ? [] : [openImapMailbox(imap)])];
}

/**
 * Looks into each box that is set, every minute; one that cannot be used is asked less and less often, up to a quarter of
 * an hour. Without a box it does nothing.
 * @param onFault told in one line what cannot be read; no address and no password is in it
 */
export function openBounceWatch(
  config: Config,
  store: Pick<Store, 'changeBounces'>,
  vault: Pick<Vault, 'readReturnPath'>,
  onFault: (line: string) => void,
  everyMs = MINUTE_MS,
): BounceWatch {
  const desk: MailDesk = { config, store, vault, clock: Date.now };
  const stopping = new AbortController();
  const watches = boxesOf(config).map((box) => watchBox(desk, box, onFault, everyMs, stopping.signal));
  return {
    async close() {
      stopping.abort();
      await Promise.all(watches);
    },
  };
}

async function watchBox(
  desk: MailDesk,
  box: ReturnBox,
  onFault: (line: string) => void,
  everyMs: number,
  stop: AbortSignal,
): Promise<void> {
  const tell = openTeller({ onFault, clock: desk.clock });
  const left = new Set<string>();
  for (let faults = 0; !stop.aborted; ) {
    try {
      await visitBox(desk, box, { counts: noMails(), left, tell }, stop);
      faults = 0;
    } catch (error) {
      faults++;
      tell(boxFaultLine(error));
    }
    const wait = faults > 0 ? Math.min(everyMs * 15, pauseAfter(faults)) : everyMs;
    // Ended by `stop`: that is no fault.
    await pause(wait, undefined, { signal: stop, ref: false }).catch(() => undefined);
  }
}

/** Looks into boxes once. @throws BoxFault, StoreFault */
export async function readBounces(
  config: Config,
  store: Pick<Store, 'changeBounces'>,
  vault: Pick<Vault, 'readReturnPath'>,
  tell: (line: string) => void,
): Promise<MailCounts> {
  const desk: MailDesk = { config, store, vault, clock: Date.now };
  const counts = noMails();
  for (const box of boxesOf(config)) {
    await visitBox(desk, box, { counts, left: new Set(), tell }, new AbortController().signal);
  }
  return counts;
}
