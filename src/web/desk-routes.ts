/** The editor's desk: every edition, and each in all its forms. For everybody else it is not there. */
import type { FastifyInstance } from 'fastify';
import type { MailingDesk, NewsDesk } from '../app/index.ts';
import { DESK, OUTBOX, SCHEDULE, SOURCES } from './addresses.ts';
import { addCharts } from './charts/routes.ts';
import { guardDesk, guardMails } from './desk-guard.ts';
import { addDraft } from './draft/routes.ts';
import { addHealth } from './health-page.ts';
import { showSchedule, showSources } from './news-desk/show.ts';
import { addPeople } from './people/routes.ts';
import { sendMessage } from './send-message.ts';
import { addSending } from './sending/routes.ts';
import { showDesk } from './show-desk.ts';
import { showEdition } from './show-edition.ts';
import { showMail } from './show-mail.ts';
import { sendOutboxFile, showOutbox, showOutboxMail, showOutboxMessage } from './show-outbox.ts';
import type { Site } from './site.ts';

/** Adds its pages to a server. */
export function addDesk(server: FastifyInstance, site: Site): void {
  void server.register((desk, _options, done) => {
    desk.addHook('onRequest', guardDesk(site));
    desk.get(DESK, showDesk(site));
    desk.get(`${DESK}/editions/:number`, showEdition(site));
    desk.get(`${DESK}/editions/:number/mail`, showMail(site));
    desk.get(`${DESK}/editions/:number/message.eml`, sendMessage(site));
    if (site.mailing) addMailing(desk, site, site.mailing);
    if (site.newsDesk) addNews(desk, site, site.newsDesk);
    if (site.drafts && site.door) addDraft(desk, { site, drafts: site.drafts, door: site.door });
    if (site.people) addPeople(desk, { site, people: site.people, door: site.door });
    if (site.charts) addCharts(desk, site, site.charts);
    if (site.health) addHealth(desk, site, site.health);
    done();
  });
}

function addMailing(desk: FastifyInstance, site: Site, mailing: MailingDesk): void {
  void desk.register((mails, _options, done) => {
    mails.addHook('preHandler', guardMails(site));
    mails.get(OUTBOX, showOutbox(site, mailing.outbox));
    mails.get(`${OUTBOX}/:name`, showOutboxMessage(site, mailing.outbox));
    mails.get(`${OUTBOX}/:name/mail`, showOutboxMail(mailing.outbox));
    mails.get(`${OUTBOX}/:name/file`, sendOutboxFile(mailing.outbox));
    done();
  });
  addSending(desk, site, mailing);
}

function addNews(desk: FastifyInstance, site: Site, news: NewsDesk): void {
  desk.get(SOURCES, showSources(site, news));
  desk.get(SCHEDULE, showSchedule(site, news));
}
