import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { movedLine } from '../../src/app/intake/outcome-line.ts';
import { sqliteDatabases } from '../setup/stores.ts';
import { type NewsServer, openNewsServer, rss } from './news-server.ts';
import {
  ALL,
  articlePage,
  feedSource,
  folderSource,
  HOUR,
  listSource,
  MINUTE,
  type Newsroom,
  only,
  openNewsroom,
  paragraph,
  settledFolder,
  writeSettled,
} from './newsroom.ts';

let server: NewsServer;
beforeAll(async () => {
  server = await openNewsServer();
});
afterAll(() => server.close());

/** Each test has paths of its own. */
let path: string;
let tests = 0;
beforeEach(() => {
  path = `/changes/${++tests}`;
});

const { open } = sqliteDatabases();
const at = (name: string) => `${server.url}${path}${name}`;
const item = (id: string, text: string, link = at('/article')) => ({
  id,
  title: `خبر مخترع ${text}`,
  link,
  body: paragraph(text, 4),
});
const texts = async (store: Awaited<ReturnType<typeof open>>) =>
  (await store.intake.untold('coalition', ALL)).map(({ article }) => article.page.text).toSorted();

describe('sources in another order of the configuration', () => {
  test('are the same ones: corrections come in, and a file that is gone is withdrawn', async () => {
    const folder = settledFolder({ 'a.txt': `خبر مخترع\n\n${paragraph('a')}\n` });
    const store = await open();
    server.put(`${path}/feed`, { body: rss([]) });
    await openNewsroom(store, [feedSource(at('/feed')), folderSource(folder, 'gazette.2')], server).ingest();
    const { ingest } = openNewsroom(store, [folderSource(folder, 'gazette')], server);
    writeSettled(folder, 'a.txt', `خبر مخترع\n\n${paragraph('تصحيح')}\n`);
    expect(only(await ingest())).toMatchObject({ changed: 1, known: 0 });
    rmSync(join(folder, 'a.txt'));
    expect(only(await ingest())).toMatchObject({ withdrawn: 1 });
    expect(await texts(store)).toEqual([]);
  });
});

describe('items of a feed', () => {
  test('that get another id with each change are the same ones, and their page is fetched once', async () => {
    const store = await open();
    server.put(`${path}/article`, { body: articlePage('a') });
    const { ingest, pass } = openNewsroom(store, [feedSource(at('/feed'), { complete: 'always' })], server);
    for (const id of ['1', '2', '3']) {
      server.put(`${path}/feed`, { body: rss([item(id, 'a')]) });
      await ingest();
      pass(HOUR);
    }
    expect(server.asked(`${path}/article`)).toHaveLength(1);
    expect((await store.intake.items('gazette')).size).toBe(1);
    server.put(`${path}/feed`, { body: rss([item('4', 'b')]) });
    server.put(`${path}/article`, { body: articlePage('تصحيح') });
    expect(only(await ingest())).toMatchObject({ added: 0, changed: 1 });
    expect(await texts(store)).toEqual([expect.stringContaining('تصحيح')]);
  });

  test('that share one address are all read', async () => {
    const store = await open();
    server.put(`${path}/feed`, { body: rss([item('1', 'a'), item('2', 'b'), item('3', 'c')]) });
    const { ingest } = openNewsroom(store, [feedSource(at('/feed'))], server);
    expect(only(await ingest())).toMatchObject({ added: 3, known: 0 });
    expect(await store.intake.counts()).toMatchObject({ articles: 3, pending: 0 });
  });

  test('that link to another outlet are believed less than its own', async () => {
    const store = await open();
    server.put(`${path}/b`, { body: rss([item('1', 'كاذب', 'https://trusted.example/1')]) });
    server.put(`${path}/a`, { body: rss([item('1', 'صادق', 'https://trusted.example/1')]) });
    const inlets = [
      feedSource(at('/b'), { id: 'bad', outlet: 'bad' }),
      feedSource(at('/a'), { id: 'good', outlet: 'good' }),
    ];
    const newsroom = openNewsroom(store, inlets, server);
    const [profile] = newsroom.config.sources;
    if (!profile) throw new Error('no profile');
    Object.assign(newsroom.config, {
      sources: [
        { ...profile, id: 'bad', hosts: ['bad.example'] },
        { ...profile, id: 'good', hosts: ['trusted.example'] },
      ],
    });
    await newsroom.ingest({ only: 'bad' });
    expect(only(await newsroom.ingest({ only: 'good' }))).toMatchObject({ changed: 1, known: 0 });
    expect(await texts(store)).toEqual([expect.stringContaining('صادق')]);
  });
});

