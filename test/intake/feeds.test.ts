import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sqliteDatabases } from '../setup/stores.ts';
import { type NewsServer, openNewsServer, type RssItem, rss } from './news-server.ts';
import {
  ALL,
  articlePage,
  feedSource,
  folderSource,
  HOUR,
  MINUTE,
  only,
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

/** Each test has paths of its own. */
let path: string;
let tests = 0;
beforeEach(() => {
  path = `/${++tests}`;
});

const feed = (items: readonly RssItem[], more: object = {}) =>
  server.put(`${path}/feed`, { body: rss(items), ...more });
const whole = (id: string, sentences = 4): RssItem => ({
  id,
  title: `خبر مخترع ${id}`,
  link: `${server.url}${path}/${id}`,
  body: paragraph(id, sentences),
});
const summary = (id: string): RssItem => ({
  id,
  title: `خبر مخترع ${id}`,
  link: `${server.url}${path}/${id}`,
  summary: `${paragraph(id, 1)} […]`,
});

describe('reading a feed', () => {
  const { open } = sqliteDatabases();
  const newsroom = async (more: Parameters<typeof feedSource>[1] = {}) => {
    const store = await open();
    return { store, ...openNewsroom(store, [feedSource(`${server.url}${path}/feed`, more)], server) };
  };

  test('its items become articles of its outlet, and nothing that is unchanged is asked for twice', async () => {
    feed([whole('a'), whole('b')], { headers: { etag: '"1"' } });
    const { store, ingest, pass, clock } = await newsroom();
    const report = await ingest();
    expect(only(report)).toMatchObject({ state: 'read', added: 2, changed: 0, refusals: [] });
    expect(report.understood).toBe(2);
    expect(await ingest()).toEqual({ outcomes: [], understood: 0 });
    const state = await store.intake.state('gazette');
    expect(state).toMatchObject({ etag: '"1"', failures: 0, fault: null, readAt: START, newsAt: START });
    expect((state?.nextAt ?? 0) - clock()).toBeGreaterThanOrEqual(30 * MINUTE);
    expect((state?.nextAt ?? 0) - clock()).toBeLessThan(33 * MINUTE);
    pass(33 * MINUTE);
    expect(only(await ingest())).toMatchObject({ state: 'unchanged', added: 0 });
    expect(server.asked(`${path}/feed`).map((headers) => headers['if-none-match'])).toEqual([undefined, '"1"']);
    const [seen] = await store.intake.untold('coalition', ALL);
    expect(seen?.article).toMatchObject({ source: { name: 'صحيفة مخترعة' }, published: { earliest: '2026-03-01' } });
  });

  test('a summary is completed from its page, and both are one article', async () => {
    feed([summary('a')]);
    server.put(`${path}/a`, { body: articlePage('a') });
    const { store, ingest, pass } = await newsroom();
    expect(only(await ingest())).toMatchObject({ state: 'read', added: 1, changed: 1, known: 0, refusals: [] });
    expect(await store.intake.counts()).toMatchObject({ pages: 1, articles: 1, pending: 0 });
    const [seen] = await store.intake.untold('coalition', ALL);
    expect(seen?.article.page.text).toContain('بلدية القرية المخترعة a 11');
    pass(HOUR);
    expect(only(await ingest()).state).toBe('unchanged');
    expect(server.asked(`${path}/a`)).toHaveLength(1);
  });

  test('a summary whose page cannot be had stays as it is, says why, and is tried again for hours', async () => {
    feed([summary('gone'), summary('wall'), summary('late')]);
    server.put(`${path}/wall`, { status: 302, headers: { location: `${path}/login` } });
    server.put(`${path}/login`, { body: articlePage('تسجيل الدخول') });
    server.put(`${path}/late`, { status: 500 });
    const { store, ingest, pass } = await newsroom();
    const told = only(await ingest()).refusals.map(({ reason }) => reason);
    expect(told).toEqual([
      expect.stringContaining('404'),
      'it is shown only to those who log in. It will be tried again.',
    ]);
    const later: string[] = [];
    for (let round = 0; round < 9; round++) {
      pass(30 * HOUR);
      later.push(...only(await ingest()).refusals.map(({ reason }) => reason));
    }
    expect(later).toEqual(Array(3).fill(expect.stringContaining('It was tried 8 times.')));
    expect(server.asked(`${path}/late`)).toHaveLength(8);
    expect(server.asked(`${path}/gone`)).toHaveLength(8);
    expect(await store.intake.counts()).toMatchObject({ articles: 3, pending: 0 });
  });

  test('a page that says less than the item does not replace it', async () => {
    feed([whole('a', 8)]);
    server.put(`${path}/a`, { body: articlePage('a', 2) });
    const { store, ingest } = await newsroom({ complete: 'always' });
    expect(only(await ingest())).toMatchObject({ added: 1, changed: 0, refusals: [] });
    expect(await store.intake.counts()).toMatchObject({ pages: 1, pending: 0 });
    const [seen] = await store.intake.untold('coalition', ALL);
    expect(seen?.article.page.format).toBe('feed');
  });

  test('a changed item is a new version, the old one is kept, and a removed item stays', async () => {
    feed([whole('a'), whole('b')]);
    const { store, ingest, pass } = await newsroom();
    await ingest();
    feed([{ ...whole('a'), body: `${paragraph('a', 4)} ${paragraph('تصحيح', 1)}` }]);
    pass(HOUR);
    const report = await ingest();
    expect(only(report)).toMatchObject({ state: 'read', added: 0, changed: 1, withdrawn: 0 });
    expect(report.understood).toBe(1);
    const articles = (await store.intake.untold('coalition', ALL)).map(({ article }) => article);
    expect(articles).toHaveLength(2);
    const changed = articles.find(({ page }) => page.text.includes('تصحيح'));
    expect((await store.page(changed?.page.id ?? '', 1))?.text).not.toContain('تصحيح');
  });

  test('one that has moved for good is read where it is now, and the editor is told', async () => {
    server.put(`${path}/feed`, { status: 301, headers: { location: `${path}/new` } });
    server.put(`${path}/new`, { body: rss([whole('a')]), headers: { etag: '"n"' } });
    const { ingest, pass } = await newsroom();
    expect(only(await ingest())).toMatchObject({ added: 1, movedTo: `${server.url}${path}/new` });
    pass(HOUR);
    expect(only(await ingest())).toMatchObject({ state: 'unchanged', movedTo: `${server.url}${path}/new` });
    expect(server.asked(`${path}/feed`)).toHaveLength(1);
    server.put(`${path}/new`, { status: 404 });
    feed([whole('a'), whole('b')]);
    pass(HOUR);
    expect(only(await ingest())).toMatchObject({ state: 'failed', movedTo: null });
    pass(5 * MINUTE);
    expect(only(await ingest())).toMatchObject({ state: 'read', added: 1 });
  });

  test('a server that asks to be left alone is left alone as long as it asks for', async () => {
    server.put(`${path}/feed`, { status: 429, headers: { 'retry-after': '7200' } });
    const { store, ingest, pass } = await newsroom();
    expect(only(await ingest())).toMatchObject({ state: 'waiting', fault: expect.stringContaining('429') });
    feed([whole('a')]);
    pass(2 * HOUR - 1000);
    expect((await ingest()).outcomes).toEqual([]);
    pass(1000);
    expect(only(await ingest())).toMatchObject({ state: 'read', added: 1 });
    expect(await store.intake.state('gazette')).toMatchObject({ failures: 0, failingSince: null, fault: null });
  });

  test('one that fails is tried ever more seldom, at least once a day; a gone one as well', async () => {
    server.put(`${path}/feed`, { status: 500 });
    const { store, ingest, clock, pass } = await newsroom();
    const rests: number[] = [];
    for (let failure = 0; failure < 11; failure++) {
      expect(only(await ingest()).state).toBe('failed');
      const rest = ((await store.intake.state('gazette'))?.nextAt ?? 0) - clock();
      rests.push(rest / MINUTE);
      pass(rest);
      if (failure === 5) server.put(`${path}/feed`, { status: 410 });
    }
    expect(rests).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440]);
    expect(await store.intake.state('gazette')).toMatchObject({ failures: 11, failingSince: START, readAt: null });
  });

  test('a body that was cut short, or is in another charset than it says, changes nothing', async () => {
    const { store, ingest, pass } = await newsroom();
    const body = rss([whole('a'), whole('b')]);
    feed([whole('a')], { headers: { etag: '"1"' } });
    await ingest();
    const known = await store.intake.state('gazette');
    for (const answer of [
      { body, cutAt: 700 },
      { body: body.slice(0, 900) },
      { body: in1256(rss([whole('a')])), headers: { 'content-type': 'application/rss+xml; charset=utf-8' } },
    ]) {
      server.put(`${path}/feed`, answer);
      pass(2 * HOUR);
      const { state, fault, added } = only(await ingest());
      expect({ state, added }).toEqual({ state: 'failed', added: 0 });
      expect(fault?.split('\n')).toHaveLength(1);
    }
    const { etag, contentHash } = known ?? {};
    expect(await store.intake.state('gazette')).toMatchObject({ etag, contentHash, failures: 3 });
    server.put(`${path}/feed`, { body });
    pass(2 * HOUR);
    expect(only(await ingest())).toMatchObject({ state: 'read', added: 1, changed: 0 });
  });

  test('a clock that was set back keeps nothing waiting', async () => {
    feed([whole('a')]);
    const { ingest, pass } = await newsroom();
    await ingest();
    feed([whole('a'), whole('b')]);
    pass(-1000 * HOUR);
    expect(only(await ingest())).toMatchObject({ state: 'read', added: 1 });
    expect((await ingest()).outcomes).toEqual([]);
  });

  test('one in windows-1256 is read', async () => {
    const body = in1256(rss([whole('a')], 'windows-1256'));
    server.put(`${path}/feed`, { body, headers: { 'content-type': 'text/xml; charset=windows-1256' } });
    const { store, ingest } = await newsroom();
    expect(only(await ingest())).toMatchObject({ added: 1 });
    const [seen] = await store.intake.untold('coalition', ALL);
    expect(seen?.article.page.text).toContain('بلدية القرية المخترعة');
  });

  test('items that cannot be read are told once, and the others are read', async () => {
    const empty = { id: 'empty', title: 'خبر', body: 'Nothing Arabic in here' };
    feed([whole('a'), empty]);
    const { ingest, pass } = await newsroom();
    expect(only(await ingest())).toMatchObject({ added: 1, refusals: [{ reason: expect.any(String) }] });
    feed([whole('a'), whole('b'), empty]);
    pass(HOUR);
    expect(only(await ingest())).toMatchObject({ added: 1, refusals: [] });
  });

  test('an article that also lies in the folder is one article', async () => {
    feed([whole('a')]);
    const text = `---\nurl: ${server.url}${path}/a\nsource: صحيفة مخترعة\n---\nخبر مخترع a\n\n${paragraph('a', 4)}\n`;
    const store = await open();
    const folder = settledFolder({ 'saved.txt': text });
    const { ingest, pass } = openNewsroom(
      store,
      [folderSource(folder), feedSource(`${server.url}${path}/feed`)],
      server,
    );
    const { outcomes } = await ingest();
    expect(outcomes.reduce((sum, { added }) => sum + added, 0)).toBe(1);
    expect(await store.intake.untold('coalition', ALL)).toHaveLength(1);
    pass(HOUR);
    expect((await ingest({ all: true })).outcomes.map(({ state }) => state)).toEqual(['unchanged', 'unchanged']);
  });
});

/** Letters of windows-1256 by their code. */
const CODES = new Map(
  Array.from({ length: 128 }, (_, at) => [new TextDecoder('windows-1256').decode(Uint8Array.of(at + 128)), at + 128]),
);

function in1256(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => CODES.get(char) ?? char.charCodeAt(0));
}
