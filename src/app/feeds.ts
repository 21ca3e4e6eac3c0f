/** The editions as feeds: for readers who would rather not give an address. */
import { generateAtomFeed, generateRssFeed } from 'feedsmith';
import type { Config, DigestConfig } from '../config/index.ts';
import { shownLine } from '../render/index.ts';
import { editionPath, type Published } from './published.ts';
import { senderDomain } from './sender-domain.ts';

export type FeedFormat = 'atom' | 'rss';

/** Where a feed is and what is in it. */
export type FeedPlace = { readonly format: FeedFormat; readonly path: string; readonly name: string };

const FORMATS: readonly FeedFormat[] = ['atom', 'rss'];

/** The feeds of all editions and, where there are several digests, those of each. */
export function feedPlaces(config: Config): readonly FeedPlace[] {
  const digests = config.digests.length > 1 ? config.digests : [];
  return [null, ...digests].flatMap((digest) =>
    FORMATS.map((format) => ({ format, path: feedPath(format, digest), name: nameOf(config, digest) })),
  );
}

/** Atom, RFC 4287. Ids are `tag:` URIs (RFC 4151): they stay when the site moves. */
export function writeAtom(config: Config, digest: DigestConfig | null, editions: readonly Published[]): string {
  const { url } = config.site;
  return generateAtomFeed({
    id: tag(config, digest ? `digests/${digest.id}` : 'editions', EPOCH),
    title: { value: shownLine(nameOf(config, digest)), type: 'text' },
    updated: lastApproval(editions) ?? EPOCH,
    authors: [{ name: shownLine(config.sender.name) }],
    links: [
      { href: `${url}${feedPath('atom', digest)}`, rel: 'self', type: 'application/atom+xml' },
      { href: `${url}/archive`, rel: 'alternate', type: 'text/html', hreflang: 'ar' },
    ],
    entries: editions.map((edition) => ({
      id: tag(config, `editions/${edition.number}`, edition.approvedAt),
      title: { value: titleOf(edition), type: 'text' },
      summary: { value: shownLine(edition.preheader), type: 'text' },
      published: edition.approvedAt,
      updated: edition.approvedAt,
      links: [{ href: url + editionPath(edition), rel: 'alternate', type: 'text/html', hreflang: 'ar' }],
      categories: edition.sections.map(({ theme, title }) => ({ term: theme, label: shownLine(title) })),
    })),
  });
}

/** RSS 2.0. Its descriptions are HTML by custom, so what only looks like markup is written as text of HTML. */
export function writeRss(config: Config, digest: DigestConfig | null, editions: readonly Published[]): string {
  const { url } = config.site;
  const name = shownLine(nameOf(config, digest));
  return generateRssFeed({
    title: name,
    link: `${url}/archive`,
    description: asHtml(name),
    language: 'ar',
    lastBuildDate: lastApproval(editions) ?? EPOCH,
    atom: { links: [{ href: `${url}${feedPath('rss', digest)}`, rel: 'self', type: 'application/rss+xml' }] },
    items: editions.map((edition) => ({
      title: titleOf(edition),
      description: asHtml(shownLine(edition.preheader)),
      link: url + editionPath(edition),
      guid: { value: tag(config, `editions/${edition.number}`, edition.approvedAt), isPermaLink: false },
      pubDate: edition.approvedAt,
      categories: edition.sections.map(({ title }) => ({ name: shownLine(title) })),
    })),
  });
}

/** Where a feed is. */
export function feedPath(format: FeedFormat, digest: Pick<DigestConfig, 'id'> | null): string {
  return digest ? `/feeds/${digest.id}.${format}` : `/feed.${format}`;
}

/** When the last of these was approved: older ones may be approved after newer ones. Null of none. */
export function lastApproval(editions: readonly Published[]): Date | null {
  const times = editions.map(({ approvedAt }) => approvedAt.getTime());
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}

/** A feed without editions has to name some time. */
const EPOCH = new Date(0);

function nameOf({ sender, digests }: Config, digest: DigestConfig | null): string {
  return (digest ?? (digests.length === 1 ? digests[0] : sender)).name;
}

/** Both formats ask for a title. */
function titleOf({ subject, name }: Published): string {
  return shownLine(subject) || shownLine(name);
}

function tag(config: Config, path: string, date: Date): string {
  return `tag:${senderDomain(config)},${date.toISOString().slice(0, 10)}:${path}`;
}

function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
