import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openIngestLoop } from '../../src/app/intake/ingest-loop.ts';
import { watchFolders } from '../../src/app/intake/watch-folders.ts';
import { sqliteDatabases } from '../setup/stores.ts';
import { type NewsServer, openNewsServer, rss } from './news-server.ts';
import {
  ALL,
  feedSource,
  folderSource,
  HOUR,
  newsConfig,
  openNewsroom,
  paragraph,
  START,
  settledFolder,
} from './newsroom.ts';

let server: NewsServer;
beforeAll(async () => {
  server = await openNewsServer();
});
afterAll(() => server.close());

const item = (id: string) => ({ id, title: `خبر مخترع ${id}`, link: `${server.url}/${id}`, body: paragraph(id, 4) });
const feed = (id: string) => feedSource(`${server.url}/${id}`, { id });

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await condition()); tries++) {
    if (tries > 1000) throw new Error('it did not come to that');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('the loop', () => {
  const { open } = sqliteDatabases();

  test('reads what is due, also while a slow source is being read, tells of it, and ends at once', async () => {
    server.put('/quick', { body: rss([item('a')]) });
    server.put('/moved', { status: 301, headers: { location: '/new' } });
    server.put('/new', { body: rss([item('c')]) });
    // One host is asked for one thing at a time: the slow one is another.
    const slow = await openNewsServer();
    slow.put('/slow', { after: new Promise(() => undefined) });
    const store = await open();
    const sources = [feedSource(`${slow.url}/slow`, { id: 'slow' }), feed('quick'), feed('moved')];
    const config = newsConfig(sources, server, slow);
    const lines: string[] = [];
    let news = 0;
    let now = START;
    const loop = openIngestLoop(config, store, {
      onLine: (line) => lines.push(line),
      onNews: () => news++,
      clock: () => now,
      lookEveryMs: HOUR,
    });
    await until(async () => (await store.intake.counts()).articles === 2);
    server.put('/quick', { body: rss([item('a'), item('b')]) });
    now += HOUR;
    loop.wake();
    await until(async () => (await store.intake.counts()).articles === 3 && news > 0);
    expect(loop.lastRoundAt()).toBe(now);
    const began = performance.now();
    await loop.close();
    expect(performance.now() - began).toBeLessThan(1000);
    expect(lines).toContain('quick: 1 new');
    expect(lines.filter((line) => line.startsWith('moved: moved for good'))).toHaveLength(1);
    expect(server.asked('/quick')[0]?.['user-agent']).toMatch(/^Mujaz\/\d+\.\d+\.\d+ \(\+http/u);
    expect(await store.intake.state('slow')).toBeNull();
    await slow.close();
  });

  test('a page that cannot be understood is told of, and not read for ever', async () => {
    const folder = settledFolder({ 'a.txt': `خبر مخترع\n\n${paragraph('a')}` });
    const store = await open();
    const sources = [folderSource(folder)];
    const lines: string[] = [];
    const { config } = openNewsroom(store, sources);
    const broken = { ...config, sources: [{} as (typeof config.sources)[number]] };
    const loop = openIngestLoop(broken, store, { onLine: (line) => lines.push(line), lookEveryMs: HOUR });
    await until(async () => (await store.intake.counts()).articles === 1);
    await loop.close();
    expect(lines).toContainEqual(expect.stringContaining('a.txt: this page is not understood'));
    expect(await store.intake.unread(10)).toEqual([]);
    expect((await store.intake.untold('coalition', ALL))[0]?.article.paragraphs).toEqual([]);
  });
});

test('a change in a folder is told once it has become quiet; a folder that is not there tells nothing', async () => {
  const folder = settledFolder({ 'a.txt': '' });
  const told: string[] = [];
  const sources = [folderSource(folder, 'here'), folderSource('/nowhere/at/all', 'nowhere')];
  const watch = watchFolders(
    sources.filter((source) => source.kind === 'folder'),
    (id) => told.push(id),
    40,
  );
  for (let part = 0; part < 3; part++) appendFileSync(join(folder, 'a.txt'), 'جزء');
  await until(() => told.length > 0);
  watch.close();
  expect(told).toEqual(['here']);
});
