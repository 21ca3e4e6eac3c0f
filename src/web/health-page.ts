/** `/desk/settings`: what is in order, which versions run, what is set and where it is changed. */

import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HealthDesk } from '../app/index.ts';
import { openForms } from './desk-guard.ts';
import { viewHealth } from './health-page-view.ts';
import { EXAMINE, HEALTH_TITLE, SETTINGS } from './health-page-words.ts';
import { viewNewsLinks } from './news-desk/warnings-view.ts';
import { type Site, sendPage } from './site.ts';

const BODY_BYTES = 1024;
/** While something is examined, the page is asked for again: it has no script. */
const AGAIN_SECONDS = '2';

/** Adds the page to the desk. */
export function addHealth(desk: FastifyInstance, site: Site, health: HealthDesk): void {
  void desk.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    void scope.register(formbody, { bodyLimit: BODY_BYTES });
    scope.get(SETTINGS, showHealth(site, health));
    scope.get(EXAMINE, async (_request, reply) => reply.redirect(SETTINGS, 303));
    scope.post(EXAMINE, beginExamining(site, health));
    done();
  });
}

function showHealth(site: Site, health: HealthDesk) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const session = await site.door.sessionOf(request);
    if (!session) return reply.callNotFound();
    const state = health.state();
    if (state.isRunning) reply.header('refresh', AGAIN_SECONDS);
    openForms(reply);
    const news = site.newsDesk && (await viewNewsLinks(site.newsDesk, site.clock(), site));
    const view = { ...viewHealth(health, state, site), news, csrf: session.csrf, examine: EXAMINE };
    return sendPage(site, reply, { template: 'settings', title: HEALTH_TITLE, view, isPrivate: true });
  };
}

/** It takes seconds: the answer does not wait for it. */
function beginExamining({ door }: Site, health: HealthDesk) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (!(await door.admit(request, reply))) return reply;
    health.begin();
    return reply.redirect(SETTINGS, 303);
  };
}
