/** `/preferences/TOKEN`: what a subscriber can see and change by the link in every mail. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Membership } from '../../app/index.ts';
import { sendPage } from '../site.ts';
import type { ChangeForm } from './change-forms.ts';
import { readFields } from './form-fields.ts';
import { type MailLimit, sendTooMany } from './limits.ts';
import { preferencesPath } from './paths.ts';
import { type Problem, viewPreferences } from './preferences-view.ts';
import { type MemberSite, sendGone, sendThought, TO_ARCHIVE } from './thought-page.ts';
import { ERASED, ERASING, PRESS } from './words.ts';

export type PreferencesRoute = {
  Params: { readonly token: string };
  Querystring: { readonly done?: unknown };
};
type PreferencesRequest = FastifyRequest<PreferencesRoute>;

/** Shows them; changes nothing. */
export function showPreferences(site: MemberSite, membership: Membership) {
  return (request: PreferencesRequest, reply: FastifyReply): Promise<FastifyReply> =>
    sendPreferences(site, membership, request, reply, null);
}

/** Someone who reloads after a form was sent gets the page. */
export function backToPreferences(request: PreferencesRequest, reply: FastifyReply): FastifyReply {
  return reply.redirect(preferencesPath(request.params.token), 303);
}

/**
 * Takes one of its forms: after a change the browser asks for the page again, so that a reload changes nothing. One that
 * may lead to a mail to somebody who has asked for nothing has a limit.
 */
export function takeChange(site: MemberSite, membership: Membership, form: ChangeForm, limit: MailLimit) {
  return async (request: PreferencesRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const counted = limit(request);
    if ('wait' in counted) return sendTooMany(site, reply, counted.wait);
    const { token } = request.params;
    const outcome = await form(membership, token, readFields(request.body));
    if (!('done' in outcome)) counted.giveBack();
    if ('done' in outcome) return reply.redirect(`${preferencesPath(token)}?done=${outcome.done}`, 303);
    if ('gone' in outcome) return sendGone(site, reply, { refused: outcome.gone });
    return await sendPreferences(site, membership, request, reply.code(422), outcome.problem);
  };
}

async function sendPreferences(
  site: MemberSite,
  membership: Membership,
  { params: { token }, query }: PreferencesRequest,
  reply: FastifyReply,
  problem: Problem | null,
): Promise<FastifyReply> {
  const preferences = await membership.preferences(token);
  if ('refused' in preferences) return sendGone(site, reply, preferences);
  const { digests } = membership.offer();
  const view = viewPreferences(token, preferences, digests, site, { done: query.done, problem });
  return sendPage(site, reply, { template: 'preferences', title: PRESS.toPreferences, view });
}

/** Asks whether it is meant. */
export function showErasing(site: MemberSite, membership: Membership) {
  return async ({ params: { token } }: PreferencesRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const preferences = await membership.preferences(token);
    if ('refused' in preferences) return sendGone(site, reply, preferences);
    return sendThought(site, reply, {
      ...ERASING,
      form: { action: preferencesPath(token, 'erase'), words: PRESS.erase, tone: 'grave' },
      ways: [{ href: preferencesPath(token), words: PRESS.stay }],
    });
  };
}

/** Forgets a person. */
export function pressErase(site: MemberSite, membership: Membership) {
  return async ({ params: { token } }: PreferencesRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const answer = await membership.erase(token);
    if ('refused' in answer) return sendGone(site, reply, answer);
    return sendThought(site, reply, { ...ERASED, mark: 'done', ways: [TO_ARCHIVE] });
  };
}
