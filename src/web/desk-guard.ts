/** Before every page of the desk: who is not known does not see that it is there, or is led to the sign-in. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { audienceOf } from './audience.ts';
import { sendNotice } from './notices.ts';
import { DESK_CONTENT_POLICY } from './security.ts';
import { signInPage } from './sign-in/paths.ts';
import type { Site } from './site.ts';

type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

/** Without accounts the desk is this machine's, and for others the same answer as any address that nothing is at. */
export function guardDesk({ editors, door }: Site): Guard {
  return async (request, reply) => {
    if (!editors) return audienceOf(request) === 'desk' ? undefined : hide(reply);
    openForms(reply);
    if (await door.sessionOf(request)) return undefined;
    if (await editors.isEmpty()) return hide(reply);
    // What was typed into a form is not kept; the page that it stood on is asked for anew.
    const next = request.method === 'GET' ? request.url : '';
    return await reply.header('cache-control', 'no-store').redirect(signInPage(next), 303);
  };
}

/** For pages with whole mails, which hold addresses and the links of their readers: an editor learns that they are not theirs. */
export function guardMails(site: Site): Guard {
  return async (request, reply) => {
    if (!site.editors) return undefined;
    const session = await site.door.sessionOf(request);
    return session?.editor.role === 'publisher' ? undefined : sendNotice(site, reply, 'not-allowed', null);
  };
}

function hide(reply: FastifyReply): FastifyReply {
  reply.callNotFound();
  return reply;
}

/** Its pages have forms; the browser has to say where they come from, to us alone. */
export function openForms(reply: FastifyReply): void {
  reply.header('content-security-policy', DESK_CONTENT_POLICY).header('referrer-policy', 'same-origin');
}
