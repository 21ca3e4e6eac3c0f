import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeOnBothDatabases, sqliteDatabases } from '../setup/stores.ts';
import { type NewsServer, openNewsServer, rss } from './news-server.ts';
import {
  ALL,
  articlePage,
  feedSource,
  folderSource,
  HOUR,
  openNewsroom,
  paragraph,
  settledFolder,
} from './newsroom.ts';

let server: NewsServer;
beforeAll(async () => {
  server = await openNewsServer();
});
afterAll(() => server.close());

const item = (id: string) => ({ id, title: `خبر مخترع ${id}`, link: `${server.url}/${id}`, body: paragraph(id, 4) });
const teaser = (id: string) => ({ ...item(id), body: '', summary: `${paragraph(id, 1)} […]` });
const feed = (id: string, path: string) => feedSource(`${server.url}${path}`, { id });
const items = (count: number) => Array.from({ length: count }, (_, at) => item(`${at}`));

describe('rounds over sources', () => {
  const { open } = sqliteDatabases();

  test('one that fails stops none of the others, and what is asked for by name is read at once', async () => {
    server.put('/fine', { body: rss([item('a')]) });
    server.put('/broken', { body: 'no feed at all' });
    const store = await open();
    const missing = folderSource('/nowhere/at/all');
    const { ingest } = openNewsroom(store, [missing, feed('broken', '/broken'), feed('fine', '/fine')], server);
    const { outcomes } = await ingest();
    expect(outcomes.map(({ source, state }) => `${source.id} ${state}`).toSorted()).toEqual([
      '_corpus failed',
      'broken failed',
      'fine read',
    ]);
    expect((await ingest({ only: 'fine' })).outcomes).toMatchObject([{ state: 'unchanged' }]);
    await expect(ingest({ only: 'nobody' })).rejects.toMatchObject({ badInput: true, next: /_corpus, broken, fine/ });
  });

  test('stopped in the middle it ends at once, and the next round goes on where it was', async () => {
    const names = ['s0', 's1', 's2', 's3'];
    server.put('/stopped', { body: rss(names.map(teaser)) });
    for (const name of names) server.put(`/${name}`, { body: articlePage(name) });
    const never = new Promise(() => undefined);
    server.put('/s2', { after: never });
    const store = await open();
    const sources = [feed('stopped', '/stopped')];
    const stop = new AbortController();
    const newsroom = openNewsroom(store, sources, server);
    const [first, third] = [server.asked('/s0').length, server.asked('/s2').length];
    const reading = newsroom.ingest({ stop: stop.signal });
    while (server.asked('/s2').length === third) await new Promise((resolve) => setTimeout(resolve, 5));
    const began = performance.now();
    stop.abort();
    const [outcome] = (await reading).outcomes;
    expect(performance.now() - began).toBeLessThan(1000);
    expect(outcome).toMatchObject({ state: 'waiting', added: 4 });
    expect(await store.intake.state('stopped')).toBeNull();
    server.put('/s2', { body: articlePage('s2') });
    newsroom.pass(HOUR);
    expect((await newsroom.ingest()).outcomes).toMatchObject([{ state: 'read', added: 0, changed: 2 }]);
    expect(server.asked('/s0')).toHaveLength(first + 1);
    expect(await store.intake.counts()).toMatchObject({ pages: 4, articles: 4, pending: 0 });
    server.put('/s2', { status: 404 });
  });
});

describeOnBothDatabases('rounds over one database', ({ empty, open }) => {
  test('two programs on one database take each item once', async () => {
    server.put('/shared', { body: rss(items(30)) });
    const folder = settledFolder({ 'a.txt': `خبر مخترع\n\n${paragraph('a')}` });
    const location = await empty();
    const sources = [folderSource(folder), feed('shared', '/shared')];
    const [one, two] = [await open(location), await open(location)];
    const before = server.asked('/shared').length;
    const reports = await Promise.all([
      openNewsroom(one, sources, server, { owner: 'one' }).ingest(),
      openNewsroom(two, sources, server, { owner: 'two' }).ingest(),
    ]);
    const outcomes = reports.flatMap((report) => report.outcomes);
    expect(outcomes.reduce((sum, { added }) => sum + added, 0)).toBe(31);
    expect(outcomes.reduce((sum, { changed }) => sum + changed, 0)).toBe(0);
    expect(server.asked('/shared')).toHaveLength(before + 1);
    expect(await one.intake.counts()).toMatchObject({ pages: 31, articles: 31 });
  });

  test('what was taken in before a crash is understood by the next round', async () => {
    server.put('/crash', { body: rss(items(5)) });
    const store = await open();
    const failing = { ...store, saveArticles: () => Promise.reject(new Error('killed')) };
    const sources = [feed('crash', '/crash')];
    await expect(openNewsroom(failing, sources, server).ingest()).rejects.toThrow('killed');
    expect(await store.intake.counts()).toMatchObject({ pages: 5, articles: 0 });
    expect(await openNewsroom(store, sources, server).ingest()).toEqual({ outcomes: [], understood: 5 });
    expect(await store.intake.untold('coalition', ALL)).toHaveLength(5);
  });
});
