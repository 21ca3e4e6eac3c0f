/** The invented newsrooms as real web servers on loopback; what they say is a function of a clock that is passed in. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { faultOf, type ScriptedFault } from './feed-faults.ts';
import { articlePage, atom, jsonFeed, listPage, pathOf, rdf, rss, type Standing, standing } from './feed-formats.ts';
import { type NewsItem, type RoomId, utc } from './news-item.ts';

export type WebRoom = Exclude<RoomId, 'folder'>;

/** One request as it was answered; `at` by the clock that is passed in. */
export type Asked = {
  readonly room: WebRoom;
  readonly at: number;
  readonly host: string;
  readonly path: string;
  readonly status: number;
  readonly isConditional: boolean;
  readonly userAgent: string;
};

export type Newsrooms = {
  /** The address that stands in the configuration. */
  listing(room: WebRoom): string;
  /** `address:port` of each. */
  readonly hosts: readonly string[];
  readonly log: readonly Asked[];
  close(): Promise<void>;
};

/** Where each newsroom's news are listed, and how. */
const LISTINGS: Readonly<Record<WebRoom, readonly [path: string, mediaType: string]>> = {
  harbour: ['/feed.xml', 'application/rss+xml; charset=utf-8'],
  plain: ['/atom.xml', 'application/atom+xml'],
  hill: ['/rss.rdf', 'application/rdf+xml'],
  palm: ['/feed.json', 'application/feed+json'],
  bridge: ['/latest.html', 'text/html; charset=utf-8'],
};

const ROBOTS = 'User-agent: *\nDisallow: /private/\nCrawl-delay: 0\n';

/** Items that a feed holds; older ones have fallen out. */
const HELD = 12;

const ROOMS = Object.keys(LISTINGS) as readonly WebRoom[];

/** Opens a server for each newsroom. */
export async function openNewsrooms(news: readonly NewsItem[], clock: () => number): Promise<Newsrooms> {
  const log: Asked[] = [];
  const ports = new Map<RoomId, number>();
  const origin = (room: RoomId) => `http://127.0.0.1:${ports.get(room) ?? 0}`;
  const servers: Server[] = [];
  for (const room of ROOMS) {
    const server = createServer((request, response) => answer(room, request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ports.set(room, (server.address() as AddressInfo).port);
    servers.push(server);
  }
  return {
    listing: (room) => origin(room) + LISTINGS[room][0],
    hosts: [...ports.values()].map((port) => `127.0.0.1:${port}`),
    log,
    async close() {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((closed) => server.close(closed));
      }
    },
  };

  function answer(room: WebRoom, request: IncomingMessage, response: ServerResponse): void {
    const now = clock();
    const path = new URL(request.url ?? '/', origin(room)).pathname;
    response.once('close', () => {
      log.push({
        room,
        at: now,
        host: request.headers.host ?? '',
        path,
        status: response.statusCode,
        isConditional: 'if-none-match' in request.headers || 'if-modified-since' in request.headers,
        userAgent: request.headers['user-agent'] ?? '',
      });
    });
    if (path === '/robots.txt') return void response.setHeader('content-type', 'text/plain').end(ROBOTS);
    const document = documentAt(room, path, now);
    respond(request, response, document, faultOf(room, now));
  }

  function documentAt(room: WebRoom, path: string, now: number): Document | null {
    const all = standing(
      news.filter((item) => item.room === room),
      now,
      origin,
    );
    const isListing = path === LISTINGS[room][0] || (room === 'harbour' && path === '/rss/all.xml');
    if (isListing) return listingOf(room, all.slice(0, HELD), path);
    const found = all.find(({ item }) => pathOf(item) === path);
    return found ? { ...pageOf(found), isListing: false, path } : null;
  }
}

/** What stands at an address. */
type Document = {
  readonly body: Buffer;
  readonly mediaType: string;
  readonly changedAt: number;
  readonly isListing: boolean;
  readonly path: string;
};

const WRITE: Readonly<Record<WebRoom, (room: WebRoom, items: readonly Standing[]) => string | Buffer>> = {
  harbour: rss,
  plain: atom,
  hill: rdf,
  palm: jsonFeed,
  bridge: listPage,
};

function listingOf(room: WebRoom, items: readonly Standing[], path: string): Document {
  const body = Buffer.from(WRITE[room](room, items));
  const changedAt = Math.max(0, ...items.map(changedAtOf));
  return { body, mediaType: LISTINGS[room][1], changedAt, isListing: true, path };
}

function pageOf(page: Standing): Pick<Document, 'body' | 'mediaType' | 'changedAt'> {
  return {
    body: Buffer.from(articlePage(page)),
    mediaType: 'text/html; charset=utf-8',
    changedAt: changedAtOf(page),
  };
}

const changedAtOf = ({ item: { at, later } }: Standing) => utc(later?.at ?? at);

function respond(
  request: IncomingMessage,
  response: ServerResponse,
  document: Document | null,
  fault: ScriptedFault | null,
): void {
  if (fault?.kind === 'broken') return void response.writeHead(fault.status).end();
  if (fault?.kind === 'too-many') {
    return void response.writeHead(429, { 'retry-after': String(fault.retryAfterSeconds) }).end();
  }
  if (document === null) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
  const isMoved = fault?.kind === 'moved' && document.isListing;
  if (isMoved && !isAtNewPlace(request, document, fault)) return void redirect(request, response, fault);
  if (fault?.kind === 'page-instead' && document.isListing) {
    return void response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<!doctype html><title>صيانة</title><p>الموقع قيد الصيانة، نعود قريباً.</p>');
  }
  send(request, response, document, fault);
}

type Moved = Extract<ScriptedFault, { readonly kind: 'moved' }>;

function isAtNewPlace(request: IncomingMessage, { path }: Document, { to, host }: Moved): boolean {
  return path === to && (host === undefined || request.headers.host?.split(':')[0] === host);
}

function redirect(request: IncomingMessage, response: ServerResponse, { status, to, host }: Moved): void {
  const port = request.socket.localPort;
  response.writeHead(status, { location: host === undefined ? to : `http://${host}:${port}${to}` }).end();
}

/** With validators that are compared as RFC 9110 has it: the tag counts where it is given. */
function send(
  request: IncomingMessage,
  response: ServerResponse,
  { body, mediaType, changedAt, isListing }: Document,
  fault: ScriptedFault | null,
): void {
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
  const lastModified = new Date(Math.floor(changedAt / 1000) * 1000).toUTCString();
  const { 'if-none-match': tag, 'if-modified-since': since } = request.headers;
  const charset = fault?.kind === 'wrong-charset' && isListing ? fault.charset : null;
  response.setHeader('etag', etag).setHeader('last-modified', lastModified);
  response.setHeader('content-type', charset === null ? mediaType : `${mediaType.split(';')[0]}; charset=${charset}`);
  if (tag === undefined ? since === lastModified : tag === etag) return void response.writeHead(304).end();
  if (fault?.kind === 'short-body') {
    response.setHeader('content-length', body.length);
    response.write(body.subarray(0, body.length >> 1), () => response.destroy());
    return;
  }
  const packed = gzipSync(body);
  response.setHeader('content-encoding', 'gzip');
  response.end(fault?.kind === 'cut-gzip' ? packed.subarray(0, packed.length >> 1) : packed);
}
