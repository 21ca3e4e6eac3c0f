import { afterAll, beforeAll, expect, test } from 'vitest';
import { sqliteDatabases } from '../setup/stores.ts';
import { type NewsServer, openNewsServer, rss } from './news-server.ts';
import { feedSource, openNewsroom, paragraph } from './newsroom.ts';

let server: NewsServer;
beforeAll(async () => {
  server = await openNewsServer();
});
afterAll(() => server.close());

const { open } = sqliteDatabases();

test('a round tells how many articles were understood, however many sources brought them at once', async () => {
  const names = ['u0', 'u1', 'u2', 'u3', 'u4', 'u5'];
  for (const name of names) {
    const item = { id: name, title: `خبر مخترع ${name}`, link: `${server.url}/${name}`, body: paragraph(name, 4) };
    server.put(`/feed-${name}`, { body: rss([item]) });
  }
  const sources = names.map((name) => feedSource(`${server.url}/feed-${name}`, { id: name }));
  const { understood } = await openNewsroom(await open(), sources, server).ingest();
  expect(understood).toBe(names.length);
});
