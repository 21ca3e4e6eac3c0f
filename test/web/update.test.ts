import { expect, test } from 'vitest';
import type { Edition } from '../../src/model.ts';
import { traceFigures } from '../../src/web/figure-trace.ts';
import { UNREAD, UPDATED } from '../gallery/updates.ts';
import { buildDesk, buildSite } from './desk.ts';

const { server } = buildSite(buildDesk({ editions: [UPDATED, { ...UNREAD, number: 11 }] as readonly Edition[] }));
const page = async (number: number) => (await server.inject(`/editions/${number}`)).body;
const seen = (html: string) => html.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ');

test('the reading page marks what comes again, and says what has changed', async () => {
  const html = await page(12);
  expect(seen(html)).toContain('تحديث هجوم على حاجز في بادية السرو');
  expect(seen(html)).toContain('تسعة جنود (صحيفة النموذج)، كان سبعة في عدد 11 تشرين الثاني · راديو المثال');
  expect(html.split('badge-update').length - 1).toBe(2);
});

test('the reading page shows an update whole of which the mail has the headline only', async () => {
  expect(seen(await page(11)).split('(راديو المثال)، رقم جديد').length - 1).toBe(2);
});

test('the reading page names what could not be read, and the time of its edition', async () => {
  expect(seen(await page(11))).toContain('لم نتمكن من قراءة: صحيفة النموذج (منذ 3 تشرين الثاني)، SY-Sample');
  expect(seen(await page(11))).toContain('2025، الساعة 18:00');
  expect(await page(12)).not.toContain('لم نتمكن');
});

test('the new figures of an update are traced as those of cards and excerpts', () => {
  const traced = traceFigures(UPDATED).flatMap(({ figures }) => figures.map(({ shown }) => shown?.number.text));
  for (const number of ['62%', 'تسعة', '3']) expect(traced).toContain(number);
});
