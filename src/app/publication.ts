/** What the public sees: approved editions and nothing else. Nothing personal is in it. */
import type { Config } from '../config/index.ts';
import type { Article, Page } from '../model.ts';
import type { Store, EditionSummary as StoredSummary } from '../store/index.ts';
import { type FeedFormat, type FeedPlace, feedPlaces, lastApproval, writeAtom, writeRss } from './feeds.ts';
import type { EditionList } from './preview.ts';
import type { Published } from './published.ts';
import { writeSitemap } from './sitemap.ts';

/** A feed and when its newest edition was approved; null when there is none yet. */
export type Feed = { readonly xml: string; readonly changed: Date | null };

/** The public side of the editions. */
export type Publication = {
  /** The address that readers use, without a slash at its end. */
  readonly url: string;
  /** The feeds that pages name; of the only digest those of the whole site. */
  readonly feeds: readonly FeedPlace[];
  /** Approved editions, newest first; a page behind the last one has none. */
  editions(page: number): Promise<EditionList>;
  /** Since when everybody may see an edition; null when only the desk may. */
  approvedAt(number: number): Promise<Date | null>;
  /** A source page as an approved edition quotes it; null for every other. */
  page(id: string, edition: number): Promise<{ readonly page: Page; readonly article: Article } | null>;
  /** The newest approved editions as Atom (RFC 4287) or RSS 2.0, of one digest or of all; null: no such digest. */
  feed(format: FeedFormat, digest: string | null): Promise<Feed | null>;
  /** By the protocol of sitemaps.org 0.9. */
  sitemap(): Promise<string>;
};

const PER_PAGE = 20;
const IN_FEED = 20;
/** A sitemap takes 50,000 addresses: editions of a century. */
const IN_SITEMAP = 49_000;

/** The public side of a store. */
export function openPublication(config: Config, store: Store): Publication {
  const published = async (range: { limit: number; offset?: number; digest?: string }) =>
    (await store.editions({ ...range, approved: true })).filter(isPublished);
  const approvedAt = async (number: number) => (await store.editionState(number))?.approvedAt ?? null;
  return {
    url: config.site.url,
    feeds: feedPlaces(config),
    approvedAt,
    async editions(page) {
      const pages = Math.ceil((await store.editionCount({ approved: true })) / PER_PAGE);
      return { editions: await published({ limit: PER_PAGE, offset: (page - 1) * PER_PAGE }), page, pages };
    },
    async page(id, edition) {
      const version = (await approvedAt(edition)) && (await store.quotedVersion(edition, id));
      const article = version === null ? null : await store.article(id, version);
      return article && { page: article.page, article };
    },
    async feed(format, digest) {
      const named = digest === null ? null : config.digests.find(({ id }) => id === digest);
      if (named === undefined) return null;
      const editions = await published({ limit: IN_FEED, ...(named && { digest: named.id }) });
      const write = format === 'atom' ? writeAtom : writeRss;
      return { xml: write(config, named, editions), changed: lastApproval(editions) };
    },
    async sitemap() {
      return writeSitemap(config.site.url, await published({ limit: IN_SITEMAP }));
    },
  };
}

function isPublished(edition: StoredSummary): edition is Published {
  return edition.approvedAt !== null;
}
