import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readUrl } from '../../src/read/index.ts';

const PAGE = 'https://namudhaj.example/news/1';

describe('the canonical address', () => {
  test.each([
    'utm_source=rss&utm_medium=feed&utm_campaign=a',
    'UTM_Source=rss',
    'fbclid=IwAR0abc',
    'gclid=Cj0KCQ&gbraid=0AAA',
    'mc_cid=3f2a&mc_eid=7b1c',
    'igshid=MzRlODBiNWFlZA==',
    'at_medium=RSS&at_campaign=rss',
    'xtor=RSS-1',
    'utm_source=rss&amp;utm_medium=feed',
  ])('has lost ?%s, which only follows people around', (query) => {
    expect(readUrl(`${PAGE}?${query}`)).toBe(PAGE);
    expect(readUrl(`${PAGE}?id=7&${query}&page=2`)).toBe(`${PAGE}?id=7&page=2`);
  });

  test.each([
    ['HTTPS://Namudhaj.Example:443/news/1#top', PAGE],
    ['https://namudhaj.example/a/../news/./1', PAGE],
    ['http://namudhaj.example:80', 'http://namudhaj.example/'],
    ['https://نموذج.example/خبر', 'https://xn--rgbh6ddl.example/%D8%AE%D8%A8%D8%B1'],
    ['https://namudhaj.example/%d8%ae%d8%a8%d8%b1', 'https://namudhaj.example/%D8%AE%D8%A8%D8%B1'],
    [' https://namudhaj.example/news/1\n', PAGE],
  ])('of %s is %s', (written, canonical) => {
    expect(readUrl(written)).toBe(canonical);
  });

  test.each([
    'https://namudhaj.example/News/1',
    'https://namudhaj.example/news/1/',
    'https://www.namudhaj.example/news/1',
    'https://namudhaj.example/news//1',
    'https://namudhaj.example/?b=2&a=1&b=1',
    'https://namudhaj.example/?a=x%20y+z&c&d=',
    'https://namudhaj.example/%5B1%5D',
    'https://namudhaj.example/?ref=a&source=b&utm=c&glid=d',
    'https://namudhaj.example/??a=1',
    'https://namudhaj.example:8443/',
  ])('%s is itself: another one could be another page', (url) => {
    expect(readUrl(url)).toBe(url);
  });

  test.each(['', 'news', '//namudhaj.example/', 'ftp://a.example/', 'javascript:alert(1)', 'https://a:b@c.example/'])(
    'is none of «%s»',
    (written) => {
      expect(readUrl(written)).toBeNull();
    },
  );

  test('is none that is too long to be shown, once it is spelled out', () => {
    expect(readUrl(`${PAGE}/${'خ'.repeat(300)}`)).toHaveLength(PAGE.length + 1 + 1800);
    expect(readUrl(`${PAGE}/${'خ'.repeat(400)}`)).toBeNull();
  });

  test('of a canonical address is the same one', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (path, query) => {
        const once = readUrl(`https://namudhaj.example/${path}?utm_source=${query}`);
        expect(once === null ? null : readUrl(once)).toBe(once);
      }),
    );
  });
});
