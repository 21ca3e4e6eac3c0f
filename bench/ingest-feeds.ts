/**
 * A web server in a process of its own that serves feeds of a hundred articles each. They are written to disk beforehand:
 * what they cost to make is not measured. Run by `bench/ingest.ts` alone: node bench/ingest-feeds.ts FOLDER COUNT
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from '../src/model.ts';
import { pagesInTurn, samplePages } from './pages.ts';

/** Items of each feed. */
export const HELD = 100;

/** What the parent says: whether answers have validators from now on. */
export type Mode = { readonly validators: boolean };

if (process.argv[1] === import.meta.filename) await serve(process.argv[2] ?? '', Number(process.argv[3]));

async function serve(folder: string, count: number): Promise<void> {
  await writeFeeds(folder, count);
  let mode: Mode = { validators: true };
  process.on('message', (next) => {
    mode = next as Mode;
  });
  const server = createServer((request, response) => {
    const name = /^\/(\d+)\.xml$/u.exec(request.url ?? '')?.[1];
    if (name === undefined) return void response.writeHead(404).end();
    const body = readFileSync(join(folder, `${name}.xml`));
    response.setHeader('content-type', 'application/rss+xml; charset=utf-8');
    if (mode.validators) {
      const etag = `"${createHash('sha1').update(body).digest('hex')}"`;
      response.setHeader('etag', etag);
      if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
    }
    response.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.send?.((server.address() as AddressInfo).port);
}

async function writeFeeds(folder: string, count: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  let items: string[] = [];
  let feed = 0;
  for (const page of pagesInTurn(await samplePages(), count)) {
    items.push(itemOf(page, feed * HELD + items.length));
    if (items.length < HELD) continue;
    writeFileSync(join(folder, `${feed++}.xml`), feedOf(items));
    items = [];
  }
  if (items.length > 0) writeFileSync(join(folder, `${feed}.xml`), feedOf(items));
}

function feedOf(items: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>وكالة مختلقة</title><link>https://made.example/</link><description>made</description>${items.join('')}</channel></rss>`;
}

/** Published in one month, each at a minute of its own. */
function itemOf({ text, content }: Page, number: number): string {
  const lines = text
    .slice(content.start, content.end)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const title = (lines[0] ?? '').split(' ').slice(0, 9).join(' ');
  const published = new Date(Date.UTC(2026, 0, 1, 0, number % 44_640)).toUTCString();
  const html = lines.map((line) => `<p>${markup(line)}</p>`).join('');
  return `<item><title>${markup(title)}</title><link>https://made.example/news/${number}</link><guid>https://made.example/news/${number}</guid>
<pubDate>${published}</pubDate><content:encoded><![CDATA[${html}]]></content:encoded></item>`;
}

function markup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
