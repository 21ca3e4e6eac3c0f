/** A web server on loopback that answers as each test wants, and a reader that is allowed to ask it. */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { WebAnswer, WebContent, WebReader, WebReaderOptions, WebRefusal } from '../../src/read/index.ts';
import { openWebReader } from '../../src/read/index.ts';
import type { WebWorld } from '../../src/read/web/reader.ts';

export const FEED = '<rss version="2.0"><channel><title>النموذج</title></channel></rss>';

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

export type TestServer = {
  readonly origin: string;
  readonly port: number;
  /** `GET /path` of all requests, in their order. */
  readonly asked: readonly string[];
  readonly requests: readonly IncomingMessage[];
};

/** Answers each path as told; others, robots.txt among them, with 404. */
export async function serve(paths: Readonly<Record<string, Answer>>): Promise<TestServer> {
  const requests: IncomingMessage[] = [];
  const asked: string[] = [];
  const listener: RequestListener = (request, response) => {
    const url = request.url ?? '';
    asked.push(url);
    requests.push(request);
    const answer = paths[url] ?? paths[url.split('?')[0] ?? ''];
    if (answer) answer(request, response);
    else response.writeHead(404).end('nothing');
  };
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, port, asked, requests };
}

/** A reader that may ask these servers, without pauses. */
export function readerOf(
  servers: readonly Pick<TestServer, 'port'>[],
  options: Partial<WebReaderOptions> = {},
  world: WebWorld = {},
): WebReader {
  const allow = servers.map(({ port }) => `127.0.0.1:${port}`);
  const reader = openWebReader({ userAgent: 'Mujaz/0.1 (+test)', hostPauseMs: 0, allow, ...options }, world);
  onTestFinished(() => reader.close());
  return reader;
}

/** One reading of `/` from a server that answers so. */
export async function readFrom(answer: Answer, world: WebWorld = {}): Promise<WebAnswer> {
  const server = await serve({ '/': answer });
  return readerOf([server], {}, world).read({ url: `${server.origin}/`, wants: 'feed' });
}

export function asContent(answer: WebAnswer): WebContent & { readonly text: string } {
  if (answer.kind !== 'content') throw new Error(`no content: ${JSON.stringify(answer)}`);
  return { ...answer, text: new TextDecoder().decode(answer.bytes) };
}

export function asWebRefusal(answer: WebAnswer): WebRefusal {
  if (answer.kind !== 'refused') throw new Error(`not refused: ${answer.kind}`);
  return answer;
}

/** Sends there. */
export const redirect =
  (location: string, status = 302): Answer =>
  (_, response) =>
    response.writeHead(status, { location }).end();

/** Answers with a text. */
export const text =
  (content: string, headers: Readonly<Record<string, string>> = {}): Answer =>
  (_, response) =>
    response.writeHead(200, { 'content-type': 'text/plain', ...headers }).end(content);
