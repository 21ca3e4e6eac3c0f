/** Takes the forms of the page. After a change the browser asks for the page again, so that a reload changes nothing. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Draft, MendAnswer } from '../../app/index.ts';
import { readNumber } from '../addresses.ts';
import type { DeskSession } from '../desk-session.ts';
import { type FormFields, readFields } from '../membership/form-fields.ts';
import { sendNotice } from '../notices.ts';
import { draftPage } from './places.ts';
import { changesSince, type Problem } from './problem.ts';
import { readStep, type Step } from './read-step.ts';
import { type DraftRoute, type Mending, sendDraft, sendMissing } from './show.ts';
import { NOT_DONE } from './words.ts';

type DraftRequest = FastifyRequest<DraftRoute>;
/** A form with who sent it and the draft as it is now. */
type Sent = { readonly session: DeskSession; readonly fields: FormFields; readonly draft: Draft };

/** `/desk/editions/N/mends`: one change, or one taken back. */
export function takeMend(mending: Mending) {
  return async (request: DraftRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const sent = await readSent(mending, request, reply);
    if (!sent) return reply;
    const step = readStep(sent.fields, sent.draft);
    if (!step) return sendNotice(mending.site, reply, 'bad-request', null);
    const answer = await make(mending, sent, step);
    if (!('refused' in answer)) return reply.redirect(placeAfter(sent.draft, step, answer), 303);
    if (answer.refused === 'unknown') return sendMissing(reply);
    return await refuse(mending, reply, sent, answer, step.form);
  };
}

/** `/desk/editions/N/draft/approval`: the edition as it was shown becomes public; nothing is sent by it. */
export function takeApproval(mending: Mending) {
  return async (request: DraftRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const sent = await readSent(mending, request, reply);
    if (!sent) return reply;
    const { session, fields, draft } = sent;
    const { number } = draft.edition;
    const answer = await mending.drafts.approve(number, fields.one('hash'), session.editor);
    if ('approved' in answer) return reply.redirect(`${draftPage(number, { name: 'approve' })}#approval`, 303);
    if (answer.refused === 'unknown') return sendMissing(reply);
    if (answer.refused === 'changed') return await refuse(mending, reply, sent, { refused: 'changed' }, 'approval');
    return await sendAgain(mending, reply.code(409), sent, { form: 'approval', words: null, alert: answer.why });
  };
}

/** Somebody who reloads after a form was refused gets the page. */
export function backToDraft(request: DraftRequest, reply: FastifyReply): FastifyReply {
  const number = readNumber(request.params.number, 1);
  return number === null ? sendMissing(reply) : reply.redirect(draftPage(number), 303);
}

/** Null: it was answered already. */
async function readSent(mending: Mending, request: DraftRequest, reply: FastifyReply): Promise<Sent | null> {
  const session = await mending.door.admit(request, reply);
  if (!session) return null;
  const number = readNumber(request.params.number, 1);
  const draft = number === null ? null : await mending.drafts.draft(number);
  if (draft) return { session, fields: readFields(request.body), draft };
  reply.callNotFound();
  return null;
}

async function make({ drafts }: Mending, { session, fields, draft }: Sent, step: Step): Promise<MendAnswer> {
  const { number } = draft.edition;
  const hash = fields.one('hash');
  // Steps are counted from what the page had shown.
  if (hash !== draft.hash) return { refused: 'changed' };
  if ('unfit' in step) return { refused: 'unfit', why: step.unfit };
  if ('undo' in step) return await drafts.undo(number, hash, step.undo, session.editor);
  return await drafts.mend(number, hash, step.mend, session.editor);
}

function placeAfter({ edition }: Draft, { done, anchor }: Step, answer: { readonly unapproved: boolean }): string {
  return `${draftPage(edition.number, { name: done, unapproved: answer.unapproved })}#${anchor}`;
}

/** What was typed stays in its field, beside the reason. */
async function refuse(
  mending: Mending,
  reply: FastifyReply,
  sent: Sent,
  answer: Extract<MendAnswer, { readonly refused: string }>,
  form: string,
): Promise<FastifyReply> {
  switch (answer.refused) {
    case 'unfit':
      return await sendAgain(mending, reply.code(422), sent, {
        form,
        words: answer.why,
        alert: `${NOT_DONE.unfit} ${answer.why}`,
      });
    case 'changed':
      return await sendAgain(mending, reply.code(409), sent, { form, words: null, alert: NOT_DONE.changed });
    default:
      return await sendAgain(mending, reply.code(409), sent, { form, words: null, alert: NOT_DONE.sent });
  }
}

async function sendAgain(
  mending: Mending,
  reply: FastifyReply,
  { session, fields, draft }: Sent,
  reason: Pick<Problem, 'form' | 'words' | 'alert'>,
): Promise<FastifyReply> {
  // It may have changed since the form was read.
  const now = (await mending.drafts.draft(draft.edition.number)) ?? draft;
  const isStale = reason.alert === NOT_DONE.changed;
  const changes = isStale ? changesSince(now.history, fields.one('seen')) : null;
  const problem = { ...reason, fields, changes };
  return await sendDraft(mending, reply, now, { session, problem, done: null, unapproved: false });
}
