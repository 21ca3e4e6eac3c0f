/** Forgets what must not be kept. */
import { DAY_MS, HOUR_MS } from '../durations.ts';
import type { Counter } from './counter.ts';

/** Every hour: internet addresses whose term has ended, and people who let two terms of a confirmation link pass. */
export function openHousekeeping({ config, store, clock }: Counter): { tidy(): Promise<boolean> } {
  let nextAt = Number.NEGATIVE_INFINITY;
  return {
    /** Answers whether it was time. @throws StoreFault, and then tries again the next time */
    async tidy() {
      const now = clock();
      if (now < nextAt) return false;
      await store.post.forgetExpired(now, now - 2 * config.subscription.confirmDays * DAY_MS);
      nextAt = now + HOUR_MS;
      return true;
    },
  };
}
