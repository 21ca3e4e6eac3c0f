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
  test('are different ones where they lie at different addresses: the second goes by its address', () => {
    const { items, refused } = read(at('b'), at('a'), at('b'));
    expect(items.map(({ key, text }) => [key, text])).toEqual([
      ['one-for-all', 'b'],
      ['https://namudhaj.example/a', 'a'],
    ]);
    expect(refused).toEqual([]);
  });

  test('keep their stamps when another one stands before them', () => {
    const [before] = read(at('a')).items;
    expect(read(at('b'), at('a')).items[1]?.stamp).toBe(before?.stamp);
  });
});
