/** Sources and what they brought, over an open database. */
import type { Records } from '../records.ts';
import type { Intake } from './contract.ts';
import { countIntake } from './counts.ts';
import { findItems, findPending } from './items.ts';
import { settleSources } from './settling.ts';
import { claimSource, findState, listStates, releaseSource, saveState } from './states.ts';
import { takeIn } from './taking-in.ts';
import { findTold } from './told.ts';
import { findUnread } from './unread.ts';
import { findUntold } from './untold.ts';
import { withdrawItems } from './withdrawing.ts';

/** See the contract. */
export function intakeOf(records: Records): Intake {
  return {
    states: () => listStates(records),
    state: (source) => findState(records, source),
    saveState: (state) => saveState(records, state),
    settle: (sources) => settleSources(records, sources),
    claim: (source, owner, now, until) => claimSource(records, source, owner, now, until),
    release: (source, owner) => releaseSource(records, source, owner),
    items: (source, keys) => findItems(records, source, keys),
    pending: (source, now, limit) => findPending(records, source, now, limit),
    takeIn: (items, at) => takeIn(records, items, at),
    withdraw: (source, present, at) => withdrawItems(records, source, present, at),
    unread: (limit) => findUnread(records, limit),
    untold: (digest, filter) => findUntold(records, digest, filter),
    told: (digest, from) => findTold(records, digest, from),
    counts: () => countIntake(records),
  };
}
