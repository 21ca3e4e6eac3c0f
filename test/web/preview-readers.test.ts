import { describe, expect, test } from 'vitest';
import type { PreviewReaders, ReaderChoice } from '../../src/app/index.ts';
import { buildDraftSite, NUMBER } from './draft-desk.ts';
import { findMistakes } from './valid-html.ts';

const READERS: Record<string, ReaderChoice> = {
  'camps-reader': { digest: 'invented', themes: ['camps'], status: 'active' },
  'reader-of-all': { digest: 'invented', themes: 'all', status: 'active' },
  'reader-of-none': { digest: 'invented', themes: ['weather'], status: 'active' },
  'reader-elsewhere': { digest: 'another', themes: 'all', status: 'active' },
  'reader-unconfirmed': { digest: 'invented', themes: 'all', status: 'unconfirmed' },
  'reader-who-left': { digest: 'invented', themes: 'all', status: 'left' },
};

const readers: PreviewReaders = {
  themeSets: async () => [
    { themes: 'all', people: 40 },
    { themes: ['camps', 'weather'], people: 2 },
    { themes: ['camps'], people: 1 },
    { themes: ['weather'], people: 5 },
  ],
  reader: async (id) => (Object.hasOwn(READERS, id) ? (READERS[id] ?? null) : null),
};

const { get, faults } = buildDraftSite(undefined, { readers });
const EDITION = `/desk/editions/${NUMBER}`;

describe('the previews of an edition', () => {
  test('list what readers chose with how many get that, those who get the same as one', async () => {
    const { body } = await get(EDITION);
    const list = body.slice(body.indexOf('>لمن<'));
    expect(list).toContain(
      `href="${EDITION}" aria-current="true"><bdi dir="rtl">الأبواب كلها</bdi></a> <span class="meta">40`,
    );
    expect(list).toContain(`?themes&#x3D;camps"><bdi dir="rtl">المخيمات</bdi></a> <span class="meta">3 `);
    expect(list).toContain('<bdi dir="rtl">أبواب ليست في هذا العدد</bdi> <span class="meta">5 ');
    expect(await findMistakes(body)).toEqual([]);
  });

  test('show the edition as one subscriber gets it, in every view, and never an address', async () => {
    for (const view of ['desktop', 'phone', 'dark', 'text', 'figures', 'raw']) {
      const { body, statusCode } = await get(`${EDITION}?view=${view}&reader=camps-reader`);
      expect(statusCode, view).toBe(200);
      expect(body, view).toContain('هكذا يصل العدد إلى المشترك <bdi>camps-reader</bdi>: <bdi dir="rtl">المخيمات</bdi>');
      expect(body, view).toContain(`view&#x3D;text&amp;reader&#x3D;camps-reader`);
      expect(body, view).not.toMatch(/[\w.]+@(?!mujaz)/u);
      expect(await findMistakes(body), view).toEqual([]);
    }
    expect((await get(`${EDITION}?view=desktop&reader=camps-reader`)).body).toContain('&amp;themes&#x3D;camps');
    expect((await get(`${EDITION}?view=figures&reader=camps-reader`)).body).not.toContain('83 عضواً</mark>');
    expect((await get(`${EDITION}?reader=reader-of-all`)).body).toContain('الأبواب كلها');
  });

  test.each([
    ['nobody', 'لا مشترك بهذا المعرّف.'],
    ['__proto__', 'لا مشترك بهذا المعرّف.'],
    ['<script>', 'لا مشترك بهذا المعرّف.'],
    ['reader-elsewhere', 'مشترك في نشرة أخرى'],
    ['reader-unconfirmed', 'لم يؤكد اشتراكه بعد'],
    ['reader-who-left', 'ألغى اشتراكه'],
    ['reader-of-none', 'ليس في هذا العدد باب مما اختار'],
  ])('say why %s gets nothing of it', async (id, words) => {
    const { body } = await get(`${EDITION}?reader=${encodeURIComponent(id)}`);
    expect(body).toContain(words);
    expect(body).not.toContain('<script');
    expect(await findMistakes(body)).toEqual([]);
  });

  test('lead to the page where the draft is mended', async () => {
    expect((await get(EDITION)).body).toContain(`href="${EDITION}/draft"`);
    expect(faults).toEqual([]);
  });
});
