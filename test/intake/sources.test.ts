import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sqliteDatabases } from '../setup/stores.ts';
import { type NewsServer, openNewsServer } from './news-server.ts';
import {
  ALL,
  articlePage,
  folderSource,
  HOUR,
  listSource,
  MINUTE,
  only,
  openNewsroom,
  pagesSource,
  paragraph,
  settledFolder,
  writeSettled,
} from './newsroom.ts';

let server: NewsServer;
beforeAll(async () => {
  server = await openNewsServer();
});
afterAll(() => server.close());

const saved = (name: string) => `خبر مخترع ${name}\n\n${paragraph(name)}\n`;

describe('reading a folder', () => {
  const { open } = sqliteDatabases();
  const idsOf = async (store: Awaited<ReturnType<typeof open>>) =>
    (await store.intake.untold('coalition', ALL)).map(({ article }) => article.page.id).toSorted();

  test('takes in what is new and changed, and withdraws what is gone', async () => {
    const folder = settledFolder({ 'a.txt': saved('a'), 'b.txt': saved('b'), 'README.md': '# Pages' });
    const store = await open();
    const { ingest } = openNewsroom(store, [folderSource(folder)]);
    expect(only(await ingest())).toMatchObject({ state: 'read', added: 2, refusals: [] });
    expect(only(await ingest())).toMatchObject({ state: 'unchanged' });
    writeSettled(folder, 'b.txt', saved('b, مصحح'));
    writeSettled(folder, 'c.txt', saved('c'));
    rmSync(join(folder, 'a.txt'));
    expect(only(await ingest())).toMatchObject({ added: 1, changed: 1, withdrawn: 1 });
    expect(await idsOf(store)).toEqual(['b', 'c']);
    writeSettled(folder, 'a.txt', saved('a'));
    await ingest();
    expect(await idsOf(store)).toEqual(['a', 'b', 'c']);
  });

  test('names pages as reading the folder at once does, in folders of outlets with the source before it', async () => {
    const store = await open();
    const corpus = settledFolder({ 'a.html': articlePage('a'), 'a.txt': saved('b') });
    const own = settledFolder({ 'a.txt': saved('c') });
    const { ingest } = openNewsroom(store, [folderSource(corpus), folderSource(own, 'gazette')]);
    await ingest();
    expect(await idsOf(store)).toEqual(['a', 'a.txt', 'gazette-a']);
    expect((await store.article('gazette-a'))?.source?.name).toBe('صحيفة مخترعة');
    expect((await store.page('gazette-a'))?.origin).toBe('gazette/a.txt');
    renameSync(join(corpus, 'a.txt'), join(corpus, 'z.txt'));
    expect((await ingest()).outcomes.find(({ source }) => source.id === '_corpus')).toMatchObject({ known: 1 });
    expect(await idsOf(store)).toEqual(['a', 'a.txt', 'gazette-a']);
  });

  test('refuses a file once, until it changes', async () => {
    const folder = settledFolder({ 'a.txt': saved('a'), 'bad.txt': 'no Arabic in here' });
    const { ingest } = openNewsroom(await open(), [folderSource(folder)]);
    expect(only(await ingest())).toMatchObject({ added: 1, refusals: [{ origin: 'bad.txt' }] });
    writeSettled(folder, 'c.txt', saved('c'));
    expect(only(await ingest())).toMatchObject({ added: 1, refusals: [] });
    writeSettled(folder, 'bad.txt', saved('bad'));
    expect(only(await ingest())).toMatchObject({ added: 1, refusals: [] });
  });

  test('leaves a file alone while it is being written', async () => {
    const folder = settledFolder();
    const store = await open();
    const { ingest } = openNewsroom(store, [folderSource(folder)], undefined, { isLive: true, settleMs: 200 });
    writeFileSync(join(folder, 'a.txt'), saved('a'));
    const writing = setInterval(() => appendFileSync(join(folder, 'b.txt'), saved('b')), 10);
    expect(only(await ingest())).toMatchObject({ added: 1 });
    expect((await store.intake.state('_corpus'))?.nextAt).toBeLessThan(Date.now() + MINUTE / 2);
    clearInterval(writing);
    expect(only(await ingest())).toMatchObject({ added: 1 });
    expect((await store.intake.state('_corpus'))?.nextAt).toBeGreaterThan(Date.now() + MINUTE / 2);
  });

  test('fails without losing anything while the folder is not there', async () => {
    const folder = settledFolder({ 'a.txt': saved('a') });
    const store = await open();
    const { ingest, pass } = openNewsroom(store, [folderSource(folder)]);
    await ingest();
    renameSync(folder, `${folder}-away`);
    pass(MINUTE);
    expect(only(await ingest())).toMatchObject({ state: 'failed', withdrawn: 0 });
    expect(await store.intake.state('_corpus')).toMatchObject({ failures: 1, fault: expect.stringContaining(folder) });
    renameSync(`${folder}-away`, folder);
    expect(only(await ingest())).toMatchObject({ state: 'unchanged' });
    expect(await idsOf(store)).toEqual(['a']);
  });
});

describe('reading lists and pages', () => {
  const { open } = sqliteDatabases();

  test('each link of a list that fits is read once; a list without any is a failure', async () => {
    const list = (...names: string[]) =>
      server.put('/list', {
        body: `<html><body>${names.map((name) => `<a href="/news/${name}">${name}</a>`).join(' ')} <a href="/about">من نحن</a></body></html>`,
      });
    for (const name of ['a', 'b', 'c']) server.put(`/news/${name}`, { body: articlePage(name) });
    list('a', 'b', 'missing');
    const store = await open();
    const { ingest, pass } = openNewsroom(store, [listSource(`${server.url}/list`, '/news/*')], server);
    expect(only(await ingest())).toMatchObject({ added: 2, refusals: [{ origin: `${server.url}/news/missing` }] });
    list('c', 'a', 'missing');
    pass(HOUR);
    expect(only(await ingest())).toMatchObject({ added: 1, changed: 0, refusals: [] });
    expect(server.asked('/news/a')).toHaveLength(1);
    expect(server.asked('/about')).toHaveLength(0);
    list();
    pass(HOUR);
    expect(only(await ingest())).toMatchObject({ state: 'failed', fault: expect.stringContaining('/news/*') });
  });

  test('pages are read again every time, and change when their text does', async () => {
    server.put('/p/a', { body: articlePage('a') });
    const urls = [`${server.url}/p/a`, `${server.url}/p/missing`] as const;
    const store = await open();
    const { ingest, pass } = openNewsroom(store, [pagesSource(...urls)], server);
    expect(only(await ingest())).toMatchObject({ added: 1, refusals: [{ origin: urls[1] }] });
    server.put('/p/a', { body: `${articlePage('a')}<script>token = 7</script>` });
    pass(HOUR);
    expect(only(await ingest())).toMatchObject({ state: 'unchanged', refusals: [] });
    server.put('/p/a', { body: articlePage('a, مصحح') });
    pass(HOUR);
    expect(only(await ingest())).toMatchObject({ changed: 1 });
    server.put('/p/a', { status: 500 });
    pass(HOUR);
    expect(only(await ingest())).toMatchObject({ state: 'failed' });
    expect(await store.intake.untold('coalition', ALL)).toHaveLength(1);
  });
});
