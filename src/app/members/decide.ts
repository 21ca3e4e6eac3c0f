/** Deciding on what was asked for, after the answer was given: nobody can tell from it whose address it is. */
import type { MemberWriter, TicketRecord, WaitingSignUp } from '../../store/index.ts';
import { makeSubscriberId, makeTicket } from '../../vault/index.ts';
import { DAY_MS } from '../durations.ts';
import { countLetter, mayBeAsked } from './letter-limits.ts';
import { queueLetter } from './letters.ts';
import { leavingPath, type Office, preferencesPath, record } from './office.ts';
import { openRequest, type Request } from './requests.ts';

type SignUp = Extract<Request, { readonly wish: 'sign-up' }>;
type NewAddress = Extract<Request, { readonly wish: 'new-address' }>;

/** Decides on one request, in one transaction with the letter that follows from it. */
export async function decideRequest(office: Office, waiting: WaitingSignUp): Promise<void> {
  const request = openRequest(office, waiting);
  await office.store.changeMembers(async (members) => {
    if (!(await members.takeSignUp(waiting.id))) return;
    switch (request.wish) {
      case 'sign-up':
        return await decideSignUp(office, members, request, waiting.at);
      case 'new-address':
        return await decideNewAddress(office, members, request);
    }
  });
}

/**
 * A new address is asked to confirm, a member is told so by mail, and who has had enough letters or must not be mailed
 * hears nothing.
 */
async function decideSignUp(office: Office, members: MemberWriter, request: SignUp, at: number): Promise<void> {
  const hash = office.vault.hashAddress(request.canonical);
  if (!(await mayBeAsked(members, hash))) return;
  const known = await members.byHash(hash);
  if (known?.status === 'active') {
    if (!(await countLetter(office, members, request.canonical, 'tell'))) return;
    const links = { preferences: preferencesPath(office, known), leave: leavingPath(office, known) };
    const to = office.vault.open('address', known.address);
    return await queueLetter(office, members, known.number, 'already-subscribed', { to, links, choice: known.choice });
  }
  if (!(await countLetter(office, members, request.canonical))) return;
  // Whoever asks again is not forgotten before the new link has ended.
  if (known?.status === 'unconfirmed') await members.update({ ...known, signedUpAt: at });
  await askToConfirm(office, members, request, known?.number ?? (await enrol(office, members, request, at)), at);
}

async function enrol(office: Office, members: MemberWriter, request: SignUp, at: number): Promise<number> {
  const { number } = await members.add({
    id: makeSubscriberId(),
    addressHash: office.vault.hashAddress(request.canonical),
    address: office.vault.seal('address', request.address),
    status: 'unconfirmed',
    choice: request.choice,
    pausedUntil: null,
    linkVersion: 1,
    signedUpAt: at,
    confirmedAt: null,
    leftAt: null,
  });
  return number;
}

/** Someone who left stays so until the ticket is used: then the choice in this record holds. */
async function askToConfirm(
  office: Office,
  members: MemberWriter,
  { address, choice, consent, visitor }: SignUp,
  subscriber: number,
  at: number,
): Promise<void> {
  const detail = { choice, consent: consent.text };
  await record(office, members, subscriber, { kind: 'signed-up', at, visitor, textVersion: consent.version, detail });
  const ticket = await mailableTicket(office, members, { purpose: 'confirm', subscriber, newAddress: null });
  await queueLetter(office, members, subscriber, 'confirm', { to: address, choice, ...ticket });
}

/** The newest wish counts: tickets to other addresses end, so that a mistyped one cannot take a subscription over. */
async function decideNewAddress(office: Office, members: MemberWriter, request: NewAddress): Promise<void> {
  const { subscriber, canonical, address } = request;
  const hash = office.vault.hashAddress(canonical);
  const holder = await members.byNumber(subscriber);
  if (!holder || holder.addressHash === hash || !(await mayBeAsked(members, hash))) return;
  if (!(await countLetter(office, members, canonical))) return;
  await members.endTickets(subscriber, office.clock(), 'new-address');
  const newAddress = { hash, address: office.vault.seal('address', address) };
  const ticket = await mailableTicket(office, members, { purpose: 'new-address', subscriber, newAddress });
  await queueLetter(office, members, subscriber, 'new-address', { to: address, ...ticket });
}

/** Writes a ticket's hash down and gives what goes into the letter. */
async function mailableTicket(
  office: Office,
  members: MemberWriter,
  about: Pick<TicketRecord, 'purpose' | 'subscriber' | 'newAddress'>,
): Promise<{ readonly ticket: string; readonly days: number }> {
  const days = office.config.subscription.confirmDays;
  const { token, hash } = makeTicket();
  await members.addTicket({ ...about, hash, expiresAt: office.clock() + days * DAY_MS, usedAt: null });
  return { ticket: token, days };
}
