import { describe, expect, test } from 'vitest';
import { extractArticle } from '../../src/extract/index.ts';
import { pageFromHtml } from '../../src/read/index.ts';
import { asPage, asRefusal, HEADLINE, TEXT } from './pages.ts';

const MORE = [
  'وقال رئيس البلدية في مؤتمر صحفي إن الجسر يخدم ست قرى على ضفتي النهر، مضيفاً أن كلفة الترميم تبلغ نحو 120 ألف دولار.',
  'ويعبر الجسر يومياً نحو 400 سيارة، بحسب إحصاء أعدته البلدية، فيما يضطر السكان إلى سلوك طريق ترابي طوله 12 كيلومتراً.',
];

type Parts = { readonly head?: string; readonly body?: string };

const ARTICLE = `<article><h1>${HEADLINE}</h1><p>${TEXT}</p><h2>كلفة الترميم</h2>${MORE.map((p) => `<p>${p}</p>`).join('')}</article>`;

const htmlOf = ({ head = '', body = ARTICLE }: Parts = {}) =>
  `<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8">${head}</head><body>
  <header><nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/n">أخبار</a></li></ul></nav></header>${body}
  <footer>جميع الحقوق محفوظة لموقع النموذج</footer></body></html>`;

const read = (html: string, url: string | null = null) => asPage(pageFromHtml('page', 'page.html', html, url));

