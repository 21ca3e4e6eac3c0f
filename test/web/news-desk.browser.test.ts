import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, inject, test } from 'vitest';
import { listen } from '../../src/web/index.ts';
import { launchBrowser } from '../setup/browser.ts';
import { expectNoBarriers } from './barriers.ts';
import { buildNewsSite } from './news-desk.ts';

const PAGES = ['/desk/sources', '/desk/schedule', '/desk'];
const ROUND_MS = 120_000;

const { server } = buildNewsSite();
let browser: Browser;
let origin: string;

beforeAll(async () => {
  const listening = await listen(server, { host: '127.0.0.1', port: 0 });
  if ('refused' in listening) throw new Error(listening.refused);
  origin = listening.url;
  browser = await launchBrowser(inject('chromiumPath'));
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

test.concurrent.each(process.env['MUJAZ_SOAK'] ? (['light', 'dark'] as const) : (['dark'] as const))(
  'the pages about sources and schedules have no barrier and do not scroll sideways on a phone: %s',
  (colorScheme) => expectNoBarriers(browser, origin, PAGES, colorScheme),
  ROUND_MS,
);
