/** What the desk's pictures show. */
import type { Config } from '../../config/index.ts';
import type { SendingTally, Store } from '../../store/index.ts';
import type { Vault } from '../../vault/index.ts';
import { offeredThemes } from '../people/counts.ts';
import { BounceCount, type Bounced } from './bounced-domains.ts';
import { type Growth, GrowthCount } from './growth.ts';
import { breathe, type Kept, keep } from './kept.ts';
import { findFact, findTrackedFacts, type TrackedFact } from './tracked-facts.ts';

export type ChartsDesk = {
  /** The themes there are, in their order. */
  readonly themes: readonly { readonly id: string; readonly title: string; readonly colour: string }[];
  growth(): Promise<Kept<Growth>>;
  bounces(): Promise<Kept<Bounced>>;
  /** Newest edition first. */
  sendings(): Promise<readonly SendingTally[]>;
  facts(): Promise<Kept<readonly TrackedFact[]>>;
  fact(factKey: string): Promise<TrackedFact | null>;
};

export type ChartsOffice = {
  readonly config: Pick<Config, 'digests' | 'timeZone'>;
  readonly store: Pick<Store, 'charts' | 'knownFigures' | 'article'>;
  readonly vault: Pick<Vault, 'open'>;
  /** Epoch milliseconds. */
  readonly clock: () => number;
};

const KEPT_MS = 10 * 60_000;
/** Subscribers and mails that are read in one go: SQLite answers nobody else meanwhile. */
const STEPS_AT_ONCE = 500;
const BOUNCES_AT_ONCE = 500;
/** Editions in one picture. */
export const SENDINGS_SHOWN = 30;

/** The pictures of a store. */
export function openChartsDesk(office: ChartsOffice): ChartsDesk {
  const { config, store, clock } = office;
  return {
    themes: offeredThemes(config).map(({ id, title, colour }) => ({ id, title, colour })),
    growth: keep(KEPT_MS, clock, () => countGrowth(office)),
    bounces: keep(KEPT_MS, clock, () => countBounces(office)),
    sendings: () => store.charts.sendings(SENDINGS_SHOWN),
    facts: keep(KEPT_MS, clock, () => findTrackedFacts(store)),
    fact: (factKey) => findFact(store, factKey),
  };
}

async function countGrowth({ config, store, clock }: ChartsOffice): Promise<Growth> {
  const themes = offeredThemes(config).map(({ id }) => id);
  const count = new GrowthCount(themes, monthsIn(config.timeZone));
  const last = await store.charts.lastNumber();
  for (let after = 0; after < last; after += STEPS_AT_ONCE) {
    const steps = await store.charts.steps(after, after + STEPS_AT_ONCE);
    for (const [, own] of Map.groupBy(steps, ({ subscriber }) => subscriber)) count.add(own);
    await breathe();
  }
  return count.until(clock());
}

const HOUR_MS = 3_600_000;

/** Months of epoch milliseconds; within an hour the same, which saves most of the work. */
function monthsIn(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit' });
  const known = new Map<number, string>();
  return (at) => {
    const hour = Math.floor(at / HOUR_MS);
    const month = known.get(hour) ?? format.format(at);
    known.set(hour, month);
    return month;
  };
}

async function countBounces({ store, vault }: ChartsOffice): Promise<Bounced> {
  const count = new BounceCount(vault);
  for (let after = ''; ; ) {
    const mails = await store.charts.bounces(after, BOUNCES_AT_ONCE);
    for (const mail of mails) count.add(mail);
    const last = mails.at(-1);
    if (!last || mails.length < BOUNCES_AT_ONCE) return count.result();
    after = last.hash;
    await breathe();
  }
}
