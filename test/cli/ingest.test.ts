import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type NewsServer, openNewsServer, rss } from '../intake/news-server.ts';
import { paragraph } from '../intake/newsroom.ts';
import { run, workFolder } from './run.ts';

let server: NewsServer;
let cwd: string;
beforeAll(async () => {
  server = await openNewsServer();
  cwd = workFolder();
  mkdirSync(join(cwd, 'corpus'));
  writeFileSync(join(cwd, 'corpus', 'bad.pdf'), 'no page');
  writeFileSync(join(cwd, 'config', 'mujaz.yaml'), `fetching: { hostPause: 0, allow: ['${server.address}'] }\n`);
  const outlet = (id: string) => `  - { id: ${id}, name: صحيفة مخترعة, read: [{ feed: '${server.url}/${id}' }] }\n`;
  writeFileSync(join(cwd, 'config', 'sources.yaml'), `sources:\n${outlet('gazette')}${outlet('broken')}`);
  const item = { id: 'a', title: 'خبر مخترع', link: `${server.url}/a`, body: paragraph('a', 4) };
  server.put('/gazette', { body: rss([item]), headers: { etag: '"1"' } });
  server.put('/broken', { status: 500 });
});
afterAll(async () => {
  rmSync(cwd, { recursive: true, force: true });
  await server.close();
});

test('mujaz ingest reads what is due, a line for each source, and says when what failed is tried again', async () => {
  const first = await run(['ingest'], { cwd });
  expect(first.code).toBe(0);
  expect(first.out).toContain('Mujaz: gazette: 1 new');
  expect(first.out).toMatch(/broken: failed: the server answers 500 .* Next try \d\d:\d\d\./u);
  expect(first.err.trim()).toMatch(/^mujaz: bad\.pdf: .* are no pages\. .*$/u);
  const failed = await run(['ingest', 'broken', '--json'], { cwd });
  expect(failed.code).toBe(1);
  const { sources } = JSON.parse(failed.out) as { sources: { nextAt: string }[] };
  expect(sources).toMatchObject([{ source: 'broken', state: 'failed', added: 0, refused: [] }]);
  expect(Date.parse(sources[0]?.nextAt ?? '') - Date.now()).toBeGreaterThan(9 * 60_000);
});
