import { describe, expect, test } from 'vitest';
import { readFeed } from '../../src/read/index.ts';
import { FEED_URL, item, rss } from './feeds.ts';

const read = (...items: readonly string[]) => {
  const feed = readFeed({ bytes: Buffer.from(rss(...items)), charset: null, url: FEED_URL });
  if ('reason' in feed) throw new Error(feed.reason);
  return feed;
};
const at = (name: string) => item({ guid: 'one-for-all', link: `https://namudhaj.example/${name}`, description: name });

describe('items of a feed with one id', () => {
  test('are different ones where they lie at different addresses: they go by these', () => {
    const { items, refused } = read(at('b'), at('a'), at('b'));
    expect(items.map(({ key, text }) => [key, text])).toEqual([
      ['https://namudhaj.example/b', 'b'],
      ['https://namudhaj.example/a', 'a'],
    ]);
    expect(refused).toEqual([]);
  });

  test('keep their stamps when another one stands before them', () => {
    const [before] = read(at('a')).items;
    expect(read(at('b'), at('a')).items[1]?.stamp).toBe(before?.stamp);
  });
});

describe('items of a feed with one address', () => {
  const post = (guid: string, link: string) => item({ guid, link, description: `نص ${guid}` });

  test.each([
    ['a page of many items', ['/live#1', '/live#2']],
    ['the front page', ['/', '/']],
    ['one address written in two ways', ['https://www.namudhaj.example/a/', 'http://namudhaj.example/a']],
  ])('are known by their own ids, because it does not tell them apart: %s', (_, [first = '', second = '']) => {
    const { items, refused } = read(post('1', first), post('2', second), post('3', '/own'));
    expect(items.map(({ key, url }) => [key, url])).toEqual([
      ['1', null],
      ['2', null],
      ['https://namudhaj.example/own', 'https://namudhaj.example/own'],
    ]);
    expect(refused).toEqual([]);
  });

  test('are one item where they say the same', () => {
    const twice = (guid: string) => item({ guid, description: 'نص' });
    expect(read(twice('1'), twice('2')).items).toMatchObject([{ key: 'https://namudhaj.example/bridge' }]);
  });

  test('and id are refused wherever they stand by the same key', () => {
    const same = (text: string) => item({ guid: 'same', link: '', description: text });
    const before = read(same('أول'), same('ثان')).refused;
    const after = read(at('new'), same('أول'), same('ثان')).refused;
    expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
    expect(after.map(({ item }) => item)).not.toEqual(before.map(({ item }) => item));
  });
});
