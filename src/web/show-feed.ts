import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FeedFormat } from '../app/index.ts';
import { sendIfNew } from './known-already.ts';
import { FEED_TYPES } from './public-face.ts';
import type { Site } from './site.ts';

/** Pages for machines: the feeds, the sitemap and what crawlers may ask for. */
export function addFeeds(server: FastifyInstance, site: Site): void {
  server.get('/feed.atom', showFeed(site, 'atom'));
  server.get('/feed.rss', showFeed(site, 'rss'));
  server.get('/feeds/:file', showDigestFeed(site));
  server.get('/sitemap.xml', showSitemap(site));
  server.get('/robots.txt', showRobots(site));
}

function showFeed(site: Site, format: FeedFormat) {
  return (request: FastifyRequest, reply: FastifyReply) => sendFeed(site, request, reply, format, null);
}

/** `/feeds/DIGEST.atom` and `/feeds/DIGEST.rss`. */
function showDigestFeed(site: Site) {
  return async (request: FastifyRequest<{ Params: { readonly file: string } }>, reply: FastifyReply) => {
    const [, digest = '', format] = /^([^.]+)\.(atom|rss)$/u.exec(request.params.file) ?? [];
    if (format !== 'atom' && format !== 'rss') return reply.callNotFound();
    return sendFeed(site, request, reply, format, digest);
  };
}

async function sendFeed(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  format: FeedFormat,
  digest: string | null,
) {
  const feed = await site.publication.feed(format, digest);
  if (!feed) return reply.callNotFound();
  const type = `${FEED_TYPES[format]}; charset=utf-8`;
  return sendIfNew(request, reply, { body: feed.xml, type, changed: feed.changed });
}

function showSitemap(site: Site) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const body = await site.publication.sitemap();
    return sendIfNew(request, reply, { body, type: 'application/xml; charset=utf-8', changed: null });
  };
}

/** Where crawlers may go (RFC 9309): what is our own and public, and not where other people's texts or people are. */
function showRobots({ publication }: Site) {
  const allowed = ['/archive', '/editions/'].map((path) => `Allow: ${path}`);
  const closed = ['/desk', '/pages', '/preferences', '/leave', '/confirm'].map((path) => `Disallow: ${path}`);
  const lines = ['User-agent: *', ...allowed, ...closed, '', `Sitemap: ${publication.url}/sitemap.xml`, ''];
  return (_request: FastifyRequest, reply: FastifyReply) =>
    reply.type('text/plain; charset=utf-8').send(lines.join('\n'));
}
