/** What the desk shows of sendings: reading only, so that no visit changes anything. */
import type { Config } from '../../config/index.ts';
import type { ExclusionReason } from '../../model.ts';
import type { Ledger, Reach, Store } from '../../store/index.ts';
import { type OutboxView, openOutboxView } from '../outbox-view.ts';
import type { SendingPlan } from './contract.ts';
import { planSending } from './plan-sending.ts';

/** Ids of subscribers, the first of them. */
export type Listed = { readonly ids: readonly string[]; readonly isCut: boolean };

/** Answers of mail servers and how many got each; no address is in them. */
export type Replies = Awaited<ReturnType<Ledger['replies']>>;

/** An edition's sending in full. */
export type SendingStatus = {
  /** When it was looked at (epoch ms). */
  readonly at: number;
  readonly plan: SendingPlan;
  /** An edition can be approved without a sending: it was approved before there were any. */
  readonly isApproved: boolean;
  /** An editor has said that refusals shall not pause it. */
  readonly acceptsRefusals: boolean;
  /** Whom the queued messages would reach now; null where none are written down, or they are leaving. */
  readonly reach: Reach | null;
  /** How many of those who were refused would be tried again. */
  readonly resendable: number;
  /** A later edition of its digest, which tells the stories of one that is not approved again; null: there is none. */
  readonly followedBy: number | null;
  readonly startedAt: number | null;
  readonly changedAt: number | null;
  readonly failures: Replies;
  /** Of those that wait for a later try. */
  readonly delays: Replies;
  /** Most frequent first; of more than are counted, only the first. */
  readonly exclusions: {
    readonly reasons: readonly { readonly reason: ExclusionReason; readonly rows: number }[];
    readonly counted: number;
    readonly isCut: boolean;
  };
  readonly uncertain: Listed;
  /** Those who may have got it twice. */
  readonly doubtful: Listed;
};

/** The desk's side of everything that is mailed. */
export type MailingDesk = {
  readonly outbox: OutboxView;
  /** Null: there is no such edition. */
  sending(edition: number): Promise<SendingStatus | null>;
  /** Of those of these editions that were frozen. */
  states(editions: readonly number[]): Promise<ReadonlyMap<number, SendingPlan['state']>>;
};

/** Ids in a list of the page. */
const MOST_LISTED = 50;
/** Excluded rows that are looked at for their reasons; after a cancelled sending there may be a million. */
const MOST_COUNTED = 20_000;
const AT_ONCE = 1000;

/** The desk of a store; `clock` is epoch milliseconds. */
export function openMailingDesk(config: Config, store: Store, clock: () => number = Date.now): MailingDesk {
  const { ledger } = store;
  return {
    outbox: openOutboxView(config),
    async sending(edition) {
      const known = await store.editionState(edition);
      if (!known) return null;
      const at = clock();
      const plan = await planSending(config, store, edition, new Date(at));
      const isApproved = known.approvedAt !== null;
      const followedBy = isApproved ? null : await store.slots.followedBy(edition, at);
      return { at, plan, isApproved, followedBy, ...(await detailsOf(ledger, plan, at)) };
    },
    async states(editions) {
      const known = await Promise.all(editions.map((edition) => ledger.sending(edition)));
      return new Map(known.flatMap((each) => (each ? [[each.edition, each.state] as const] : [])));
    },
  };
}

/** What is not there is not asked for. */
async function detailsOf(
  ledger: Ledger,
  { edition, counts, state }: SendingPlan,
  at: number,
): Promise<Omit<SendingStatus, 'at' | 'plan' | 'isApproved' | 'followedBy'>> {
  const sending = await ledger.sending(edition);
  const most = MOST_LISTED + 1;
  return {
    acceptsRefusals: sending?.acceptsRefusals ?? false,
    reach: state === 'ready' || state === 'paused' ? await ledger.reach(edition, at) : null,
    resendable: sending && counts.failed > 0 && state !== 'cancelled' ? await ledger.resendable(edition) : 0,
    startedAt: sending?.startedAt ?? null,
    changedAt: sending?.changedAt ?? null,
    failures: sending && counts.failed > 0 ? await ledger.replies(edition, 'failed') : [],
    delays: sending && counts.queued > 0 ? await ledger.replies(edition, 'queued') : [],
    exclusions: await exclusionsOf(ledger, edition, sending ? counts.excluded : 0),
    uncertain: listed(sending && counts.uncertain > 0 ? await ledger.list(edition, 'uncertain', 0, most) : []),
    doubtful: listed(sending ? await ledger.doubtful(edition, 0, most) : []),
  };
}

async function exclusionsOf(ledger: Ledger, edition: number, excluded: number): Promise<SendingStatus['exclusions']> {
  const rows = new Map<ExclusionReason, number>();
  const toCount = Math.min(excluded, MOST_COUNTED);
  let counted = 0;
  for (let after = 0; counted < toCount; ) {
    const page = await ledger.list(edition, 'excluded', after, Math.min(AT_ONCE, toCount - counted));
    for (const { exclusion } of page) if (exclusion) rows.set(exclusion, (rows.get(exclusion) ?? 0) + 1);
    counted += page.length;
    after = page.at(-1)?.position ?? after;
    if (page.length === 0) break;
  }
  const reasons = [...rows].map(([reason, count]) => ({ reason, rows: count })).sort((a, b) => b.rows - a.rows);
  return { reasons, counted, isCut: excluded > counted };
}

/** Of erased people there is no id any more. */
function listed(rows: readonly { readonly subscriber: string | null }[]): Listed {
  const ids = rows.slice(0, MOST_LISTED).flatMap(({ subscriber }) => (subscriber === null ? [] : [subscriber]));
  return { ids, isCut: rows.length > MOST_LISTED };
}
