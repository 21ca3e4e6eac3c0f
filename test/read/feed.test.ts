import { describe, expect, test } from 'vitest';
import { pageFromFeedItem } from '../../src/read/index.ts';
import { FEED_URL, FORMATS, feedOf, item, LONG_TEXT, onlyItem, readOf, reasonOf, rss } from './feeds.ts';
import { asPage, HEADLINE, TEXT } from './pages.ts';

describe('a feed', () => {
  test.each(Object.entries(FORMATS))('is read: %s', (_format, feed) => {
    const { title, items, refused } = readOf(feed);
    expect(title).toBe('النموذج');
    expect(refused).toEqual([]);
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({ url: 'https://namudhaj.example/bridge', source: 'النموذج', isSummary: false });
    expect(items[1]).toMatchObject({ title: 'آخر', url: 'https://namudhaj.example/other', isSummary: true });
    const page = asPage(pageFromFeedItem(items[0] as never, FEED_URL));
    expect(page.text).toBe([HEADLINE, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT].join('\n\n'));
  });

  test('without items is none the worse for it', () => {
    expect(readOf(rss())).toEqual({ title: 'النموذج', items: [], refused: [] });
    expect(readOf('<rss version="2.0"><channel></channel></rss>').items).toEqual([]);
  });

  test('is what its outermost element says, whatever its texts speak of', () => {
    const quoted = '<![CDATA[<p> <rss version="2.0"><channel><item><title>x</title></item></channel></rss></p>]]>';
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title>خبر</title><summary type="html">${quoted}</summary></entry></feed>`;
    expect(readOf(atom).items.map(({ title }) => title)).toEqual(['خبر']);
  });

  test.each([
    ['a bare ampersand', item({ title: 'بحث & تطوير' }), 'بحث & تطوير'],
    ['names of HTML', item({ title: 'بحث&nbsp;وتطوير &laquo;جديد&raquo;' }), 'بحث\u00a0وتطوير «جديد»'],
    ['markup in a headline', item({ title: '<![CDATA[<b>عاجل</b> &#8220;خبر&#8221;]]>' }), 'عاجل “خبر”'],
    ['signs that are no markup', item({ title: '<![CDATA[5 < 6 <عاجل>]]>' }), '5 < 6 <عاجل>'],
    ['control characters', item({ title: 'خبر\u0008 \u001b[2J' }), 'خبر\u0008 \u001b[2J'],
  ])('may be sloppy where nothing is in doubt: %s', (_what, xml, title) => {
    expect(readOf(rss(xml)).items[0]?.title).toBe(title);
  });

  test('may have blanks and a mark before its declaration, and comments around it', () => {
    expect(readOf(`\ufeff\n ${rss(item())}<!-- cached -->`).items).toHaveLength(1);
  });

  test('whose items cannot be told from each other keeps the first and names the other', () => {
    const [one, other] = [item({ guid: 'x', description: 'أول' }), item({ guid: 'x', description: 'ثان' })];
    const { items, refused } = readOf(rss(one, other, one, item({ guid: 'y', description: 'أول' })));
    expect(items.map(({ key, text }) => [key, text])).toEqual([
      ['x', 'أول'],
      ['y', 'أول'],
    ]);
    expect(refused).toMatchObject([{ item: `item 2 (${HEADLINE})`, reason: expect.stringContaining('the same id') }]);
  });

  test('names the items that cannot be used, and reads the others', () => {
    const { items, refused } = readOf(rss(item(), '<item/>', item({ title: 'ا'.repeat(600), link: '/long' })));
    expect(items).toHaveLength(1);
    expect(refused.map(({ reason }) => reason).toSorted()).toEqual([
      'empty, or outside of the list of items',
      'its headline is longer than a page',
    ]);
  });

  test.each([
    ['an HTML page', '<!doctype html><html><body>Just a moment...</body></html>', 'an HTML page'],
    ['an HTML page without a doctype', '<html lang="ar"><p>خبر</p></html>', 'an HTML page'],
    ['an empty answer', '', 'empty'],
    ['blanks', ' \n ', 'empty'],
    ['text', 'لا شيء', 'neither XML nor JSON'],
    ['XML of another kind', '<urlset><url/></urlset>', 'begins with <urlset>'],
    ['JSON that is no feed', '{"items":[]}', 'no JSON Feed'],
    ['a list in JSON', '[1,2]', 'no JSON Feed'],
    ['broken JSON', '{"version":"https://jsonfeed.org/version/1.1","items":[', 'broken or cut'],
    [
      'JSON with wrong types',
      '{"version":"https://jsonfeed.org/version/1.1","items":[{"title":{"a":1},"url":7}]}',
      'none that can be read',
    ],
    ['two feeds in one', `${rss(item())}<rss/>`, 'follows behind its end'],
    ['a picture', '\u0089PNG', 'binary'],
  ])('is refused in one line when it is none: %s', (what, text, reason) => {
    const bytes = what === 'a picture' ? Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0) : text;
    const read = feedOf(bytes);
    expect(read).toMatchObject({ reason: expect.stringMatching(/^[^\n]+[^.]$/u), next: expect.stringMatching(/\.$/u) });
    if (what !== 'a picture') expect(reasonOf(bytes)).toContain(reason);
  });
});

describe('an item', () => {
  test.each([
    ['its link', { link: '/a?b=1#top', guid: 'https://namudhaj.example/g' }, 'https://namudhaj.example/a?b=1'],
    ['its guid, where that is a link', { link: '', guid: 'https://namudhaj.example/g' }, 'https://namudhaj.example/g'],
    ['no guid that is none', { link: '', 'guid isPermaLink="false"': 'https://namudhaj.example/g' }, null],
    ['no script', { link: 'javascript:alert(1)' }, null],
    ['no file', { link: 'file:///etc/passwd' }, null],
    ['no data', { link: 'data:text/html,x' }, null],
    ['no user and password', { link: 'https://good.example@evil.example/' }, null],
    ['nothing that is too long', { link: `https://namudhaj.example/${'a'.repeat(3_000)}` }, null],
  ])('has the address of %s', (_what, fields, url) => {
    expect(onlyItem({ ...fields, description: TEXT })).toMatchObject({ url, text: TEXT });
  });

  test.each([
    ['Tue, 12 Mar 2024 22:30:00 +0300', '2024-03-12'],
    ['Tuesday, 12 March 2024 22:30:00 GMT', '2024-03-12'],
    ['12 Mar 24 22:30 GMT', '2024-03-12'],
    ['2024-03-12T24:00:00+03:00', '2024-03-12'],
    ['Tue Mar 12 2024 22:30:00 GMT+0300', '2024-03-12'],
    ['٢٠٢٤/٣/١٢', '2024-03-12'],
    ['', null],
    ['yesterday', null],
    ['Fri, 31 Feb 2024 10:00:00 GMT', null],
    ['Tue, 12 Mar 2024 25:61:00 GMT', null],
    ['2024-03-12T10:61:00Z', null],
    ['Tue, 12 Mar 2024 10:00:00 +9900', null],
    ['Thu, 01 Jan 1970 00:00:00 GMT', null],
    ['Fri, 31 Dec 9999 23:59:59 GMT', null],
    ['-271821-04-19', null],
    ['1446-05-08', null],
  ])('of «%s» has the day %s, and never today', (pubDate, day) => {
    const page = asPage(pageFromFeedItem(onlyItem({ pubDate, description: TEXT }), FEED_URL));
    expect(page.meta.published?.earliest ?? null).toBe(day);
  });

  test('has the first of its dates that is one', () => {
    expect(onlyItem({ pubDate: 'soon', 'dc:date': '2024-03-12' }).published).toBe('2024-03-12');
  });

  test('is known by its address, else by its own id, else by its text, and on every reading by the same', () => {
    expect(onlyItem({ guid: 'tag:1' }).key).toBe('https://namudhaj.example/bridge');
    expect(onlyItem({ guid: 'tag:1', link: '', description: TEXT }).key).toBe('tag:1');
    const { key } = onlyItem({ link: '', description: TEXT });
    expect(key).toMatch(/^[0-9a-f]{32}$/u);
    expect(onlyItem({ link: '', description: TEXT, pubDate: '2024-03-12' }).key).toBe(key);
    expect(onlyItem({ link: '', description: `${TEXT}!` }).key).not.toBe(key);
    expect(onlyItem({ guid: 'x'.repeat(9_000), link: '', description: TEXT }).key).toHaveLength(32);
  });

  test('has another stamp when it says something else, and not when the feed around it changes', () => {
    const { stamp } = onlyItem({ description: TEXT });
    expect(readOf(rss(item({ link: '/first', guid: '1' }), item({ description: TEXT }))).items[1]?.stamp).toBe(stamp);
    for (const changed of [{ title: 'آخر' }, { description: `${TEXT}!` }, { pubDate: '2024-03-12' }, { link: '/b' }]) {
      expect(onlyItem({ description: TEXT, ...changed }).stamp).not.toBe(stamp);
    }
  });

  test.each([
    ['a headline alone', {}, true],
    ['a few lines', { description: TEXT }, true],
    ['an ellipsis', { description: `<![CDATA[${LONG_TEXT} &hellip;]]>` }, true],
    ['a link to the rest', { description: `<![CDATA[${LONG_TEXT}<a href="/x">اقرأ المزيد »</a>]]>` }, true],
    [
      'brackets before the foot',
      { 'content:encoded': `<![CDATA[${LONG_TEXT}<p>بداية [&#8230;]</p><p>ظهرت في</p>]]>` },
      true,
    ],
    ['an empty element for the text', { 'content:encoded': '<![CDATA[<p> </p>]]>', description: TEXT }, true],
    ['a long description', { description: `<![CDATA[${LONG_TEXT}]]>` }, false],
    ['the whole text, though short', { 'content:encoded': TEXT }, false],
    ['the whole text that ends in silence', { 'content:encoded': `${TEXT}...` }, false],
  ])('with %s is a summary: %s', (_what, fields, summary) => {
    expect(onlyItem(fields as never).isSummary).toBe(summary);
  });

  test('has the text of its summary where the element for the whole text is empty', () => {
    expect(onlyItem({ 'content:encoded': '<![CDATA[<p><img></p>]]>', description: TEXT }).text).toBe(TEXT);
  });

  test('taken over from another outlet names that one', () => {
    expect(onlyItem({ 'source url="https://other.example/rss"': 'وكالة أخرى' }).source).toBe('وكالة أخرى');
  });

  test('of plain text keeps its lines as paragraphs', () => {
    const page = asPage(pageFromFeedItem(onlyItem({ description: `${TEXT}\n\n${TEXT}` }), FEED_URL));
    expect(page.text).toBe(`${HEADLINE}\n\n${TEXT}\n\n${TEXT}`);
  });

  test('with characters that no database takes is refused, in JSON too', () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1',
      title: 'x',
      items: [{ id: '1', title: 'خبر \u0000' }, { id: '\ud800' }],
    };
    const { items, refused } = readOf(JSON.stringify(feed));
    expect(items).toEqual([]);
    expect(refused).toHaveLength(2);
  });
});
