/** `/leave/TOKEN`: the page with one button, and the one-click POST of mail programs (RFC 8058). */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LEAVING_REASONS, type LeavingWay, type Membership } from '../../app/index.ts';
import { readFields } from './form-fields.ts';
import { comeBackPath, leavePath } from './paths.ts';
import { type MemberSite, sendGone, sendThought, type ThoughtPage, TO_ARCHIVE, TO_SIGN_UP } from './thought-page.ts';
import { visitorOf } from './visitor.ts';
import { CAME_BACK, LEAVING, LEFT, LEFT_LINE, NO_WAY_BACK, PRESS, REASON_WORDS } from './words.ts';

export type LeaveRoute = { Params: { readonly token: string } };
type LeaveRequest = FastifyRequest<LeaveRoute>;

/** Shows the button; changes nothing. */
export function showLeaving(site: MemberSite, membership: Membership) {
  return async (request: LeaveRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { token } = request.params;
    const leaving = await membership.leaving(token);
    if ('refused' in leaving) return sendGone(site, reply, leaving);
    return sendThought(site, reply, leaving.status === 'left' ? leftPage(token) : leavingPage(token));
  };
}

/** Leaves, whatever stands in the body: only the page's own form says more than that. */
export function pressLeave(site: MemberSite, membership: Membership) {
  return async (request: LeaveRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { token } = request.params;
    const how = wayOf(request);
    const answer = await membership.leave(token, how);
    if ('refused' in answer) return sendGone(site, reply, answer);
    if (how.by === 'one-click') return reply.type('text/plain; charset=utf-8').send(LEFT_LINE);
    return sendThought(site, reply, leftPage(token));
  };
}

/** Takes it back. */
export function pressComeBack(site: MemberSite, membership: Membership) {
  return async (request: LeaveRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const answer = await membership.comeBack(request.params.token, visitorOf(request));
    if (!('refused' in answer)) return sendThought(site, reply, { ...CAME_BACK, mark: 'done', ways: [TO_ARCHIVE] });
    if (answer.refused === 'unknown') return sendGone(site, reply, answer);
    return sendThought(site, reply, { ...NO_WAY_BACK, status: 410, ways: [TO_SIGN_UP, TO_ARCHIVE] });
  };
}

/** Someone who reloads the page after coming back. */
export function backToLeaving({ params }: LeaveRequest, reply: FastifyReply): FastifyReply {
  return reply.redirect(leavePath(params.token), 303);
}

function wayOf(request: LeaveRequest): LeavingWay {
  const fields = readFields(request.body);
  if (fields.one('by') !== 'page') return { by: 'one-click' };
  const reason = LEAVING_REASONS.find((known) => known === fields.one('reason')) ?? null;
  return { by: 'page', reason, visitor: visitorOf(request) };
}

function leavingPage(token: string): ThoughtPage {
  return {
    ...LEAVING,
    form: {
      action: leavePath(token),
      words: PRESS.leave,
      tone: 'plain',
      hidden: [{ name: 'by', value: 'page' }],
      reasons: LEAVING_REASONS.map((value) => ({ value, words: REASON_WORDS[value] })),
    },
    after: 'من فتح هذه الصفحة بالخطأ يكفيه إغلاقها، ويبقى الاشتراك كما هو.',
  };
}

function leftPage(token: string): ThoughtPage {
  return {
    ...LEFT,
    mark: 'done',
    form: { action: comeBackPath(token), words: PRESS.comeBack, tone: 'quiet', before: 'تراجعت؟' },
    ways: [TO_ARCHIVE],
  };
}
