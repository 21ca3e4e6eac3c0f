/** Pausing, going on and ending a sending. A running one hears of it with its next claim. */
import type { SendingState } from '../../model.ts';
import type { Store } from '../../store/index.ts';
import { AppFault } from '../app-fault.ts';
import { type Acting, noteAct } from './acting.ts';

const OF_AN_EDITOR = 'paused by an editor';

/** Stops handing out messages; those that are open are finished. @throws AppFault when it is not going on */
export async function pauseSending(
  store: Store,
  edition: number,
  at: Date,
  acting: Acting = { editor: null, audit: store.audit },
): Promise<SendingState> {
  const change = { at: at.getTime(), reason: OF_AN_EDITOR };
  if (await store.ledger.setState(edition, ['ready', 'sending'], 'paused', change)) {
    await noteAct(acting, 'pause', edition, change.at);
    return 'paused';
  }
  return await refuse(store, edition, 'paused', 'paused', `npx mujaz show ${edition} tells what became of it.`);
}

/**
 * Takes the pause away: a sending that had begun goes on, another one waits to be begun.
 * @param choice `acceptsRefusals`: refusals pause it no more; `seen`: only the pause that began then
 * @throws AppFault when it is not paused
 */
export async function resumeSending(
  store: Store,
  edition: number,
  { acceptsRefusals, seen }: { readonly acceptsRefusals: boolean; readonly seen?: number | undefined },
  at: Date,
  acting: Acting = { editor: null, audit: store.audit },
): Promise<SendingState> {
  const change = { at: at.getTime(), reason: null, seen, ...(acceptsRefusals ? { acceptsRefusals } : {}) };
  const hasBegun = ((await store.ledger.sending(edition))?.startedAt ?? null) !== null;
  const to = hasBegun ? 'sending' : 'ready';
  if (await store.ledger.setState(edition, ['paused'], to, change)) {
    await noteAct(acting, 'resume', edition, change.at, { acceptsRefusals });
    return to;
  }
  return await refuse(store, edition, to, 'resumed', `To begin it: npx mujaz send ${edition}`);
}

/** Ends a sending for good: whoever has not got it yet will not. @throws AppFault when there is nothing to end */
export async function cancelSending(
  store: Store,
  edition: number,
  at: Date,
  acting: Acting = { editor: null, audit: store.audit },
): Promise<SendingState> {
  const change = { at: at.getTime(), reason: 'cancelled by an editor' };
  if (await store.ledger.setState(edition, ['ready', 'sending', 'paused'], 'cancelled', change)) {
    const { sent, uncertain, excluded } = await store.ledger.counts(edition);
    await noteAct(acting, 'cancel', edition, change.at, { sent, uncertain, notSent: excluded });
    return 'cancelled';
  }
  return await refuse(store, edition, 'cancelled', 'cancelled', 'What has gone out cannot be called back.');
}

/** To ask for the state that there is already is no mistake. */
async function refuse(
  store: Store,
  edition: number,
  wanted: SendingState,
  verb: string,
  next: string,
): Promise<SendingState> {
  const sending = await store.ledger.sending(edition);
  if (sending?.state === wanted) return wanted;
  const state = sending ? sending.state : (await store.edition(edition)) ? 'not approved' : 'unknown';
  throw new AppFault(`edition ${edition} cannot be ${verb}: it is ${state}.`, next, true);
}
