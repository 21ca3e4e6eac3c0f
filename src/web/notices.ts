/** Pages that say in one line what went wrong and what to do next. */
import type { FastifyReply } from 'fastify';
import { ARCHIVE } from './addresses.ts';
import { type Site, sendPage } from './site.ts';
import { NOTICES } from './words.ts';

export type NoticeStatus = keyof typeof NOTICES;

/** Sends the notice of one status; `code` lets an operator find a fault in the log. */
export function sendNotice(site: Site, reply: FastifyReply, status: NoticeStatus, code: string | null): FastifyReply {
  const notice = NOTICES[status];
  const view = { ...notice, status, code, archive: ARCHIVE };
  return sendPage(site, reply.code(status), { template: 'notice', title: notice.title, view });
}
