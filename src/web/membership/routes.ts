/** The routes of the subscription, each with its limit and headers. */
import formbody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import type { Membership } from '../../app/index.ts';
import { CHANGES } from './change-forms.ts';
import { type ConfirmRoute, pressConfirm, showConfirmation } from './confirm.ts';
import { backToLeaving, type LeaveRoute, pressComeBack, pressLeave, showLeaving } from './leave.ts';
import { type Limits, limitTo, makeLimits, type SignUpLimits, UNLIMITED } from './limits.ts';
import {
  backToPreferences,
  type PreferencesRoute,
  pressErase,
  showErasing,
  showPreferences,
  takeChange,
} from './preferences.ts';
import { showSignUp, takeSignUp } from './subscribe.ts';
import type { MemberSite } from './thought-page.ts';

/** Forms of ours are much smaller. */
const BODY_BYTES = 16 * 1024;
/** Hosts whose counts are held at a time. */
const COUNTED_HOSTS = 50_000;
const FORM = 'application/x-www-form-urlencoded';

/** Adds them to a server. */
export function addMembership(
  server: FastifyInstance,
  site: MemberSite,
  membership: Membership,
  perHour: SignUpLimits,
): void {
  void server.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    void scope.register(rateLimit, { global: false, cache: COUNTED_HOSTS });
    void scope.register(formbody, { bodyLimit: BODY_BYTES });
    // Plugins are loaded one after the other: from here on, limits can be made.
    void scope.register((pages, _none, loaded) => {
      const limits = makeLimits(pages, perHour);
      keepPrivate(pages);
      addForms(pages, site, membership, limits);
      addLeaving(pages, site, membership, limits);
      loaded();
    });
    done();
  });
}

/** What stands on these pages is for one person: nobody keeps it, nobody lists it, no address is passed on. */
function keepPrivate(scope: FastifyInstance): void {
  scope.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    reply.header('x-robots-tag', 'noindex');
    reply.header('referrer-policy', 'no-referrer');
  });
}

function addForms(scope: FastifyInstance, site: MemberSite, membership: Membership, limits: Limits): void {
  const limited = { onRequest: limitTo(site, limits.forms) };
  scope.get('/subscribe', showSignUp(site, membership));
  scope.post('/subscribe', limited, takeSignUp(site, membership, limits));
  scope.get<ConfirmRoute>('/confirm/:ticket', showConfirmation(site, membership));
  scope.post<ConfirmRoute>('/confirm/:ticket', limited, pressConfirm(site, membership));
  scope.get<PreferencesRoute>('/preferences/:token', showPreferences(site, membership));
  for (const [name, change] of Object.entries(CHANGES)) {
    const mailLimit = name === 'address' ? limits.mails : UNLIMITED;
    scope.get<PreferencesRoute>(`/preferences/:token/${name}`, backToPreferences);
    scope.post<PreferencesRoute>(
      `/preferences/:token/${name}`,
      limited,
      takeChange(site, membership, change, mailLimit),
    );
  }
  scope.get<PreferencesRoute>('/preferences/:token/erase', showErasing(site, membership));
  scope.post<PreferencesRoute>('/preferences/:token/erase', limited, pressErase(site, membership));
}

function addLeaving(pages: FastifyInstance, site: MemberSite, membership: Membership, limits: Limits): void {
  const limited = { onRequest: limitTo(site, limits.leaving) };
  void pages.register((scope, _options, done) => {
    takeAnyBody(scope);
    scope.get<LeaveRoute>('/leave/:token', showLeaving(site, membership));
    scope.post<LeaveRoute>('/leave/:token', limited, pressLeave(site, membership));
    scope.get<LeaveRoute>('/leave/:token/back', backToLeaving);
    scope.post<LeaveRoute>('/leave/:token/back', limited, pressComeBack(site, membership));
    done();
  });
}

/** RFC 8058 lets a mail program send its body in two ways, and some send none: leaving never fails for it. */
function takeAnyBody(scope: FastifyInstance): void {
  scope.addHook('onRequest', async ({ raw }) => {
    if (!raw.headers['content-type']?.toLowerCase().startsWith(FORM)) delete raw.headers['content-type'];
  });
  scope.addContentTypeParser('*', (_request, body, done) => {
    body.resume();
    done(null, null);
  });
}
