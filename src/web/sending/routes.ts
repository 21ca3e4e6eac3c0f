/** The routes of sendings: pages by GET, acts by POST. */
import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import type { MailingDesk, ProgressWatch } from '../../app/index.ts';
import { DESK } from '../addresses.ts';
import type { Site } from '../site.ts';
import { openEventStreams } from './events.ts';
import type { Confirmed } from './paths.ts';
import { type SendingRoom, type SendingRoute, showConfirm, showSending } from './show.ts';
import { backToSending, TAKEN, takeAct, takeTest } from './take.ts';

const PAGE = `${DESK}/editions/:number/sending`;
/** The longest form is a list of addresses. */
const BODY_BYTES = 16 * 1024;
const CONFIRMED: readonly Confirmed[] = ['start', 'cancel', 'resend-failed', 'retry-uncertain'];

/** Adds them to the desk. */
export function addSending(desk: FastifyInstance, site: Site, mailing: MailingDesk): void {
  const { sending, door } = site;
  const acting = sending && door ? { acts: sending.acts, door } : null;
  const room: SendingRoom = { site, mailing, acting };
  desk.get<SendingRoute>(PAGE, showSending(room));
  if (sending) addEvents(desk, room, sending.watch);
  if (acting) addForms(desk, room);
}

function addEvents(desk: FastifyInstance, { site, mailing }: SendingRoom, watch: ProgressWatch): void {
  const streams = openEventStreams(watch, site.digits, async (edition) => {
    const state = (await mailing.states([edition])).get(edition);
    return state === 'ready' || state === 'sending' || state === 'paused';
  });
  desk.get<SendingRoute>(`${PAGE}/events`, { exposeHeadRoute: false }, streams.show);
  desk.addHook('preClose', (done) => {
    streams.close();
    done();
  });
}

function addForms(desk: FastifyInstance, room: SendingRoom): void {
  void desk.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    void scope.register(formbody, { bodyLimit: BODY_BYTES });
    for (const name of Object.keys(TAKEN) as (keyof typeof TAKEN)[]) {
      const asked = CONFIRMED.find((act) => act === name);
      scope.get<SendingRoute>(`${PAGE}/${name}`, asked ? showConfirm(room, asked) : backToSending);
      scope.post<SendingRoute>(`${PAGE}/${name}`, takeAct(room, name));
    }
    scope.get<SendingRoute>(`${PAGE}/test`, backToSending);
    scope.post<SendingRoute>(`${PAGE}/test`, takeTest(room));
    done();
  });
}
