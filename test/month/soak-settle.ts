/** Waiting until the programs have done all that is to be done at the moment they are shown. */
import { setTimeout as pause } from 'node:timers/promises';
import { openSlots } from '../../src/app/schedule/open-slots.ts';
import type { Config } from '../../src/config/index.ts';
import type { Store } from '../../src/store/index.ts';

const LOOK_EVERY_MS = 100;
const PATIENCE_MS = 90_000;

/** @throws Error that says what is still open after a minute and a half */
export async function settle(config: Config, store: Store, now: () => number): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  let quiet = 0;
  let open = '';
  while (performance.now() < end) {
    open = await whatIsOpen(config, store, now());
    quiet = open === '' ? quiet + 1 : 0;
    // What one look has found may lead to more: pages to be understood, mails to be sent.
    if (quiet === 2) return;
    await pause(LOOK_EVERY_MS);
  }
  throw new Error(`${new Date(now()).toISOString()}: not done after ${PATIENCE_MS / 1000} s: ${open}`);
}

async function whatIsOpen(config: Config, store: Store, now: number): Promise<string> {
  const states = new Map((await store.intake.states()).map((state) => [state.source, state]));
  const due = config.inlets.filter(({ id }) => (states.get(id)?.nextAt ?? 0) <= now).map(({ id }) => id);
  if (due.length > 0) return `sources ${due.join(', ')}`;
  if ((await store.intake.unread(1)).length > 0) return 'pages that nobody has understood';
  const slots = await openSlots(config, store, now);
  if (slots.length > 0) return `slots ${slots.map(({ slot }) => `${slot.digest} ${slot.date}`).join(', ')}`;
  const sendings = await store.ledger.sendings({ states: ['sending'] });
  return sendings.length > 0 ? `editions ${sendings.map(({ edition }) => edition).join(', ')} are being sent` : '';
}