describe('what cannot be had', () => {
  const readList = async () => {
    server.put(`${path}/list`, { body: `<html><body><a href="${path}/news/1">1</a></body></html>` });
    const store = await open();
    return { store, ...openNewsroom(store, [listSource(at('/list'), `${path}/news/*`)], server) };
  };

  test.each([
    ['is not there', { status: 404 }],
    ['is empty', { body: '<html><title>صيانة</title><body><p></p></body></html>' }],
  ])('and %s at the first try is tried again', async (_, answer) => {
    server.put(`${path}/news/1`, answer);
    const { ingest, pass } = await readList();
    expect(only(await ingest())).toMatchObject({ added: 0, refusals: [{ reason: /It will be tried again/u }] });
    server.put(`${path}/news/1`, { body: articlePage('a') });
    pass(HOUR);
    expect(only(await ingest())).toMatchObject({ added: 1, refusals: [] });
  });

  test('and without which there is nothing of the article is tried for a week', async () => {
    server.put(`${path}/news/1`, { status: 502 });
    const { ingest, pass, clock } = await readList();
    const began = clock();
    const told = await untilTold(ingest, () => pass(6 * HOUR));
    expect(told).toContain('It was tried 16 times');
    expect((clock() - began) / HOUR).toBeGreaterThan(7 * 24);
    expect((clock() - began) / HOUR).toBeLessThan(10 * 24);
  });

  test('where a feed has moved to is asked for where it was before after three failures', async () => {
    server.put(`${path}/feed`, { status: 301, headers: { location: `${path}/new?key=secret` } });
    server.put(`${path}/new?key=secret`, { body: rss([item('1', 'a', at('/1'))]) });
    const { ingest, pass } = openNewsroom(await open(), [feedSource(at('/feed'))], server);
    const moved = only(await ingest());
    expect(movedLine(moved)).toContain('/new?key=... in config');
    server.put(`${path}/new?key=secret`, { body: '<html><body>for sale</body></html>' });
    server.put(`${path}/feed`, { body: rss([item('2', 'b', at('/2'))]) });
    for (let failure = 0; failure < 3; failure++) {
      pass(HOUR);
      const { state, fault } = only(await ingest());
      expect(state).toBe('failed');
      expect(fault).toContain('/new?key=...: this is an HTML page');
    }
    pass(HOUR);
    expect(only(await ingest())).toMatchObject({ state: 'read', added: 1, movedTo: null });
  });

  test('where a feed leads to for good is no new place of it while it holds none', async () => {
    server.put(`${path}/feed`, { status: 301, headers: { location: `${path}/parked` } });
    server.put(`${path}/parked`, { body: '<html><body>for sale</body></html>' });
    const { ingest, pass } = openNewsroom(await open(), [feedSource(at('/feed'))], server);
    const { movedTo, fault } = only(await ingest());
    expect(movedTo).toBeNull();
    expect(fault).toContain(`${path}/parked: this is an HTML page`);
    server.put(`${path}/feed`, { status: 404 });
    pass(5 * MINUTE);
    expect(only(await ingest())).toMatchObject({ state: 'failed' });
    server.put(`${path}/feed`, { body: rss([item('1', 'a')]) });
    pass(10 * MINUTE);
    expect(only(await ingest())).toMatchObject({ state: 'read', added: 1 });
  });
});

/** Reads again and again until something else is told than that there will be another try. */
async function untilTold(ingest: Newsroom['ingest'], pass: () => void): Promise<string> {
  for (let round = 0; round < 200; round++) {
    const [refusal] = (await ingest({ all: true })).outcomes.flatMap(({ refusals }) => refusals);
    if (refusal) return refusal.reason;
    pass();
  }
  return '';
}
