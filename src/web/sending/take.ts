/** Takes the forms of a sending. Afterwards the browser asks for the page again, so that a reload changes nothing. */
import type { FastifyReply } from 'fastify';
import type { ActAnswer, SendingActs } from '../../app/index.ts';
import type { Editor } from '../../model.ts';
import { readNumber, sendingPage } from '../addresses.ts';
import { type FormFields, readFields } from '../membership/form-fields.ts';
import { afterAct, type SendingAct } from './paths.ts';
import { type SendingRequest, type SendingRoom, sendMissing, sendSending, statusOf } from './show.ts';
import type { SaidName } from './words.ts';

type Told = { readonly answer: ActAnswer; readonly said: SaidName };
type Taking = (acts: SendingActs, edition: number, fields: FormFields, editor: Editor) => Promise<Told>;

/** What each form does, and what is said when it is done. */
export const TAKEN: Readonly<Record<Exclude<SendingAct, 'test'>, Taking>> = {
  async start(acts, edition, fields, editor) {
    const [hash, wall] = [fields.one('hash'), fields.one('at')];
    if (wall !== '') return { answer: await acts.startAt(edition, hash, wall, editor), said: 'time-set' };
    const answer = await acts.start(edition, hash, editor);
    return { answer, said: 'done' in answer && !answer.isNew ? 'started-before' : 'started' };
  },
  'drop-time': async (acts, edition, fields, editor) => ({
    answer: await acts.dropTime(edition, fields.one('hash'), editor),
    said: 'time-dropped',
  }),
  pause: async (acts, edition, _fields, editor) => ({ answer: await acts.pause(edition, editor), said: 'paused' }),
  async resume(acts, edition, fields, editor) {
    const how = { acceptsRefusals: fields.one('accept') === 'refusals', seen: seenOf(fields) };
    return { answer: await acts.resume(edition, how, editor), said: 'resumed' };
  },
  cancel: async (acts, edition, _fields, editor) => ({ answer: await acts.cancel(edition, editor), said: 'cancelled' }),
  'resend-failed': async (acts, edition, fields, editor) => ({
    answer: await acts.resendFailed(edition, seenOf(fields), editor),
    said: 'resent',
  }),
  'retry-uncertain': async (acts, edition, fields, editor) => ({
    answer: await acts.retryUncertain(edition, seenOf(fields), editor),
    said: 'retried',
  }),
};

/** What the form had shown; -1, which nothing is, for anything but a number. */
function seenOf(fields: FormFields): number {
  const text = fields.one('seen');
  return /^\d{1,15}$/u.test(text) ? Number(text) : -1;
}

/** One of them. */
export function takeAct(room: SendingRoom, name: keyof typeof TAKEN) {
  return async (request: SendingRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const session = await room.acting?.door.admit(request, reply, 'publisher');
    if (!session || !room.acting) return reply;
    const edition = readNumber(request.params.number, 1);
    if (edition === null) return sendMissing(reply);
    const told = await TAKEN[name](room.acting.acts, edition, readFields(request.body), session.editor);
    if (!('refused' in told.answer)) return reply.redirect(afterAct(edition, told.said), 303);
    return told.answer.refused === 'unknown'
      ? sendMissing(reply)
      : reply.redirect(afterAct(edition, told.answer.refused), 303);
  };
}

/** A test to addresses, one in a line; what became of each is told at once. */
export function takeTest(room: SendingRoom) {
  return async (request: SendingRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const session = await room.acting?.door.admit(request, reply, 'publisher');
    if (!session || !room.acting) return reply;
    const status = await statusOf(room, request);
    if (!status) return sendMissing(reply);
    const fields = readFields(request.body);
    const text = fields.one('to').slice(0, LONGEST_TEXT);
    const addresses = text.split(/[\s,;،؛]+/u).filter((address) => address !== '');
    const { edition } = status.plan;
    const answer = await room.acting.acts.test(edition, addresses, fields.one('once'), session.editor);
    const code = 'refused' in answer ? 422 : 200;
    return sendSending(room, reply.code(code), status, session, { test: { text, answer } });
  };
}

const LONGEST_TEXT = 8000;

/** Somebody who reloads after a form gets the page. */
export function backToSending(request: SendingRequest, reply: FastifyReply): FastifyReply {
  const number = readNumber(request.params.number, 1);
  return number === null ? sendMissing(reply) : reply.redirect(sendingPage(number), 303);
}
