/** Making the edition of a slot that is claimed, and writing down what came of it. */
import type { Store } from '../../store/index.ts';
import type { DueSlot, IssueOutcome, MakeIssue, SlotReport } from './contract.ts';
import { failureNote, lastFailureNote } from './notes.ts';
import { LATE_MS, retryAfter } from './rests.ts';

/** Who makes, with what and by which clock. */
export type Maker = {
  readonly store: Store;
  readonly now: () => number;
  readonly owner: string;
  readonly make: MakeIssue;
};

/** What `make` came to. */
type Tried = IssueOutcome | { readonly state: 'threw'; readonly error: unknown };

/**
 * Makes the edition; a failed try is to be repeated, at the latest shortly before `deadline`, or is the last. So is one that
 * found too little, when the slot is late or sources could not be read: more may come in.
 * @throws StoreFault when the outcome cannot be written; the slot is then anybody's when its lease has ended
 */
export async function makeClaimed(maker: Maker, slot: DueSlot, deadline: number): Promise<SlotReport> {
  const begunAt = maker.now();
  const tried = await tryToMake(maker, slot);
  if (tried.state === 'threw') return await writeFailure(maker, slot, failureNote(tried.error), deadline);
  const mayGetMore = tried.state === 'too-little' && ((tried.unread ?? 0) > 0 || begunAt - slot.dueAt > LATE_MS);
  return await writeOutcome(maker, slot, tried, mayGetMore ? deadline : null);
}

async function tryToMake({ make, now }: Maker, slot: DueSlot): Promise<Tried> {
  try {
    return await make(slot, new Date(now()));
  } catch (error) {
    return { state: 'threw', error };
  }
}

/** `until`: when the last try is; null: this was it. */
async function writeOutcome(
  { store, owner, now }: Maker,
  slot: DueSlot,
  outcome: IssueOutcome,
  until: number | null,
): Promise<SlotReport> {
  const edition = outcome.state === 'made' ? outcome.edition : null;
  const at = now();
  const retryAt = until === null ? null : retryAfter(await triesOf(store, slot), at, until);
  const end = { state: outcome.state, edition, note: null, retryAt };
  if (await store.slots.finish(slot, owner, end, at)) {
    return { ...slot, ...outcome, ...(retryAt === null ? {} : { retryAt }) };
  }
  return { ...slot, state: 'failed', note: 'it took so long that another program has begun to make it' };
}

async function writeFailure(
  { store, owner, now }: Maker,
  slot: DueSlot,
  failure: string,
  deadline: number,
): Promise<SlotReport> {
  const at = now();
  const tries = await triesOf(store, slot);
  const retryAt = retryAfter(tries, at, deadline);
  const state = retryAt === null ? 'missed' : 'failed';
  const note = retryAt === null ? lastFailureNote(tries, failure) : failure;
  await store.slots.finish(slot, owner, { state, edition: null, note, retryAt }, at);
  return { ...slot, state, note };
}

async function triesOf({ slots }: Store, slot: DueSlot): Promise<number> {
  return (await slots.find(slot))?.tries ?? 1;
}
