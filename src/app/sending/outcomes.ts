/** What the ledger writes down for what the mail server made of a message. */
import type { BulkOutcome } from '../../deliver/index.ts';
import type { ClaimedDelivery, DeliveryResult } from '../../store/index.ts';
import { afterBreak, nextTry } from './retry-ladder.ts';

/** What decides besides the outcome. */
export type Circumstances = {
  readonly now: number;
  /** From 0 to 1, without 1. */
  readonly random: number;
  /** The sending is being paused because of refusals: they are the server's fault and not the recipients'. */
  readonly isPausing: boolean;
};

/** So many broken connections in a row take a day; then it is the message that breaks them. */
const MOST_BREAKS = 100;

/** The result to be recorded. */
export function resultOf(
  delivery: ClaimedDelivery,
  outcome: BulkOutcome,
  { now, random, isPausing }: Circumstances,
): DeliveryResult {
  const { position, attempts, breaks, firstTriedAt } = delivery;
  const { reply } = outcome;
  switch (outcome.outcome) {
    case 'sent':
    case 'uncertain':
      return { position, reply, state: outcome.outcome };
    case 'failed':
      if (isPausing) return { position, reply, state: 'queued', nextTryAt: now, attempts, breaks, firstTriedAt };
      return { position, reply, state: 'failed', isProvisional: true, isDead: outcome.noSuchAddress };
    case 'later': {
      const first = firstTriedAt ?? now;
      const tried = attempts + 1;
      const nextTryAt = nextTry({ attempts: tried, firstTriedAt: first, now, random });
      // Put off for too long: final, and nothing that a pause could mend.
      if (nextTryAt === null) return { position, reply, state: 'failed', isProvisional: false, isDead: false };
      return { position, reply, state: 'queued', nextTryAt, attempts: tried, breaks: 0, firstTriedAt: first };
    }
    case 'unharmed': {
      const broke = breaks + 1;
      if (broke >= MOST_BREAKS) return { position, reply, state: 'failed', isProvisional: false, isDead: false };
      const nextTryAt = afterBreak({ breaks: broke, now, random });
      return { position, reply, state: 'queued', nextTryAt, attempts, breaks: broke, firstTriedAt };
    }
  }
}

/** Not tried: as it was, due at `nextTryAt`. */
export function backOnTheList(delivery: ClaimedDelivery, nextTryAt: number): DeliveryResult {
  const { position, attempts, breaks, firstTriedAt } = delivery;
  return { position, reply: null, state: 'queued', nextTryAt, attempts, breaks, firstTriedAt };
}
