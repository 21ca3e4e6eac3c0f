/** What becomes of a slot that is too late to be made. */
import type { Store } from '../../store/index.ts';
import type { IssueOutcome, SlotReport } from './contract.ts';
import type { Maker } from './make-claimed.ts';
import { overdueNote, unsentNote } from './notes.ts';
import type { OpenSlot } from './open-slots.ts';
import { LEASE_MS } from './rests.ts';

type Made = IssueOutcome & { readonly state: 'made'; readonly note?: string };

/** Marks it as missed, or as made when its edition was approved before its maker died. Null: another program has done so. */
export async function giveUp(maker: Maker, { slot, deadline, row }: OpenSlot): Promise<SlotReport | null> {
  const { store, owner, now } = maker;
  const at = now();
  const note = overdueNote(row, deadline - slot.dueAt);
  if (row === null) return (await store.slots.miss(slot, note, at)) ? { ...slot, state: 'missed', note } : null;
  if (!(await store.slots.claim(slot, owner, at, at + LEASE_MS, row.state === 'missed'))) return null;
  const made = await approvedOf(store, row.edition);
  const end = made
    ? { state: made.state, edition: made.edition, note: made.note ?? null, retryAt: null }
    : { state: 'missed' as const, edition: null, note, retryAt: null };
  if (!(await store.slots.finish(slot, owner, end, at))) return null;
  return { ...slot, ...(made ?? { state: 'missed', note }) };
}

/** The edition of a slot that somebody approved; it is not sent by itself any more: the morning is over. */
async function approvedOf(store: Store, edition: number | null): Promise<Made | null> {
  const whole = edition === null ? null : await store.wholeEdition(edition);
  if (!whole?.approvedAt) return null;
  const { number, counts } = whole.edition;
  const sending = await store.ledger.sending(number);
  const isUnsent = sending === null || sending.state === 'ready';
  const note = isUnsent ? { note: unsentNote(number) } : {};
  return { state: 'made', edition: number, stories: counts.stories, sent: !isUnsent, ...note };
}
