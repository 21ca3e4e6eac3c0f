/** The numbers behind `/metrics`: what is kept is read, what has to be counted is counted seldom. */
import type { BounceKind, DeliveryState, SendingState, SlotState, SubscriberStatus } from '../../model.ts';
import type { Store } from '../../store/index.ts';
import { DAY_MS } from '../durations.ts';
import type { Measures } from '../news-desk.ts';

const SENDINGS: readonly SendingState[] = ['ready', 'sending', 'paused', 'cancelled', 'done'];
const DELIVERIES: readonly DeliveryState[] = ['queued', 'sending', 'sent', 'failed', 'excluded', 'uncertain'];
const BOUNCES: readonly BounceKind[] = ['hard', 'soft', 'complaint'];
const SUBSCRIBERS: readonly SubscriberStatus[] = ['unconfirmed', 'active', 'left'];
const SLOTS: readonly SlotState[] = ['making', 'made', 'too-little', 'missed', 'failed'];

/** Sendings on which something can still happen by itself or by an editor. */
const OPEN: readonly SendingState[] = ['ready', 'sending', 'paused'];
const SLOT_MS = 30 * DAY_MS;
const MOST_SLOTS = 1000;
/** After so long nothing comes back of a sending that has ended. */
const BOUNCE_MS = 30 * DAY_MS;
/** Bounces of which only the person is known. */
const NO_EDITION = 0;

type Counts = Omit<Measures, 'sources' | 'scheduleLagMs'>;

/** Counts everything at a time (epoch ms); what cannot change any more is asked for once. */
export function countAll(store: Store): (now: number) => Promise<Counts> {
  const countBounces = bouncesOf(store);
  return async (now) => {
    const sendings = await store.ledger.sendings();
    const news = await store.intake.counts();
    return {
      pages: news.pages,
      articles: news.articles,
      pendingPages: news.pending,
      editions: { made: await store.editionCount(), approved: await store.editionCount({ approved: true }) },
      subscribers: await countSubscribers(store),
      lettersWaiting: await store.post.waitingLetters(),
      deliveries: await countDeliveries(store, sendings),
      sendings: tally(
        SENDINGS,
        sendings.map(({ state }) => [state, 1]),
      ),
      bounces: await countBounces(sendings, now),
      slots: await countSlots(store, now),
    };
  };
}

type Sendings = Awaited<ReturnType<Store['ledger']['sendings']>>;

/** Every key is there, also with 0: who watches a number can tell nothing from not known. */
function tally<Key extends string>(
  keys: readonly Key[],
  amounts: Iterable<readonly [Key, number]>,
): Readonly<Record<Key, number>> {
  const sums = Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;
  for (const [key, amount] of amounts) sums[key] += amount;
  return sums;
}

async function countSubscribers(store: Store) {
  const { members } = await store.memberList.count();
  return tally(
    SUBSCRIBERS,
    members.map(({ status, count }) => [status, count]),
  );
}

async function countDeliveries({ ledger }: Store, sendings: Sendings) {
  const open = sendings.filter(({ state }) => OPEN.includes(state));
  const counts = await Promise.all(open.map(({ edition }) => ledger.counts(edition)));
  return tally(
    DELIVERIES,
    counts.flatMap((each) => DELIVERIES.map((state) => [state, each[state]] as const)),
  );
}

async function countSlots(store: Store, now: number) {
  const rows = await store.slots.list({ limit: MOST_SLOTS });
  const late = rows.filter(({ dueAt }) => dueAt > now - SLOT_MS);
  return tally(
    SLOTS,
    late.map(({ state }) => [state, 1]),
  );
}

type Bounces = Readonly<Record<BounceKind, number>>;

function bouncesOf({ bounces }: Store): (sendings: Sendings, now: number) => Promise<Bounces> {
  const settled = new Map<number, Bounces>();
  return async (sendings, now) => {
    const all = [await bounces.count(NO_EDITION)];
    for (const { edition, state, changedAt } of sendings) {
      const known = settled.get(edition) ?? (await bounces.count(edition));
      if (!OPEN.includes(state) && changedAt < now - BOUNCE_MS) settled.set(edition, known);
      all.push(known);
    }
    return tally(
      BOUNCES,
      all.flatMap((each) => BOUNCES.map((kind) => [kind, each[kind]] as const)),
    );
  };
}