describe('a web page', () => {
  test('becomes its headline, an empty line, and its paragraphs', () => {
    const page = read(htmlOf());
    expect(page.text).toBe([HEADLINE, TEXT, 'كلفة الترميم', ...MORE].join('\n\n'));
    expect(page.text.slice(page.title?.start, page.title?.end)).toBe(HEADLINE);
    expect(page.content).toEqual({ start: 0, end: page.text.length });
  });

  test('is understood like any other: body, subheading, related link', () => {
    const link = '<p>اقرأ أيضاً: <a href="javascript:alert(1)">افتتاح مدرسة جديدة في القرية</a></p>';
    const page = read(htmlOf({ body: ARTICLE.replace('<h2>', `${link}<h2>`) }));
    const article = extractArticle(page, []);
    const words = ({ start, end }: { start: number; end: number }) => page.text.slice(start, end);
    expect(article.paragraphs.map(({ role }) => role)).toEqual(['body', 'subheading', 'body', 'body']);
    expect(article.related.map(words)).toEqual(['افتتاح مدرسة جديدة في القرية']);
    expect(article.headline?.basis).toBe('page');
  });

  test('takes the whole heading where the title for sharing was cut', () => {
    const cut = `<meta property="og:title" content="${HEADLINE.slice(0, 15)}…">`;
    const page = read(htmlOf({ head: cut }));
    expect(page.text.slice(page.title?.start, page.title?.end)).toBe(HEADLINE);
  });

  test('keeps the entries of a list apart and marked', () => {
    const list = '<ul><li>تدعيم الركائز القديمة</li><li><p>منع الشاحنات من العبور</p></li></ul>';
    expect(read(htmlOf({ body: ARTICLE.replace('<h2>', `${list}<h2>`) })).text).toContain(
      '• تدعيم الركائز القديمة\n\n',
    );
  });

  test('leaves out pictures with their captions, scripts, styles and forms', () => {
    const extras =
      '<figure><img src="x.jpg"><figcaption>الجسر (عدسة النموذج)</figcaption></figure><script>alert("نص")</script><style>p{}</style><form>ابحث</form>';
    expect(read(htmlOf({ body: ARTICLE.replace('<h2>', `${extras}<h2>`) })).text).toBe(read(htmlOf()).text);
  });

  test('joins words that the source breaks over lines, and splits at line breaks', () => {
    const body = ARTICLE.replace(`<p>${TEXT}</p>`, `<p>${TEXT.replaceAll(' ', '\n   ')}<br>${TEXT}</p>`);
    expect(read(htmlOf({ body })).text.split('\n\n').slice(1, 3)).toEqual([TEXT, TEXT]);
  });

  test('keeps the cells of a table apart, a row on a line', () => {
    const row = (cells: string[]) => `<tr>${cells.map((cell) => `<td><p>${cell}</p></td>`).join('')}</tr>`;
    const table = `<figure><table>${row(['القرية', 'السيارات'])}${row(['العيّنة', '210'])}</table><figcaption>جدول</figcaption></figure>`;
    const { text } = read(htmlOf({ body: ARTICLE.replace('<h2>', `${table}<h2>`) }));
    expect(text).toContain('\n\nالقرية | السيارات\n\nالعيّنة | 210\n\n');
    expect(text).not.toContain('جدول');
  });

  test('laid out by a table is read cell by cell', () => {
    const cells = `<td>الرئيسية<br>أخبار</td><td><b>${HEADLINE}</b><br>${TEXT}<br>${MORE.join('<br>')}</td>`;
    const lines = read(htmlOf({ body: `<table><tr>${cells}</tr></table>` })).text.split('\n\n');
    expect(lines).toContain(HEADLINE);
    expect(lines).toContain(TEXT);
  });

  test('begins with the dates and the summary above its article', () => {
    const head = `<div class="clock">الجمعة 23 آب 2024</div><h1>${HEADLINE}</h1><div class="meta"><span>ليلى النموذجي</span><span>نشر بتاريخ: 12 مارس 2024</span></div><ul><li>ترميم الجسر يستمر أربعة أشهر كاملة.</li></ul>`;
    const body = `${head}<div class="story"><p>${TEXT}</p>${MORE.map((p) => `<p>${p}</p>`).join('')}</div>`;
    const article = extractArticle(read(htmlOf({ body })), []);
    expect(article).toMatchObject({ pageDate: '2024-08-23', published: { earliest: '2024-03-12' } });
    expect(article.paragraphs).toHaveLength(4);
  });

  test('keeps a box of related links apart from the text behind it', () => {
    const box =
      '<div class="also-read"><h3>اقرأ أيضا</h3><ul><li><a href="/x">افتتاح مدرسة جديدة في القرية</a></li></ul></div>';
    const page = read(htmlOf({ body: ARTICLE.replace('<h2>', `${box}<h2>`) }));
    const article = extractArticle(page, []);
    expect(article.related.map(({ start, end }) => page.text.slice(start, end))).toEqual([
      'افتتاح مدرسة جديدة في القرية',
    ]);
    expect(article.paragraphs).toHaveLength(4);
  });

  test('leaves out boxes that themes put around an article', () => {
    const boxes = `<div class="about-author"><h3>ليلى النموذجي</h3><p>${TEXT}</p></div><div class="x share-buttons">شارك هذا الخبر مع أصدقائك على فيسبوك.</div>`;
    const body = ARTICLE.replace('</article>', `${boxes}</article>`);
    expect(read(htmlOf({ body })).text).toBe(read(htmlOf()).text);
  });

  test('without <body>, or only a piece of HTML, is read too', () => {
    expect(read(`<h1>${HEADLINE}</h1><p>${TEXT}</p><p>${MORE[0]}</p>`).text).toContain(MORE[0]);
    expect(read(`<html><p>${TEXT}</p></html>`).text).toBe(TEXT);
  });
});

