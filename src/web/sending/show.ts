/** `/desk/editions/N/sending`: who has got it, who waits, what stands in the way, and what can be done. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { MailingDesk, SendingActs, SendingStatus } from '../../app/index.ts';
import { readNumber } from '../addresses.ts';
import { openForms } from '../desk-guard.ts';
import type { DeskDoor, DeskSession } from '../desk-session.ts';
import { type Site, sendPage } from '../site.ts';
import { type Planned, viewConfirm } from './confirm-view.ts';
import { type Typed, viewForms } from './forms-view.ts';
import type { Confirmed } from './paths.ts';
import { viewSending } from './view.ts';
import { readSaid } from './words.ts';

/** What the pages work with; without acts and a door they only show. */
export type SendingRoom = {
  readonly site: Site;
  readonly mailing: MailingDesk;
  readonly acting: { readonly acts: SendingActs; readonly door: DeskDoor } | null;
};

export type SendingRoute = {
  Params: { readonly number: string };
  Querystring: { readonly said?: unknown; readonly date?: unknown; readonly clock?: unknown };
};

export type SendingRequest = FastifyRequest<SendingRoute>;

/** Shows it; changes nothing. */
export function showSending(room: SendingRoom) {
  return async (request: SendingRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const status = await statusOf(room, request);
    if (!status) return sendMissing(reply);
    return sendSending(room, reply, status, await sessionOf(room, request), {}, request.query.said);
  };
}

/** Asks once more; changes nothing. */
export function showConfirm(room: SendingRoom, act: Confirmed) {
  return async (request: SendingRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const acts = room.acting?.acts;
    const [status, session] = [await statusOf(room, request), await sessionOf(room, request)];
    if (!acts || !status || session?.editor.role !== 'publisher') return sendMissing(reply);
    const { date, clock } = request.query;
    const time = act === 'start' && date !== undefined ? readTime(acts, textOf(date), textOf(clock)) : null;
    if (time && 'why' in time) return sendSending(room, reply.code(422), status, session, { time });
    const view = viewConfirm(act, status, { session, planned: time, words: room.site });
    openForms(reply);
    return sendPage(room.site, reply, { template: 'sending-confirm', title: view.title, view, isPrivate: true });
  };
}

function readTime(acts: SendingActs, date: string, clock: string): NonNullable<Planned> | NonNullable<Typed['time']> {
  const wall = `${date} ${clock}`;
  const time = acts.readTime(wall);
  return 'refused' in time ? { date, clock, why: time.refused } : { wall, ...time };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 40) : '';
}

/** Null: there is no such edition. */
export async function statusOf(room: SendingRoom, request: SendingRequest): Promise<SendingStatus | null> {
  const number = readNumber(request.params.number, 1);
  return number === null ? null : await room.mailing.sending(number);
}

async function sessionOf({ acting }: SendingRoom, request: SendingRequest): Promise<DeskSession | null> {
  return acting && (await acting.door.sessionOf(request));
}

/** Nothing is at this address. */
export function sendMissing(reply: FastifyReply): FastifyReply {
  reply.callNotFound();
  return reply;
}

/** Sends the page of a sending as it is now. */
export function sendSending(
  { site }: SendingRoom,
  reply: FastifyReply,
  status: SendingStatus,
  session: DeskSession | null,
  typed: Typed = {},
  said?: unknown,
): FastifyReply {
  const shown = viewSending(status, site);
  const view = {
    ...shown,
    said: readSaid(said),
    forms: viewForms(status, session, site, typed),
    script: shown.live ? site.assets.scripts['sending-live'] : null,
  };
  const title = `إرسال العدد ${view.number}: ${view.stateWords}`;
  openForms(reply);
  return sendPage(site, reply, { template: 'sending', title, view, isPrivate: true });
}
