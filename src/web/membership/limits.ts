/** How much one host, and all of them together, may ask of the forms. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendNotice } from '../notices.ts';
import type { Site } from '../site.ts';
import { HOUR_MS, makeHourlyCount } from './hourly-count.ts';
import { networkOf, visitorOf } from './visitor.ts';

/** Mails to addresses that somebody typed in, in an hour. */
export type SignUpLimits = { readonly perHost: number; readonly overall: number };

/** Seconds until one may try again; null when the request is within the limit. */
type Guard = (request: FastifyRequest) => Promise<number | null>;

/** A form that was counted, or the seconds until one may try again. */
type Counted = { readonly wait: number } | { readonly giveBack: () => void };

/** Counts a form as one mail; `giveBack` when none can follow from it. */
export type MailLimit = (request: FastifyRequest) => Counted;

/** Of forms that lead to no mail to others. */
export const UNLIMITED: MailLimit = () => ({ giveBack: () => undefined });

export type Limits = {
  /** Forms that may lead to a mail to an address that was typed in: by host, then overall. */
  readonly mails: MailLimit;
  /** Any form from one host: far more than people send. */
  readonly forms: Guard;
  /** One leaving link: by link and not by host, since a mail provider presses for all its people. */
  readonly leaving: Guard;
};

const FORMS_PER_HOUR = 600;
/** The one key of what all hosts have together. */
const ALL = 'all';

/** Needs the plugin `@fastify/rate-limit` on the server. Counts are kept in memory only. */
export function makeLimits(server: FastifyInstance, { perHost, overall }: SignUpLimits): Limits {
  const guard = (max: number, keyGenerator: (request: FastifyRequest) => string): Guard => {
    const count = server.createRateLimit({ max, timeWindow: HOUR_MS, keyGenerator });
    return async (request) => {
      const seen = await count(request);
      return !seen.isAllowed && seen.isExceeded ? seen.ttlInSeconds : null;
    };
  };
  const host = (request: FastifyRequest) => networkOf(visitorOf(request));
  return {
    mails: limitMails(perHost, overall),
    forms: guard(FORMS_PER_HOUR, host),
    leaving: guard(FORMS_PER_HOUR, ({ params }) => (params as { token: string }).token),
  };
}

/**
 * Counted before the form is looked at, so that many at once cannot slip through. A host over its limit uses up nothing of
 * what all have together.
 */
function limitMails(perHost: number, overall: number): MailLimit {
  const [hosts, together] = [makeHourlyCount(perHost), makeHourlyCount(overall)];
  return (request) => {
    const host = networkOf(visitorOf(request));
    const hostWaits = hosts.take(host);
    if (hostWaits !== null) return { wait: hostWaits };
    const allWait = together.take(ALL);
    if (allWait === null) return { giveBack: () => [hosts.giveBack(host), together.giveBack(ALL)] };
    hosts.giveBack(host);
    return { wait: allWait };
  };
}

/** Answers a request over a limit; how long to wait is in its header. */
export function sendTooMany(site: Site, reply: FastifyReply, seconds: number): FastifyReply {
  return sendNotice(site, reply.header('retry-after', seconds), 'too-many', null);
}

/** The hook that keeps a route within a limit. */
export function limitTo(site: Site, guard: Guard) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const seconds = await guard(request);
    return seconds === null ? undefined : sendTooMany(site, reply, seconds);
  };
}
