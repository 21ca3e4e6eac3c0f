import { describe, expect, test } from 'vitest';
import { buildDesk, buildSite, DRAFT, SITE_URL } from './desk.ts';
import { findMistakes } from './valid-html.ts';

const { server } = buildSite();
/** As readers get it: from another machine. */
const read = async (url: string) =>
  (await server.inject({ url, remoteAddress: '203.0.113.7', headers: { host: 'digest.example' } })).body;
const onDesk = async (url: string) => (await server.inject(url)).body;

const PUBLIC = ['/archive', '/archive?page=2', '/editions/12', '/editions/12?themes=camps', '/editions/11'];
const UNLISTED = [
  '/archive?page=2',
  '/archive?page=9',
  '/pages/shore-council_01?edition=12',
  '/nothing',
  `/editions/${DRAFT}`,
];

/** The head's `<meta>` and `<link>` as pairs of name and value. */
function headOf(html: string): Record<string, string> {
  const metas = html.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)"/gu);
  const links = html.matchAll(/<link rel="(canonical)" href="([^"]*)"/gu);
  return Object.fromEntries([...metas, ...links].map(([, name = '', value = '']) => [name, value]));
}

describe('the public archive', () => {
  test('shows approved editions, newest first, and no draft', async () => {
    const pages = (await read('/archive')) + (await read('/archive?page=2'));
    const numbers = [...pages.matchAll(/href="\/editions\/(\d+)"/gu)].map(([, number]) => Number(number));
    expect(numbers).toEqual([12, 11, 10, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  test('names nothing that only the desk has', async () => {
    for (const url of PUBLIC) {
      const html = await read(url);
      expect(html, url).not.toMatch(/href="\/desk|مسودة|mujaz approve|مكتب التحرير/u);
    }
  });

  test('shows of a source page what its outlet wrote, not what the newsroom noted in the file', async () => {
    const url = '/pages/shore-council_01?edition=12';
    const [everybody, desk] = [await read(url), await onDesk(url)];
    for (const html of [everybody, desk]) expect(html).toContain('مجلس الشاطئ المختلق');
    for (const noted of ['sample: true', 'الملف:', 'href="/desk']) {
      expect(desk).toContain(noted);
      expect(everybody).not.toContain(noted);
    }
  });

  test('is valid HTML for readers, too', async () => {
    for (const url of [...PUBLIC, ...UNLISTED]) expect(await findMistakes(await read(url)), url).toEqual([]);
  });
});

describe('the desk', () => {
  test('shows all editions and marks the drafts', async () => {
    const html = await onDesk('/desk');
    expect(html.split('>مسودة</span>')).toHaveLength(2);
    expect(html.indexOf('>مسودة</span>')).toBeGreaterThan(html.indexOf(`العدد ${DRAFT}<`));
  });

  test.each([`/editions/${DRAFT}`, `/desk/editions/${DRAFT}`, `/desk/editions/${DRAFT}?view=figures`])(
    '%s says that it is a draft, and how to approve it',
    async (url) => {
      const html = await onDesk(url);
      expect(html).toContain('<strong>مسودة:</strong> لا يراها غيرك قبل اعتمادها');
      expect(html).toContain(`<code dir="ltr">npx mujaz approve ${DRAFT}</code>`);
    },
  );

  test.each(['/editions/12', '/desk/editions/12'])('%s says nothing of the kind: it is approved', async (url) => {
    expect(await onDesk(url)).not.toMatch(/مسودة|mujaz approve/u);
  });

  test('leads from the reading page to the preview and the table of figures', async () => {
    const html = await onDesk('/editions/12');
    expect(html).toContain('href="/desk/editions/12"');
    expect(html).toContain('href="/desk/editions/12?view&#x3D;figures"');
  });
});

describe('for search engines', () => {
  test('the first page of the archive and approved editions are to be listed', async () => {
    for (const url of ['/archive', '/editions/12', '/editions/11']) {
      expect(headOf(await read(url))['robots'], url).toBe('index');
    }
  });

  test.each(UNLISTED)('%s is not', async (url) => {
    expect(headOf(await read(url))['robots']).toBe('noindex');
  });

  test('no page of the desk is, nor a draft', async () => {
    for (const url of ['/desk', '/desk/editions/12', `/editions/${DRAFT}`]) {
      const html = await onDesk(url);
      expect(headOf(html), url).toMatchObject({ robots: 'noindex' });
      expect(html).not.toMatch(/og:|canonical|rel="alternate"/u);
    }
  });

  test('each page has one address, whatever was asked for', async () => {
    for (const [url, address] of [
      ['/archive', '/archive'],
      ['/archive?page=1&utm_source=x', '/archive'],
      ['/archive?page=2', '/archive?page&#x3D;2'],
      ['/editions/12?themes=camps', '/editions/12'],
      ['/editions/0012', '/editions/12'],
    ] as const) {
      const head = headOf(await read(url));
      expect([head['canonical'], head['og:url']], url).toEqual([SITE_URL + address, SITE_URL + address]);
    }
  });

  test('robots.txt lets them to the editions, not to people or other papers, and names the sitemap', async () => {
    expect(await read('/robots.txt')).toBe(
      `User-agent: *
Allow: /archive
Allow: /editions/
Disallow: /desk
Disallow: /pages
Disallow: /preferences
Disallow: /leave
Disallow: /confirm

Sitemap: ${SITE_URL}/sitemap.xml
`,
    );
  });
});

describe('for those it is shared with', () => {
  test('an edition says its subject, its first words, its address, its day and who publishes it', async () => {
    expect(headOf(await read('/editions/12'))).toMatchObject({
      'og:type': 'article',
      'og:title': '83 عضواً في حلف الموانئ المختلق · أقل من 30 ألفاً في مخيم الخيال',
      'og:description': 'خبر مختلق لاختبار العرض، لا يصف واقعة.',
      'og:url': `${SITE_URL}/editions/12`,
      'og:site_name': 'موجز المثال',
      'og:locale': 'ar',
      'article:published_time': '2025-11-13T06:30:00.250Z',
      description: 'خبر مختلق لاختبار العرض، لا يصف واقعة.',
    });
  });

  test('the archive is a site and no article', async () => {
    const head = headOf(await read('/archive'));
    expect(head).toMatchObject({ 'og:type': 'website', 'og:title': 'موجز المثال' });
    expect(head['article:published_time']).toBeUndefined();
  });

  test('no picture is named: none is served', async () => {
    for (const url of PUBLIC) expect(await read(url)).not.toContain('og:image');
  });

  test('markup in a subject stays text', async () => {
    expect(headOf(await read('/editions/11'))['og:title']).toBe(
      '&lt;script&gt;document.title&#x3D;&quot;taken&quot;&lt;/script&gt; عدد مختلق {{x}}',
    );
  });
});

describe('for feed readers', () => {
  test('every public page names the feeds in its head, and the archive for people, too', async () => {
    for (const url of PUBLIC) {
      const html = await read(url);
      expect(html, url).toContain('<link rel="alternate" type="application/atom+xml" href="/feed.atom"');
      expect(html, url).toContain('<link rel="alternate" type="application/rss+xml" href="/feed.rss"');
    }
    expect(await read('/archive')).toContain('<a href="/feed.atom"');
  });

  test('an archive without editions offers none to people', async () => {
    const { server: empty } = buildSite(buildDesk({ editions: [] }));
    expect((await empty.inject('/archive')).body).not.toContain('<a href="/feed.atom"');
  });
});
