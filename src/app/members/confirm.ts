/** Using a mailed ticket: it proves that someone reads the mails of an address. */
import type { AddressHash, Choice, Subscriber } from '../../model.ts';
import type { MemberWriter, TicketRecord } from '../../store/index.ts';
import { hashTicket } from '../../vault/index.ts';
import type { ConfirmAnswer, TicketState, Visitor } from './contract.ts';
import { forgiveLetters, mayBeAsked } from './letter-limits.ts';
import { queueLetter } from './letters.ts';
import { canonicalOf, leavingPath, type Office, preferencesPath, record } from './office.ts';

/** What the page behind a ticket shows. */
export async function viewTicket(
  { store, clock }: Office,
  token: string,
): Promise<{ readonly state: TicketState; readonly isNewAddress: boolean }> {
  const ticket = await store.members.ticket(hashTicket(token));
  return { state: stateOf(ticket, clock()), isNewAddress: ticket?.purpose === 'new-address' };
}

/** The button: uses the ticket once, and ends the other tickets of the same person. */
export async function confirm(office: Office, token: string, visitor: Visitor): Promise<ConfirmAnswer> {
  const at = office.clock();
  return await office.store.changeMembers(async (members): Promise<ConfirmAnswer> => {
    const ticket = await members.ticket(hashTicket(token));
    if (!ticket) return unused('unknown', false);
    const isNewAddress = ticket.purpose === 'new-address';
    const state = stateOf(ticket, at);
    if (state !== 'open') return unused(state, isNewAddress);
    const subscriber = await members.byNumber(ticket.subscriber);
    if (!subscriber || !(await mayBeAsked(members, ticket.newAddress?.hash ?? subscriber.addressHash))) {
      return unused('expired', isNewAddress);
    }
    await members.endTickets(subscriber.number, at);
    const confirmed = ticket.newAddress
      ? await moveTo(office, members, subscriber, ticket.newAddress, visitor)
      : await activate(office, members, subscriber, visitor);
    const status = confirmed.status === 'active' ? 'active' : 'left';
    return { state: 'confirmed', isNewAddress, status, links: { preferences: preferencesPath(office, confirmed) } };
  });
}

function unused(state: 'used' | 'expired' | 'unknown', isNewAddress: boolean): ConfirmAnswer {
  return { state, isNewAddress, status: null, links: null };
}

function stateOf(ticket: TicketRecord | null, at: number): TicketState {
  if (!ticket) return 'unknown';
  if (ticket.usedAt !== null) return 'used';
  return at < ticket.expiresAt ? 'open' : 'expired';
}

async function activate(
  office: Office,
  members: MemberWriter,
  subscriber: Subscriber,
  visitor: Visitor,
): Promise<Subscriber> {
  const at = office.clock();
  const choice = await askedChoice(members, subscriber);
  const active: Subscriber = { ...subscriber, status: 'active', choice, confirmedAt: at, leftAt: null };
  await members.update(active);
  await members.unsuppress(active.addressHash);
  await forgiveLetters(office, members, canonicalOf(office, active.address));
  await record(office, members, active.number, { kind: 'confirmed', at, visitor, detail: { choice } });
  return active;
}

/** What was chosen in the form that the letter answered: someone who comes back may choose otherwise than before. */
async function askedChoice(members: MemberWriter, { number, choice }: Subscriber): Promise<Choice> {
  const asked = (await members.consents(number)).findLast(({ kind }) => kind === 'signed-up');
  return (asked?.detail['choice'] as Choice | undefined) ?? choice;
}

/**
 * Moves a subscription to the address that the ticket proved. Links of earlier mails end, except for leaving, and the
 * former address is told, with a link to end it all. It gets nothing any more, whatever list names it. Another
 * subscription of the new address is the same person's: it goes, so that nobody is mailed twice.
 */
async function moveTo(
  office: Office,
  members: MemberWriter,
  subscriber: Subscriber,
  to: { readonly hash: AddressHash; readonly address: Subscriber['address'] },
  visitor: Visitor,
): Promise<Subscriber> {
  const at = office.clock();
  const other = await members.byHash(to.hash);
  if (other && other.number !== subscriber.number) await members.remove(other.number);
  const { number, addressHash: from, linkVersion } = subscriber;
  const moved = { ...subscriber, addressHash: to.hash, address: to.address, linkVersion: linkVersion + 1 };
  await members.update(moved);
  await members.unsuppress(to.hash);
  await members.suppress(from, 'left', at);
  await forgiveLetters(office, members, canonicalOf(office, to.address));
  await record(office, members, number, { kind: 'address-changed', at, visitor, detail: { from, to: to.hash } });
  await members.dropLetters(number);
  const content = {
    to: office.vault.open('address', subscriber.address),
    links: { leave: leavingPath(office, subscriber) },
  };
  await queueLetter(office, members, number, 'address-moved', content);
  return moved;
}
