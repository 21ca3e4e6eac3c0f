/** `/confirm/TICKET`: a mail's link opens a page, and its button confirms. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ConfirmAnswer, Membership, TicketState } from '../../app/index.ts';
import { confirmPath } from './paths.ts';
import { type MemberSite, sendThought, TO_ARCHIVE, TO_SIGN_UP } from './thought-page.ts';
import { visitorOf } from './visitor.ts';
import { CONFIRMED, EXPIRED_MOVE, MOVED, MOVED_AWAY, NEW_ADDRESS, PRESS, type Thought, TICKETS } from './words.ts';

export type ConfirmRoute = { Params: { readonly ticket: string } };

const STATUS = { used: 200, expired: 410, unknown: 404 } as const;

/** Shows the button; changes nothing, since machines open links too. */
export function showConfirmation(site: MemberSite, membership: Membership) {
  return async (request: FastifyRequest<ConfirmRoute>, reply: FastifyReply): Promise<FastifyReply> => {
    const { ticket } = request.params;
    const { state, isNewAddress } = await membership.confirmation(ticket);
    if (state !== 'open') return sendSpent(site, reply, state, isNewAddress);
    const words = isNewAddress ? PRESS.confirmAddress : PRESS.confirm;
    return sendThought(site, reply, {
      ...(isNewAddress ? NEW_ADDRESS : TICKETS.open),
      form: { action: confirmPath(ticket), words, tone: 'plain' },
      after: 'إن لم يكن هذا طلبك فيكفي إغلاق الصفحة، ولن يتغير شيء.',
    });
  };
}

/** The button. */
export function pressConfirm(site: MemberSite, membership: Membership) {
  return async (request: FastifyRequest<ConfirmRoute>, reply: FastifyReply): Promise<FastifyReply> => {
    const answer = await membership.confirm(request.params.ticket, visitorOf(request));
    const { state, isNewAddress, links } = answer;
    if (state !== 'confirmed') return sendSpent(site, reply, state, isNewAddress);
    const toPreferences = links ? [{ href: links.preferences, words: PRESS.toPreferences }] : [];
    return sendThought(site, reply, { ...doneWords(answer), mark: 'done', ways: [...toPreferences, TO_ARCHIVE] });
  };
}

/** Someone who has left can change the address too: that alone sends them nothing. */
function doneWords({ isNewAddress, status }: ConfirmAnswer): Thought {
  if (status === 'left') return MOVED_AWAY;
  return isNewAddress ? MOVED : CONFIRMED;
}

function sendSpent(
  site: MemberSite,
  reply: FastifyReply,
  state: Exclude<TicketState, 'open'>,
  isNewAddress: boolean,
): FastifyReply {
  const status = STATUS[state];
  if (state === 'expired' && isNewAddress)
    return sendThought(site, reply, { ...EXPIRED_MOVE, status, ways: [TO_ARCHIVE] });
  const ways = state === 'used' ? [TO_ARCHIVE, TO_SIGN_UP] : [TO_SIGN_UP, TO_ARCHIVE];
  return sendThought(site, reply, { ...TICKETS[state], status, ways });
}
