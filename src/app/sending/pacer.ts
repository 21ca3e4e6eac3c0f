/** Claimed rows whose recipients' domains ask for patience. */
import type { ClaimedDelivery } from '../../store/index.ts';
import { type DomainLimit, openDomainPace } from './domain-pace.ts';

/** A row whose time is nearer than this is kept; others go back on the list. */
const KEPT_MS = 1500;

/** Lets rows through at their time. */
export type Pacer = {
  /** Rows that are kept for their time. */
  readonly kept: number;
  /** Null: the row is let through, now or in a moment. Else when it should be claimed again (epoch ms). */
  pace(delivery: ClaimedDelivery): number | null;
  /** Gives the rows that are kept; none is let through any more. */
  close(): readonly ClaimedDelivery[];
};

/** What a pacer works with. */
export type PacerParts = {
  readonly limits: readonly DomainLimit[];
  readonly clock: () => number;
  readonly addressOf: (delivery: ClaimedDelivery) => string;
  readonly letThrough: (delivery: ClaimedDelivery) => void;
};

/** Opens it over the limits. */
export function openPacer({ limits, clock, addressOf, letThrough }: PacerParts): Pacer {
  const slots = openDomainPace(limits);
  const spread = openSpread(limits);
  const kept = new Map<ClaimedDelivery, NodeJS.Timeout>();
  return {
    get kept() {
      return kept.size;
    },
    pace(delivery) {
      const now = clock();
      const to = limits.length > 0 ? addressOf(delivery) : '';
      const domain = to.slice(to.lastIndexOf('@') + 1);
      const slot = slots.reserve(domain, now);
      if (slot - now > KEPT_MS) {
        // Places in time are only for rows that go: this one asks anew when it comes back.
        slots.giveBack(domain);
        return spread(domain, slot);
      }
      if (slot <= now) letThrough(delivery);
      else
        kept.set(
          delivery,
          setTimeout(() => release(delivery), slot - now),
        );
      return null;
    },
    close() {
      const rows = [...kept.keys()];
      for (const timer of kept.values()) clearTimeout(timer);
      kept.clear();
      return rows;
    },
  };

  function release(delivery: ClaimedDelivery): void {
    kept.delete(delivery);
    letThrough(delivery);
  }
}

/** Times for rows that go back, at the domain's pace: they must not all come back at once. */
function openSpread(limits: readonly DomainLimit[]): (domain: string, earliest: number) => number {
  const next = new Map<string, number>();
  return (domain, earliest) => {
    const at = Math.max(earliest, next.get(domain) ?? 0);
    const { perSecond = 1 } = limits.find((limit) => limit.domain === domain) ?? {};
    next.set(domain, at + 1000 / perSecond);
    return Math.round(at);
  };
}
