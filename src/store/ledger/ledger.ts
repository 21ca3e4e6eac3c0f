/** The ledger over an open database. */
import type { Records } from '../records.ts';
import { beginDue, beginSending, setSendAt } from './beginning.ts';
import type { Ledger } from './contract.ts';
import { freeze } from './freezing.ts';
import { countReplies, listDeliveries, listDoubtful, listOfSubscriber } from './lists.ts';
import { countReach } from './reach.ts';
import { countLeftOut, countRecipients } from './recipients.ts';
import { settleRefusals } from './refusals.ts';
import { countResendable, resendFailed } from './resending.ts';
import { dismissSender, holdLease, listSenders, retryUncertain } from './senders.ts';
import { countDeliveries, findSending, finishSending, listProgress, listSendings, setState } from './sendings.ts';
import { findNextDue, turnTaker } from './turn.ts';
import { listVariantThemes, loadVariant } from './variants.ts';

/** `close` is left to whoever has opened the records. */
export function ledgerOf(records: Records, close: () => Promise<void>): Ledger {
  return {
    recipients: (digest, at) => records.read((db) => countRecipients(db, digest, at)),
    leftOut: (digest, at) => records.read((db) => countLeftOut(db, digest, at)),
    freeze: (request) => freeze(records, request),
    variant: (edition, themes) => loadVariant(records, edition, themes),
    variantThemes: (edition) => listVariantThemes(records, edition),
    sending: (edition) => findSending(records, edition),
    sendings: (filter) => listSendings(records, filter),
    setState: (edition, from, to, change) => setState(records, edition, from, to, change),
    begin: (which) => beginSending(records, which),
    setSendAt: (which) => setSendAt(records, which),
    beginDue: (at, notBefore) => beginDue(records, at, notBefore),
    reach: (edition, at) => records.read((db) => countReach(db, edition, at)),
    progress: (editions) => listProgress(records, editions),
    resendable: (edition) => countResendable(records, edition),
    resendFailed: (edition, at, seen) => resendFailed(records, edition, at, seen),
    finish: (edition, at) => finishSending(records, edition, at),
    counts: (edition) => countDeliveries(records, edition),
    nextDueAt: (edition) => records.read((db) => findNextDue(db, edition, undefined)),
    turn: turnTaker(records),
    settleRefusals: (edition, rows, fate, at) => settleRefusals(records, edition, rows, fate, at),
    retryUncertain: (edition, at, which) => retryUncertain(records, edition, at, which),
    list: (edition, state, after, limit) => listDeliveries(records, edition, state, after, limit),
    doubtful: (edition, after, limit) => listDoubtful(records, edition, after, limit),
    replies: (edition, state) => countReplies(records, edition, state),
    ofSubscriber: (subscriber) => listOfSubscriber(records, subscriber),
    hold: (sender) => holdLease(records, sender),
    senders: () => listSenders(records),
    dismiss: (sender, claims, at) => dismissSender(records, sender, claims, at),
    close,
  };
}
