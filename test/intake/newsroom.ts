/** A newsroom that takes in invented news from a real server and real folders, with a clock that tests move. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import type { IngestReport, IngestRequest } from '../../src/app/index.ts';
import { ingest } from '../../src/app/intake/ingest.ts';
import { type Config, loadConfig } from '../../src/config/index.ts';
import type { Source } from '../../src/model.ts';
import { openWebReader } from '../../src/read/index.ts';
import type { Store } from '../../src/store/index.ts';
import type { NewsServer } from './news-server.ts';

const ROOT = resolve(import.meta.dirname, '../..');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const START = Date.parse('2026-03-01T08:00:00Z');

/** For `untold`: every article there is. */
export const ALL = { publishedFrom: '2000-01-01', seenFrom: 0, lateAfter: null, lateFrom: '2000-01-01' };

/** A paragraph of 20 invented words for each name; two names have no sentence in common. */
export function paragraph(name: string, sentences = 3): string {
  return Array.from(
    { length: sentences },
    (_, at) =>
      `قالت بلدية القرية المخترعة ${name} في بيانها ${at} إنها زرعت ${20 + at} شجرة زيتون على الطريق القديم قرب النهر.`,
  ).join(' ');
}

/** An article in HTML. */
export function articlePage(name: string, sentences = 12): string {
  const paragraphs = Array.from({ length: sentences }, (_, at) => `<p>${paragraph(`${name} ${at}`, 1)}</p>`);
  return `<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>خبر مخترع ${name}</title></head><body><article><h1>خبر مخترع ${name}</h1>${paragraphs.join('')}</article></body></html>`;
}

/** A way of the outlet «صحيفة مخترعة», read every half hour. */
export function feedSource(url: string, more: Partial<Extract<Source, { kind: 'feed' }>> = {}): Source {
  return { ...common('gazette'), kind: 'feed', url, complete: 'summaries', ...more };
}

export function folderSource(folder: string, id = '_corpus'): Source {
  const outlet = id === '_corpus' ? null : 'gazette';
  return { ...common(id), outlet, everyMs: MINUTE, kind: 'folder', folder };
}

export function listSource(url: string, links: string): Source {
  return { ...common('gazette.2'), kind: 'list', url, links };
}

export function pagesSource(...urls: string[]): Source {
  return { ...common('gazette.3'), kind: 'pages', urls };
}

const common = (id: string) => ({ id, name: 'صحيفة مخترعة', outlet: 'gazette', everyMs: 30 * MINUTE });

/** A new folder with files in it that were written long ago. */
export function settledFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-intake-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeSettled(folder, name, text);
  return folder;
}

export function writeSettled(folder: string, name: string, text: string): void {
  writeFileSync(join(folder, name), text);
  utimesSync(join(folder, name), 1_000_000, 1_000_000 + text.length);
}

/** The configuration of a newsroom with these sources. */
export function newsConfig(inlets: readonly Source[], ...servers: readonly NewsServer[]): Config {
  const config = loadConfig(join(ROOT, 'config'), ROOT, {});
  return { ...config, inlets, fetching: { hostPauseMs: 0, allow: servers.map(({ address }) => address) } };
}

export type Newsroom = {
  readonly config: Config;
  readonly clock: () => number;
  /** Moves the clock on. */
  readonly pass: (ms: number) => void;
  readonly ingest: (request?: IngestRequest) => Promise<IngestReport>;
};

/** How a newsroom differs from others. */
export type NewsroomOptions = {
  readonly owner?: string /** The world's clock. */;
  readonly isLive?: true;
  readonly settleMs?: number;
};

/** Opens a newsroom over a store; several over one are several programs. */
export function openNewsroom(
  store: Store,
  inlets: readonly Source[],
  server?: NewsServer,
  { owner = 'the test', isLive, settleMs = 0 }: NewsroomOptions = {},
): Newsroom {
  const config = newsConfig(inlets, ...(server ? [server] : []));
  let now = START;
  const clock = () => (isLive ? Date.now() : now);
  const { hostPauseMs, allow } = config.fetching;
  const reader = openWebReader({ userAgent: 'Mujaz/test', hostPauseMs, allow, now: clock });
  onTestFinished(() => reader.close());
  const tools = { reader, clock, owner, settleMs };
  return {
    config,
    clock,
    pass: (ms) => {
      now += ms;
    },
    ingest: (request = {}) => ingest(config, store, tools, request),
  };
}

/** The only outcome of a round. */
export function only({ outcomes }: IngestReport): IngestReport['outcomes'][number] {
  const [outcome] = outcomes;
  if (!outcome || outcomes.length !== 1) throw new Error(`not one outcome: ${JSON.stringify(outcomes)}`);
  return outcome;
}
