/** Pages that say in one line what went wrong and what to do next. */
import type { FastifyReply } from 'fastify';
import { HOME } from './addresses.ts';
import { type Site, sendPage } from './site.ts';
import { NOTICES } from './words.ts';

export type NoticeKind = keyof typeof NOTICES;

/** Sends a notice with its status; `code` lets an operator find a fault in the log. */
export function sendNotice(site: Site, reply: FastifyReply, kind: NoticeKind, code: string | null): FastifyReply {
  const notice = NOTICES[kind];
  const view = { ...notice, code, archive: HOME };
  return sendPage(site, reply.code(notice.status), { template: 'notice', title: notice.title, view });
}

/** The notice for a request that the server refused with a status of 400 to 499. */
export function noticeFor(status: number): NoticeKind {
  switch (status) {
    case 413:
      return 'too-large';
    case 415:
      return 'no-form';
    case 429:
      return 'too-many';
    default:
      return 'bad-request';
  }
}
