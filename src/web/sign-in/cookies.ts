/** The two cookies of the desk: the session, and what tells a browser that was here before from a stranger's. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignedIn } from '../../app/index.ts';

const DAY_SECONDS = 86_400;
/** As long as the longest session. */
const SESSION_DAYS = 14;
const DEVICE_DAYS = 180;
/** Tokens are shorter. */
const LONGEST = 200;

export type DeskCookies = {
  /** The session's token; null: none came. */
  session(request: FastifyRequest): string | null;
  device(request: FastifyRequest): string | null;
  give(reply: FastifyReply, signedIn: SignedIn): void;
  /** Ends the session in the browser; the device stays known. */
  take(reply: FastifyReply): void;
};

/**
 * With https they are Secure and named `__Host-` (RFC 6265bis 4.1.3.2): no other host and no plain page can set them. SameSite
 * is Lax, so that links in mails lead into the desk.
 */
export function deskCookies(siteUrl: string): DeskCookies {
  const secure = new URL(siteUrl).protocol === 'https:';
  const name = secure ? '__Host-mujaz' : 'mujaz';
  const device = `${name}-device`;
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  const read = ({ cookies }: FastifyRequest, which: string): string | null => {
    const value = cookies[which];
    return value !== undefined && value !== '' && value.length <= LONGEST ? value : null;
  };
  return {
    session: (request) => read(request, name),
    device: (request) => read(request, device),
    give(reply, signedIn) {
      reply.setCookie(name, signedIn.token, { ...options, maxAge: SESSION_DAYS * DAY_SECONDS });
      reply.setCookie(device, signedIn.device, { ...options, maxAge: DEVICE_DAYS * DAY_SECONDS });
    },
    take: (reply) => void reply.clearCookie(name, options),
  };
}
