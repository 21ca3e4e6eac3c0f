/** Making the edition of a slot that is claimed, and writing down what came of it. */
import type { Store } from '../../store/index.ts';
import type { DueSlot, IssueOutcome, MakeIssue, SlotReport } from './contract.ts';
import { failureNote, lastFailureNote } from './notes.ts';
import { retryAfter } from './rests.ts';

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
 * Makes the edition; a failed try is to be repeated, at the latest shortly before `deadline`, or is the last.
 * @throws StoreFault when the outcome cannot be written; the slot is then anybody's when its lease has ended
 */
export async function makeClaimed(maker: Maker, slot: DueSlot, deadline: number): Promise<SlotReport> {
  const tried = await tryToMake(maker, slot);
  if (tried.state === 'threw') return await writeFailure(maker, slot, failureNote(tried.error), deadline);
  return await writeOutcome(maker, slot, tried);
}

async function tryToMake({ make, now }: Maker, slot: DueSlot): Promise<Tried> {
  try {
    return await make(slot, new Date(now()));
  } catch (error) {
    return { state: 'threw', error };
  }
}

async function writeOutcome({ store, owner, now }: Maker, slot: DueSlot, outcome: IssueOutcome): Promise<SlotReport> {
  const edition = outcome.state === 'made' ? outcome.edition : null;
  const end = { state: outcome.state, edition, note: null, retryAt: null };
  if (await store.slots.finish(slot, owner, end, now())) return { ...slot, ...outcome };
  return { ...slot, state: 'failed', note: 'it took so long that another program has begun to make it' };
}

async function writeFailure(
  { store, owner, now }: Maker,
  slot: DueSlot,
  failure: string,
  deadline: number,
): Promise<SlotReport> {
  const at = now();
  const tries = (await store.slots.find(slot))?.tries ?? 1;
  const retryAt = retryAfter(tries, at, deadline);
  const state = retryAt === null ? 'missed' : 'failed';
  const note = retryAt === null ? lastFailureNote(tries, failure) : failure;
  await store.slots.finish(slot, owner, { state, edition: null, note, retryAt }, at);
  return { ...slot, state, note };
}
