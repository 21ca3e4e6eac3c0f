/** `/subscribe`: the form, and what is answered to it. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Membership } from '../../app/index.ts';
import { ARCHIVE } from '../addresses.ts';
import { type Site, sendPage } from '../site.ts';
import { readFields } from './form-fields.ts';
import { type Limits, sendTooMany } from './limits.ts';
import { type FormState, readSignUp, viewSignUp } from './sign-up-view.ts';
import { type MemberSite, sendThought, TO_ARCHIVE } from './thought-page.ts';
import { visitorOf } from './visitor.ts';
import { REFUSED_ADDRESS, SHOWN_AGAIN, TAKEN } from './words.ts';

const TITLE = 'الاشتراك في النشرة';

/** Shows the empty form. */
export function showSignUp(site: Site, membership: Membership) {
  return (_request: FastifyRequest, reply: FastifyReply) => sendForm(site, membership, reply, null);
}

/** Takes a form in. Only one that is taken can lead to a mail, so only those stay counted. */
export function takeSignUp(site: MemberSite, membership: Membership, limits: Limits) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const form = readSignUp(readFields(request.body), membership.offer());
    const counted = limits.mails(request);
    if ('wait' in counted) return sendTooMany(site, reply, counted.wait);
    const answer = await membership.signUp(form, visitorOf(request));
    if (answer.answer !== 'taken') counted.giveBack();
    switch (answer.answer) {
      case 'taken':
        return sendThought(site, reply, { ...TAKEN, mark: 'mail', ways: [TO_ARCHIVE] });
      case 'show-form':
        return sendForm(site, membership, reply, { form, notice: SHOWN_AGAIN[answer.why] });
      case 'refused':
        return sendForm(site, membership, reply.code(422), { form, error: REFUSED_ADDRESS[answer.why] });
      case 'suggest':
        return sendForm(site, membership, reply, { form, suggestion: answer.suggestion });
    }
  };
}

function sendForm(site: Site, membership: Membership, reply: FastifyReply, state: FormState | null): FastifyReply {
  const view = { ...viewSignUp(membership.offer(), state), archive: ARCHIVE };
  return sendPage(site, reply, { template: 'subscribe', title: TITLE, view });
}
