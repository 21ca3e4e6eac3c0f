/** A web server whose answers tests change while it runs. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is answered to a path. */
export type NewsAnswer = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Breaks off after so many bytes of a body that was announced whole. */
  readonly cutAt?: number;
  /** Answers only then. */
  readonly after?: Promise<unknown>;
};

export type NewsServer = {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  /** As `fetching.allow` has it. */
  readonly address: string;
  /** Sets the answer to a path from now on. */
  readonly put: (path: string, answer: NewsAnswer) => void;
  /** The headers of the requests for a path so far. */
  readonly asked: (path: string) => readonly IncomingMessage['headers'][];
  readonly close: () => Promise<void>;
};

/** Starts a server on a free port of this machine; what it does not have is 404. */
export async function openNewsServer(): Promise<NewsServer> {
  const answers = new Map<string, NewsAnswer>();
  const requests: { readonly path: string; readonly headers: IncomingMessage['headers'] }[] = [];
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    requests.push({ path, headers: request.headers });
    const { status = 200, headers = {}, body = '', cutAt, after } = answers.get(path) ?? { status: 404 };
    await after;
    if (status === 200 && 'etag' in headers && request.headers['if-none-match'] === headers['etag']) {
      response.writeHead(304, headers).end();
      return;
    }
    const bytes = Buffer.from(body);
    response.writeHead(status, { ...headers, 'content-length': bytes.length });
    if (cutAt === undefined) response.end(bytes);
    else response.write(bytes.subarray(0, cutAt), () => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${address}`,
    address,
    put: (path, answer) => void answers.set(path, answer),
    asked: (path) => requests.flatMap((request) => (request.path === path ? [request.headers] : [])),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** An item of an RSS feed; `body`: the whole text, else `summary`. */
export type RssItem = {
  readonly id: string;
  readonly title: string;
  readonly link?: string;
  readonly body?: string;
  readonly summary?: string;
};

/** An RSS 2.0 feed. */
export function rss(items: readonly RssItem[], encoding = 'utf-8'): string {
  const entries = items.map(
    ({ id, title, link, body, summary }) =>
      `<item><guid isPermaLink="false">${id}</guid><title>${title}</title>${link ? `<link>${link}</link>` : ''}<pubDate>Sun, 01 Mar 2026 06:00:00 GMT</pubDate>${summary ? `<description>${summary}</description>` : ''}${body ? `<content:encoded><![CDATA[<p>${body}</p>]]></content:encoded>` : ''}</item>`,
  );
  return `<?xml version="1.0" encoding="${encoding}"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>آخر الأخبار المخترعة</title><link>https://gazette.example/</link><description>أخبار</description>${entries.join('')}</channel></rss>`;
}
