import { describe, expect, test } from 'vitest';
import { type FeedItem, pageFromFeedItem } from '../../src/read/index.ts';
import { asPage, asRefusal, HEADLINE, TEXT } from './pages.ts';

const ITEM: FeedItem = {
  title: HEADLINE,
  url: 'https://namudhaj.example/bridge',
  published: 'Tue, 12 Mar 2024 22:30:00 +0300',
  html: `<p>${TEXT}</p><p><a href="javascript:alert(1)">ثم عاد</a> الأهالي.</p><script>alert(1)</script>`,
  text: null,
  author: null,
  source: 'النموذج',
};

const read = (item: Partial<FeedItem> = {}) =>
  asPage(pageFromFeedItem({ ...ITEM, ...item }, 'https://namudhaj.example/feed'));

describe('an item of a feed', () => {
  test('becomes its title, an empty line, and its paragraphs', () => {
    expect(read()).toMatchObject({
      format: 'feed',
      text: `${HEADLINE}\n\n${TEXT}\n\nثم عاد الأهالي.`,
      title: { start: 0, end: HEADLINE.length },
      origin: ITEM.url,
      meta: { url: ITEM.url, source: 'النموذج' },
    });
  });

  test('may hold plain text', () => {
    expect(read({ html: null, text: `${TEXT}\n\n ثم عاد الأهالي. ` }).text).toBe(read().text);
  });

  test.each([
    ['Tue, 12 Mar 2024 22:30:00 +0300', '2024-03-12'],
    ['12 Mar 2024 22:30 GMT', '2024-03-12'],
    ['2024-03-12T22:30:00Z', '2024-03-12'],
    ['١٢ / مارس / ٢٠٢٤', '2024-03-12'],
  ])('«%s» is the day %s, in the time zone it is written in', (published, day) => {
    expect(read({ published }).meta.published).toEqual({ earliest: day, latest: day, basis: 'feed', evidence: [] });
  });

  test.each(['', 'yesterday', 'Fri, 31 Feb 2024 25:61:00 GMT', 'Fri, 31 Dec 9999 23:59:59 GMT', '1446-05-08', '1e21'])(
    '«%s» is no day, and never today',
    (published) => {
      expect(read({ published }).meta.published).toBeNull();
    },
  );

  test('has an id of its address, or of its text where it has none', () => {
    expect(read().id).toMatch(/^[0-9a-f]{16}$/);
    expect(read({ title: 'آخر' }).id).toBe(read().id);
    expect(read({ url: 'javascript:alert(1)' }).id).not.toBe(read().id);
    expect(read({ url: null, title: 'آخر' }).id).not.toBe(read({ url: null }).id);
  });

  test('without Arabic text, or with a headline as long as a page, is refused', () => {
    expect(asRefusal(pageFromFeedItem({ ...ITEM, html: '<p>nothing</p>' }, 'feed')).reason).toContain('no Arabic text');
    expect(asRefusal(pageFromFeedItem({ ...ITEM, title: 'ا'.repeat(5_000) }, 'feed')).reason).toContain('headline');
  });
});
