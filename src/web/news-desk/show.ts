/** `/desk/sources` and `/desk/schedule`. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { NewsDesk } from '../../app/index.ts';
import { type Site, sendPage } from '../site.ts';
import { viewSchedule } from './schedule-view.ts';
import { viewSources } from './sources-view.ts';
import { NEWS_TITLES } from './words.ts';

/** Every way by which pages come in, and how it goes. */
export function showSources(site: Site, desk: NewsDesk) {
  return async (_request: FastifyRequest, reply: FastifyReply) => {
    const view = viewSources(await desk.sources(), site.clock(), site);
    return sendPage(site, reply, { template: 'sources', title: NEWS_TITLES.sources, view, isPrivate: true });
  };
}

/** What was due, and what will be. */
export function showSchedule(site: Site, desk: NewsDesk) {
  return async (_request: FastifyRequest, reply: FastifyReply) => {
    const view = viewSchedule(await desk.schedule(), site.clock(), site);
    return sendPage(site, reply, { template: 'schedule', title: NEWS_TITLES.schedule, view, isPrivate: true });
  };
}
