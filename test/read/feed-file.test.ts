import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isFeedFile, isRefusal, readFeedFile } from '../../src/read/index.ts';
import { item, rss } from './feeds.ts';
import { folderWith, TEXT } from './pages.ts';

const resultsOf = async (content: string) => {
  const path = join(folderWith({}), 'feed.xml');
  writeFileSync(path, content);
  return readFeedFile(path);
};

describe('a saved feed', () => {
  test('is known by its name', () => {
    for (const name of ['a.xml', 'a.rss', 'a.ATOM', 'a.rdf', 'a.json']) expect(isFeedFile(name)).toBe(true);
    for (const name of ['a.txt', 'a.html', 'xml', '']) expect(isFeedFile(name)).toBe(false);
  });

  test('gives a page for each item, with links relative to its site', async () => {
    const [one, two] = await resultsOf(
      rss(item({ description: TEXT }), item({ link: '/b', description: `${TEXT} ب` })),
    );
    expect(one).toMatchObject({
      format: 'feed',
      origin: expect.stringMatching(/feed\.xml: item 1$/u),
      meta: { url: 'https://namudhaj.example/bridge' },
    });
    expect(two).toMatchObject({ meta: { url: 'https://namudhaj.example/b' } });
  });

  test('gives a line for each item that is no page', async () => {
    const same = item({ guid: '2', link: '', description: TEXT, pubDate: '2024-03-12' });
    const results = await resultsOf(rss(item({ guid: '1', link: '', description: TEXT }), same, item({ link: '/b' })));
    expect(results.map(isRefusal)).toEqual([false, true, true]);
    expect(results[1]).toMatchObject({ reason: 'an item before it says the same.' });
  });

  test('that is none is refused', async () => {
    expect(await resultsOf('<html></html>')).toMatchObject([{ reason: 'this is an HTML page, not a feed.' }]);
    expect(await readFeedFile('/nowhere/feed.xml')).toMatchObject([{ reason: expect.stringContaining('not there') }]);
  });
});
