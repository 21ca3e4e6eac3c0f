/** The door of `store/`: the records, in a SQLite file or a PostgreSQL database, behind one set of methods. */
import type { Article, Day, Edition, KnownFigure, Page, Story } from '../model.ts';
import {
  countEditions,
  type EditionRange,
  type EditionSummary,
  findQuotedVersion,
  findShownPages,
  listEditions,
  loadEdition,
  loadEditionPages,
  type ShownPage,
} from './archive.ts';
import { loadArticle, type SavedArticles, saveArticles, type UnderstoodArticle } from './articles.ts';
import { type Approval, approveEdition, nextEditionNumber, type SavedEdition, saveEdition } from './editions.ts';
import { findKnownFigures, type KnownFigureFilter } from './known-figures.ts';
import { migrate } from './migrate.ts';
import { loadPage, type SavedPage, savePages } from './pages.ts';
import { openPostgres } from './postgres.ts';
import { openRecords, type Records } from './records.ts';
import { openSqlite } from './sqlite.ts';

export type { EditionRange, EditionSummary, ShownPage } from './archive.ts';
export type { SavedArticles, UnderstoodArticle } from './articles.ts';
export type { Approval, SavedEdition } from './editions.ts';
export { StoreFault } from './fault.ts';
export type { KnownFigureFilter } from './known-figures.ts';
export type { SavedPage } from './pages.ts';

/** Where the records are: the path of a SQLite file, whose folder must exist, or the address of a PostgreSQL database. */
export type StoreLocation = { readonly file: string } | { readonly url: string };

/**
 * The records. Every write is one transaction; faults of the database are thrown as `StoreFault`. Hand over some hundreds
 * of pages or articles at a time where others must be answered meanwhile: SQLite commits them in one go.
 */
export type Store = {
  /** Says of each page, in their order, whether it is new; a changed page is a new version, and the old one is kept. */
  savePages(pages: readonly Page[], at: Date): Promise<readonly SavedPage[]>;
  /** As it was read last, or a version of it. */
  page(id: string, version?: number): Promise<Page | null>;
  /** Replaces what was understood of the same page versions before; the pages must have been saved. */
  saveArticles(articles: readonly UnderstoodArticle[], at: Date): Promise<SavedArticles>;
  /** What was understood of a page as it was read last, or of a version of it. */
  article(id: string, version?: number): Promise<Article | null>;
  /** What is known of facts, oldest first: once per fact, source, value and time. */
  knownFigures(factKeys: readonly string[], filter: KnownFigureFilter): Promise<readonly KnownFigure[]>;
  /** The number that the edition of a digest and day has, or would get. */
  nextEditionNumber(digest: string, date: Day): Promise<number>;
  /** With the stories it shows; made again it replaces the one of that digest and day, until that is approved. */
  saveEdition(edition: Edition, stories: readonly Story[], at: Date): Promise<SavedEdition>;
  /** Freezes exactly the edition with this hash. */
  approveEdition(number: number, hash: string, at: Date): Promise<Approval>;
  edition(number: number): Promise<Edition | null>;
  /** Newest first. */
  editions(range: EditionRange): Promise<readonly EditionSummary[]>;
  /** Of one digest or of all, whose numbers run from 1 to this without gaps. */
  editionCount(digest?: string): Promise<number>;
  /** The pages it quotes, as they were then. */
  editionPages(number: number): Promise<readonly Page[]>;
  /** The version of a page that an edition quotes. */
  quotedVersion(edition: number, page: string): Promise<number | null>;
  /** Which of these pages were told in editions of a digest before a day, and in which story. */
  shownPages(digest: string, pages: readonly string[], before: Day): Promise<readonly ShownPage[]>;
  close(): Promise<void>;
};

/**
 * Opens the records, creating or upgrading their tables where needed.
 * @throws StoreFault with what is wrong and the next step; the password of an address is never in it
 */
export async function openStore(location: StoreLocation): Promise<Store> {
  const flavour = 'url' in location ? openPostgres(location.url) : await openSqlite(location.file);
  const records = openRecords(flavour);
  try {
    await migrate(records);
  } catch (error) {
    await records.close();
    throw error;
  }
  return storeOf(records);
}

function storeOf(records: Records): Store {
  return {
    savePages: (pages, at) => savePages(records, pages, at),
    page: (id, version) => loadPage(records, id, version),
    saveArticles: (articles, at) => saveArticles(records, articles, at),
    article: (id, version) => loadArticle(records, id, version),
    knownFigures: (factKeys, filter) => findKnownFigures(records, factKeys, filter),
    nextEditionNumber: (digest, date) => nextEditionNumber(records, digest, date),
    saveEdition: (edition, stories, at) => saveEdition(records, edition, stories, at),
    approveEdition: (number, hash, at) => approveEdition(records, number, hash, at),
    edition: (number) => loadEdition(records, number),
    editions: (range) => listEditions(records, range),
    editionCount: (digest) => countEditions(records, digest),
    editionPages: (number) => loadEditionPages(records, number),
    quotedVersion: (edition, page) => findQuotedVersion(records, edition, page),
    shownPages: (digest, pages, before) => findShownPages(records, digest, pages, before),
    close: () => records.close(),
  };
}
