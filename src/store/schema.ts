/**
 * The tables, the same for SQLite and PostgreSQL.
 * Times (`…_at`) are milliseconds since 1970 UTC; days are `YYYY-MM-DD`; yes and no are 1 and 0; JSON is text, because it
 * is kept exactly as it was written.
 */
import type { Assertion, FigureEvent, FigureKind, Qualifier } from '../model.ts';

export interface Database {
  migrations: MigrationRow;
  pages: PageRow;
  page_versions: PageVersionRow;
  articles: ArticleRow;
  figures: FigureRow;
  stories: StoryRow;
  story_articles: StoryArticleRow;
  editions: EditionRow;
  edition_stories: EditionStoryRow;
  edition_pages: EditionPageRow;
}

type MigrationRow = { name: string; applied_at: number };

/** A page under its id; its content is in the version that `version` names. */
export type PageRow = { id: string; version: number; origin: string; first_seen_at: number };

/** What a page said; never changed once written. */
export type PageVersionRow = {
  page_id: string;
  /** 1, 2, ... */
  version: number;
  /** Of everything but the origin: the same hash is the same version. */
  hash: string;
  format: 'dump' | 'html' | 'feed';
  text: string;
  content_start: number;
  content_end: number;
  title_start: number | null;
  title_end: number | null;
  url: string | null;
  source: string | null;
  author: string | null;
  sample: number;
  /** JSON of `PublishedDate`. */
  published: string | null;
  seen_at: number;
};

/** How a page version was understood last. */
export type ArticleRow = {
  page_id: string;
  version: number;
  /** Of `body` and the fact keys: what is understood as before is not written again. */
  hash: string;
  source: string | null;
  headline: string | null;
  published_earliest: string | null;
  published_latest: string | null;
  page_date: string | null;
  /** JSON of `Article` without its page. */
  body: string;
  understood_at: number;
};

/** One stated quantity of an article, with what is needed to find and show it without reading the article. */
export type FigureRow = {
  page_id: string;
  version: number;
  /** Index into `Article.figures`. */
  position: number;
  figure: string;
  span_start: number;
  span_end: number;
  number_start: number;
  number_text: string;
  value: number | null;
  value_max: number | null;
  qualifier: Qualifier;
  unit: string;
  kind: FigureKind;
  event: FigureEvent;
  assertion: Assertion;
  importance: number;
  fact_key: string | null;
  as_of_earliest: string | null;
  as_of_latest: string | null;
  published_earliest: string | null;
  published_latest: string | null;
  source: string | null;
  sample: number;
};

export type StoryRow = { id: string; primary_theme: string; first_seen_at: number };

/** The pages of a story, in the versions that were grouped last. */
export type StoryArticleRow = { story_id: string; page_id: string; version: number };

export type EditionRow = {
  number: number;
  digest: string;
  date: string;
  /** Of `body`. */
  hash: string;
  /** JSON of `EditionSummary`'s content: what a list of editions shows. */
  summary: string;
  /** JSON of `Edition`. */
  body: string;
  made_at: number;
  approved_at: number | null;
};

/** Which stories an edition shows, where. */
export type EditionStoryRow = { edition: number; story_id: string; theme: string; position: number };

/** Which page versions an edition quotes. */
export type EditionPageRow = { edition: number; page_id: string; version: number };