describe('the metadata of a web page', () => {
  test('gives headline, outlet, address, author and day of publication', () => {
    const head = `<title>آخر</title><meta property="og:title" content='${HEADLINE} - موقع النموذج'>
      <meta property="og:site_name" content="موقع النموذج"><meta name="author" content="ليلى النموذجي">
      <meta property="article:published_time" content="2024-03-12T22:30:00+03:00">
      <link rel="canonical" href="https://namudhaj.example/bridge">`;
    const { meta, text } = read(htmlOf({ head }));
    expect(text.startsWith(`${HEADLINE}\n\n`)).toBe(true);
    expect(meta).toEqual({
      source: 'موقع النموذج',
      url: 'https://namudhaj.example/bridge',
      author: 'ليلى النموذجي',
      published: { earliest: '2024-03-12', latest: '2024-03-12', basis: 'metadata', evidence: [] },
      sample: false,
    });
  });

  test.each([
    [`شبكة النموذج :: ${HEADLINE}`, 'شبكة النموذج'],
    [`${HEADLINE} | أخبار | مرآة النموذج`, 'مرآة النموذج'],
    [`${HEADLINE} - أخبار`, null],
  ])('gives headline and outlet by the title «%s»', (title, source) => {
    const { meta, text } = read(htmlOf({ head: `<title>${title}</title>` }));
    expect(text.startsWith(`${HEADLINE}\n\n`)).toBe(true);
    expect(meta.source).toBe(source);
  });

  test('may mark the day of publication in the page itself', () => {
    const body = ARTICLE.replace(
      '</h1>',
      '</h1><time itemprop="datePublished" datetime="2024-03-12T10:00:00Z">12 مارس</time>',
    );
    expect(read(htmlOf({ body })).meta.published).toMatchObject({ earliest: '2024-03-12', basis: 'metadata' });
  });

  test('of live coverage is that of an article', () => {
    const data = {
      '@type': 'LiveBlogPosting',
      headline: HEADLINE,
      datePublished: '2024-03-12',
      publisher: { name: 'النموذج' },
    };
    const head = `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
    expect(read(htmlOf({ head })).meta).toMatchObject({ source: 'النموذج', published: { earliest: '2024-03-12' } });
  });

  test('may stand in JSON-LD', () => {
    const data = {
      '@graph': [
        { '@type': 'Organization', name: 'موقع آخر' },
        {
          '@type': ['NewsArticle'],
          datePublished: '2024-03-12',
          author: [{ name: 'ليلى' }],
          publisher: { name: 'النموذج' },
        },
      ],
    };
    const head = `<script type="application/ld+json">{broken</script><script type="application/ld+json">${JSON.stringify(data)}</script>`;
    expect(read(htmlOf({ head })).meta).toMatchObject({
      published: { earliest: '2024-03-12', basis: 'metadata' },
      author: 'ليلى',
      source: 'النموذج',
    });
  });

  test.each(['', 'yesterday', '2024-02-31', '0001-01-01', '9999-12-31', '1445-09-01'])(
    'with the date «%s» gives no date',
    (date) => {
      const head = `<meta property="article:published_time" content="${date}">`;
      expect(read(htmlOf({ head })).meta.published).toBeNull();
    },
  );

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'https://good.example@evil.example/',
    '//x',
  ])('never gives the address %s', (address) => {
    expect(read(htmlOf({ head: `<link rel="canonical" href="${address}">` })).meta.url).toBeNull();
  });

  test('completes its address by the one it was fetched from', () => {
    const head = '<link rel="canonical" href="/bridge">';
    expect(read(htmlOf({ head }), 'https://namudhaj.example/?x=1').meta.url).toBe('https://namudhaj.example/bridge');
  });
});

describe('hostile or broken HTML', () => {
  test.each([
    ['nests without end', '<div>'.repeat(100_000), 'nested too deeply'],
    ['opens tags without end', '<a '.repeat(100_000), 'nested too deeply'],
    ['has too many tags', '<br>'.repeat(100_000), 'more tags than an article'],
    ['has too many references', '&amp;'.repeat(100_000), 'more character references'],
    ['is an error page', '<!doctype html><title>Login</title><p>Please log in</p>', 'no Arabic text'],
    ['is empty', '<html></html>', 'no text'],
  ])('that %s is refused at once', (_what, html, reason) => {
    const started = performance.now();
    expect(asRefusal(pageFromHtml('page', 'page.html', html, null)).reason).toContain(reason);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('as large as is let through is read in seconds', () => {
    const started = performance.now();
    read(htmlOf({ body: `<article>${`<p>${TEXT}</p>`.repeat(2_000)}${'<p></p>'.repeat(10_000)}</article>` }));
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('with code full of «<» is no deep page', () => {
    const head = `<script>${'if (a<b) c=d<e;'.repeat(5_000)}</script>`;
    expect(read(htmlOf({ head })).text).toContain(TEXT);
  });
});
