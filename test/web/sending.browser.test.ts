import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, inject, test } from 'vitest';
import { listen } from '../../src/web/index.ts';
import { launchBrowser } from '../setup/browser.ts';
import { expectNoBarriers } from './barriers.ts';
import { EDITION, inventMail, openMailingSite, sendPartly } from './mailing.ts';

const PAGES = [
  '/desk/outbox',
  '/desk/outbox/mail.eml',
  '/desk/outbox/mail.eml?view=dark',
  '/desk/outbox/mail.eml?view=text',
  '/desk/outbox/odd.eml',
  `/desk/editions/${EDITION}/sending`,
  `/desk/editions/${EDITION}`,
  '/desk',
];
const ROUND_MS = 120_000;

const site = await openMailingSite();
let browser: Browser;
let origin: string;

beforeAll(async () => {
  site.put('mail.eml', inventMail());
  site.put('odd.eml', 'nothing\n', 5);
  await sendPartly(site.store);
  const reason = `7 of the last 50 recipients were refused: ${'5.7.1-'.repeat(30)}`;
  await site.store.ledger.setState(EDITION, ['sending'], 'paused', { at: 0, reason });
  const listening = await listen(site.server, { host: '127.0.0.1', port: 0 });
  if ('refused' in listening) throw new Error(listening.refused);
  origin = listening.url;
  browser = await launchBrowser(inject('chromiumPath'));
});

afterAll(async () => {
  await browser.close();
  await site.close();
});

test.concurrent.each(process.env['MUJAZ_SOAK'] ? (['light', 'dark'] as const) : (['dark'] as const))(
  'the pages about mails have no barrier and do not scroll sideways on a phone: %s',
  (colorScheme) => expectNoBarriers(browser, origin, PAGES, colorScheme),
  ROUND_MS,
);
