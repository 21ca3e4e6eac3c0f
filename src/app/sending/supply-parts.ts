/** What one round of a sending works with. */
import type { SendingState } from '../../model.ts';
import type { ClaimedDelivery, Ledger } from '../../store/index.ts';
import type { DomainLimit } from './domain-pace.ts';
import type { Mailing } from './mailing.ts';
import type { RefusalWatch } from './refusal-watch.ts';
import type { RelayShares } from './relay-shares.ts';
import type { Tally } from './tally.ts';

/** The edition, who sends it, and all that decides on the next message. */
export type SupplyParts = {
  readonly edition: number;
  readonly ledger: Pick<Ledger, 'turn' | 'settleRefusals' | 'setState'>;
  readonly sender: { readonly id: string; isLost(): boolean };
  readonly mailing: Mailing;
  readonly shares: RelayShares<ClaimedDelivery>;
  readonly limits: readonly DomainLimit[];
  readonly refusals: RefusalWatch;
  readonly tally: Tally;
  /** Rows to claim before they are asked for. */
  readonly ahead: number;
  readonly stop: AbortSignal;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** From 0 to 1, without 1. */
  readonly random: () => number;
  /** Until when quiet hours last; null outside of them. */
  readonly quietUntil: (now: number) => number | null;
  /** Only this subscriber's row. */
  readonly only: number | undefined;
};

/** Why no row is handed out any more: quiet hours, others may take this sender for dead, or the sending's state. */
export type SupplyEnd = { readonly why: 'quiet' | 'lease-lost' | SendingState };
