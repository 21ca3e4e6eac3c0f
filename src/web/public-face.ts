/** What search engines, feed readers and those a page is shared with learn of it (schema: ogp.me). */
import type { FeedFormat, Publication } from '../app/index.ts';

/** Of a page that everybody may read. Pages without one ask not to be listed and name nothing. */
export type PublicFace = {
  /** Its one address, as a path. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly type: 'website' | 'article';
  readonly publishedAt: Date | null;
  /** False for pages that only lead to others. */
  readonly isIndexed: boolean;
};

export const FEED_TYPES: Readonly<Record<FeedFormat, string>> = {
  atom: 'application/atom+xml',
  rss: 'application/rss+xml',
};
const FEED_NAMES: Readonly<Record<FeedFormat, string>> = { atom: 'Atom', rss: 'RSS' };

export type FeedLink = {
  readonly href: string;
  readonly type: string;
  /** «موجز التحالف»: what is in it. */
  readonly name: string;
  /** «Atom» */
  readonly format: string;
};

/** The feeds as links. */
export function feedLinks({ feeds }: Publication): readonly FeedLink[] {
  return feeds.map(({ format, path, name }) => ({
    href: path,
    type: FEED_TYPES[format],
    name,
    format: FEED_NAMES[format],
  }));
}

/** What the head of a page says of it. */
export function viewFace(publication: Publication, face: PublicFace | null) {
  if (!face) return { robots: 'noindex', face: null, feeds: [] };
  const { path, title, description, type, publishedAt, isIndexed } = face;
  return {
    robots: isIndexed ? 'index' : 'noindex',
    face: { url: publication.url + path, title, description, type, published: publishedAt?.toISOString() ?? null },
    feeds: feedLinks(publication),
  };
}
