/** Leaving, and taking it back. */
import type { Subscriber } from '../../model.ts';
import type { MemberWriter } from '../../store/index.ts';
import type { Link } from '../../vault/index.ts';
import { DAY_MS } from '../durations.ts';
import type { LeavingWay, LinkRefusal, Visitor } from './contract.ts';
import { type Office, record } from './office.ts';

/** What the page behind a leaving link shows. */
export async function viewLeaving(
  { store, vault }: Office,
  token: string,
): Promise<{ readonly status: 'active' | 'left' } | LinkRefusal> {
  const link = leavingLink(vault, token);
  const subscriber = link && (await store.members.byId(link.id));
  if (!subscriber) return { refused: 'unknown' };
  return { status: subscriber.status === 'left' ? 'left' : 'active' };
}

/** Ends a subscription at once. Whoever has left, or was erased, is told the same again. */
export async function leave(
  office: Office,
  token: string,
  how: LeavingWay,
): Promise<{ readonly left: true } | LinkRefusal> {
  const link = leavingLink(office.vault, token);
  if (!link) return { refused: 'unknown' };
  await office.store.changeMembers(async (members) => {
    const subscriber = await members.byId(link.id);
    if (subscriber && subscriber.status !== 'left') await endSubscription(office, members, subscriber, how);
  });
  return { left: true };
}

async function endSubscription(
  office: Office,
  members: MemberWriter,
  subscriber: Subscriber,
  how: LeavingWay,
): Promise<void> {
  const at = office.clock();
  await members.update({ ...subscriber, status: 'left', leftAt: at, pausedUntil: null });
  await members.endTickets(subscriber.number, at);
  await members.dropLetters(subscriber.number);
  // A stronger reason not to mail someone is not replaced by this one.
  if (!(await members.suppression(subscriber.addressHash))) await members.suppress(subscriber.addressHash, 'left', at);
  const reason = how.by === 'page' && how.reason ? { reason: how.reason } : {};
  await record(office, members, subscriber.number, {
    kind: 'left',
    at,
    visitor: how.by === 'page' ? how.visitor : null,
    detail: { by: how.by, ...reason },
  });
}

/** How long a leaving can be taken back with one press; later, signing up again proves that the mailbox is still theirs. */
const COME_BACK_MS = 30 * DAY_MS;

/**
 * Takes a leaving back; not for those who may not be mailed for another reason, and not by a link that went to a former
 * address.
 */
export async function comeBack(
  office: Office,
  token: string,
  visitor: Visitor,
): Promise<{ readonly back: true } | LinkRefusal> {
  const link = leavingLink(office.vault, token);
  if (!link) return { refused: 'unknown' };
  return await office.store.changeMembers(async (members): Promise<{ back: true } | LinkRefusal> => {
    const subscriber = await members.byId(link.id);
    if (!subscriber) return { refused: 'unknown' };
    if (subscriber.linkVersion !== link.version) return { refused: 'old' };
    if (subscriber.status === 'active') return { back: true };
    const at = office.clock();
    const suppression = await members.suppression(subscriber.addressHash);
    if (suppression && suppression.reason !== 'left') return { refused: 'old' };
    if (subscriber.confirmedAt === null || at - (subscriber.leftAt ?? 0) > COME_BACK_MS) return { refused: 'old' };
    await members.unsuppress(subscriber.addressHash);
    await members.update({ ...subscriber, status: 'active', leftAt: null });
    await record(office, members, subscriber.number, { kind: 'came-back', at, visitor });
    return { back: true };
  });
}

function leavingLink(vault: Office['vault'], token: string): Link | null {
  const link = vault.readLink(token);
  return link?.purpose === 'leave' ? link : null;
}
