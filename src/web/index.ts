/** The door of `web/`: the site that shows what was made. GET only; no visit changes anything. */
import helmet from '@fastify/helmet';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { Preview } from '../app/index.ts';
import type { Digits } from '../text/index.ts';
import { serveAssets } from './assets.ts';
import { closeGracefully } from './graceful-close.ts';
import { sendNotice } from './notices.ts';
import { HELMET_OPTIONS } from './security.ts';
import { sendMessage } from './send-message.ts';
import { showArchive } from './show-archive.ts';
import { showEdition } from './show-edition.ts';
import { showMail } from './show-mail.ts';
import { showPage } from './show-page.ts';
import { showReading } from './show-reading.ts';
import type { Site } from './site.ts';
import { loadTemplates } from './templates.ts';

/** How the site presents itself. */
export type WebOptions = {
  /** The name on the masthead. */
  readonly name: string;
  readonly digits: Digits;
  /** Told of each fault behind a page that could not be shown; `code` is on that page too. */
  readonly onFault: (fault: { readonly error: Error; readonly url: string; readonly code: string }) => void;
};

const TEMPLATES = new URL('../../templates/', import.meta.url);
const REQUEST_MS = 15_000;
/** Page ids are file names, and `encodeURIComponent` makes nine characters of one. */
const LONGEST_PARAMETER = 255 * 9;

/** The server, not yet listening. Throws when a template or a font is missing. */
export function buildServer(desk: Preview, options: WebOptions): FastifyInstance {
  const server = Fastify({
    requestTimeout: REQUEST_MS,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    frameworkErrors: (_error, _request, reply) => sendNotice(site, reply, 400, null),
  });
  const site: Site = {
    desk,
    name: options.name,
    digits: options.digits,
    render: loadTemplates(TEMPLATES),
    assets: serveAssets(server, TEMPLATES),
  };
  void server.register(helmet, HELMET_OPTIONS);
  closeGracefully(server);
  addRoutes(server, site);
  addNotices(server, site, options);
  return server;
}

function addRoutes(server: FastifyInstance, site: Site): void {
  server.get('/', showArchive(site));
  server.get('/editions/:number', showEdition(site));
  server.get('/editions/:number/read', showReading(site));
  server.get('/editions/:number/mail', showMail(site));
  server.get('/editions/:number/message.eml', sendMessage(site));
  server.get('/pages/:id', showPage(site));
  server.get('/healthz', (_request, reply) => reply.type('text/plain; charset=utf-8').send('ok\n'));
  server.get('/robots.txt', (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send('User-agent: *\nDisallow: /\n'),
  );
}

function addNotices(server: FastifyInstance, site: Site, { onFault }: WebOptions): void {
  server.setNotFoundHandler((_request, reply) => sendNotice(site, reply, 404, null));
  server.setErrorHandler((error: FastifyError, request, reply) => {
    if (error.statusCode !== undefined && error.statusCode < 500) return sendNotice(site, reply, 400, null);
    onFault({ error, url: request.url, code: request.id });
    return sendNotice(site, reply, 500, request.id);
  });
}

/** Where the site listens, or why it cannot. */
export type Listening =
  | { readonly url: string }
  | { readonly refused: 'port-in-use' | 'port-forbidden' | 'no-such-host' };

const REFUSALS: Record<string, 'port-in-use' | 'port-forbidden' | 'no-such-host'> = {
  EADDRINUSE: 'port-in-use',
  EACCES: 'port-forbidden',
  EADDRNOTAVAIL: 'no-such-host',
  ENOTFOUND: 'no-such-host',
};

/** Starts to listen; port 0 takes a free one. */
export async function listen(
  server: FastifyInstance,
  address: { readonly host: string; readonly port: number },
): Promise<Listening> {
  try {
    return { url: await server.listen(address) };
  } catch (error) {
    const refused = REFUSALS[(error as NodeJS.ErrnoException).code ?? ''];
    if (refused) return { refused };
    throw error;
  }
}
