/** The door of `store/`: the records, in a SQLite file or a PostgreSQL database, behind one set of methods. */
import type { Article, Day, Edition, KnownFigure, Page, Story } from '../model.ts';
import {
  countEditions,
  type EditionFilter,
  type EditionRange,
  type EditionState,
  type EditionSummary,
  findEditionState,
  findQuotedVersion,
  findShownPages,
  listEditions,
  loadEdition,
  loadEditionPages,
  type ShownPage,
} from './archive.ts';
import {
  type Arrival,
  type ArrivalCounts,
  addArrivals,
  clearArrivals,
  countArrivals,
  landArrivals,
  weighArrivals,
} from './arrivals.ts';
import { loadArticle, type SavedArticles, saveArticles, type UnderstoodArticle } from './articles.ts';
import { type Audit, auditOf } from './audit.ts';
import { type BounceReader, type BounceWriter, bounceReader, changeBounces } from './bounces.ts';
import { type Charts, chartsOf } from './charts.ts';
import { draftsOf } from './drafts.ts';
import type { Drafts } from './drafts-contract.ts';
import {
  type Approval,
  approveEdition,
  findWholeEdition,
  nextEditionNumber,
  type SavedEdition,
  saveEdition,
  type WholeEdition,
} from './editions.ts';
import { type Editors, editorsOf } from './editors/editors.ts';
import type { Intake } from './intake/contract.ts';
import { intakeOf } from './intake/intake.ts';
import { dropIdleKeys, loadKeys, replaceKeys } from './key-shelf.ts';
import { findKnownFigures, type KnownFigureFilter } from './known-figures.ts';
import type { Ledger } from './ledger/contract.ts';
import { ledgerOf } from './ledger/ledger.ts';
import { openFileLedger } from './ledger/open-file.ts';
import { openServerLedger } from './ledger/open-server.ts';
import { countMembers, type ListedMember, listMembers, type MemberCounts } from './member-list.ts';
import { changeMembers, type MemberReader, type MemberWriter, memberReader } from './members.ts';
import { migrate } from './migrate.ts';
import { loadPage, type SavedPage, savePages } from './pages.ts';
import { type People, peopleOf } from './people.ts';
import { type Post, postOf } from './post.ts';
import { openPostgres } from './postgres.ts';
import { openRecords, type Records } from './records.ts';
import type { KeyRow } from './schema.ts';
import {
  countSealed,
  listSealed,
  type ResealedText,
  replaceSealed,
  type SealedPlace,
  type SealedText,
  sealedPlaces,
} from './sealed-texts.ts';
import { slotsOf } from './slots.ts';
import type { SlotOrigin, Slots } from './slots-contract.ts';
import { openSqlite } from './sqlite.ts';

export type { EditionFilter, EditionRange, EditionState, EditionSummary, ShownPage } from './archive.ts';
export type { Arrival, ArrivalCounts, ArrivalStatus } from './arrivals.ts';
export type { SavedArticles, UnderstoodArticle } from './articles.ts';
export type { Audit, AuditEntry } from './audit.ts';
export type { BounceReader, BounceRecord, BounceWriter } from './bounces.ts';
export type { BouncedMail, Charts, PersonStep, SendingTally } from './charts.ts';
export type { Drafts, MendRefusal, MendStep } from './drafts-contract.ts';
export type { Approval, SavedEdition, WholeEdition } from './editions.ts';
export type { EditorRecord, Editors } from './editors/editors.ts';
export { StoreFault } from './fault.ts';
export type {
  Intake,
  ItemState,
  PendingPage,
  SourceState,
  TakenItem,
  TakenPage,
  ToldArticle,
} from './intake/contract.ts';
export type { KnownFigureFilter } from './known-figures.ts';
export type {
  BeginRefusal,
  ClaimedDelivery,
  DeliveryCounts,
  DeliveryResult,
  FreezeAnswer,
  FrozenSlots,
  FrozenVariant,
  Ledger,
  LedgerAnswer,
  Reach,
  SenderRecord,
  Sending,
} from './ledger/contract.ts';
export type { ListedMember, MemberCounts } from './member-list.ts';
export type { MemberReader, MemberWriter, TicketRecord } from './members.ts';
export type { SavedPage } from './pages.ts';
export type { ListedPerson, People, PeopleCount, PeopleRange } from './people.ts';
export type { DueLetter, WaitingSignUp } from './post.ts';
export type { ResealedText, SealedPlace, SealedText } from './sealed-texts.ts';
export type { SlotOrigin, SlotRecord, Slots } from './slots-contract.ts';

/** `cache`: kilobytes that SQLite keeps in memory, for a program that promises to stay small. */
export type StoreUse = { readonly cache?: number };

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
  /** The number that the edition of a digest and day (and time, where it has several a day) has, or would get. */
  nextEditionNumber(digest: string, date: Day, time?: string): Promise<number>;
  /** With the stories it shows; made again it replaces the one of that digest and day, until that is approved. */
  saveEdition(edition: Edition, stories: readonly Story[], at: Date, origin?: SlotOrigin): Promise<SavedEdition>;
  /** Freezes exactly the edition with this hash. */
  approveEdition(number: number, hash: string, at: Date): Promise<Approval>;
  edition(number: number): Promise<Edition | null>;
  /** With its state, read at one moment. */
  wholeEdition(number: number): Promise<WholeEdition | null>;
  /** Newest first. */
  editions(range: EditionRange): Promise<readonly EditionSummary[]>;
  editionState(number: number): Promise<EditionState | null>;
  /** The numbers of all of them run from 1 to this without gaps. */
  editionCount(filter?: EditionFilter): Promise<number>;
  /** The pages it quotes, as they were then. */
  editionPages(number: number): Promise<readonly Page[]>;
  /** The version of a page that an edition quotes. */
  quotedVersion(edition: number, page: string): Promise<number | null>;
  /** Which of these pages were told in editions of a digest before a day, and in which story. */
  shownPages(digest: string, pages: readonly string[], before: Day): Promise<readonly ShownPage[]>;
  readonly members: MemberReader;
  /** One transaction over members: all of it is written or nothing. */
  changeMembers<T>(work: (members: MemberWriter) => Promise<T>): Promise<T>;
  /** Mails that came back. */
  readonly bounces: BounceReader;
  /** One transaction over a mail that came back and the person it is about. */
  changeBounces<T>(work: (bounces: BounceWriter, members: MemberWriter) => Promise<T>): Promise<T>;
  readonly keys: {
    load<Purpose extends string>(): Promise<
      readonly { readonly purpose: Purpose; readonly version: number; readonly wrapped: string }[]
    >;
    /** False, and nothing done, when the keys that were seen are not those that stand there. */
    replace(seen: readonly Readonly<KeyRow>[], keys: readonly Readonly<KeyRow>[]): Promise<boolean>;
    /** Removes those of a purpose, but for the newest, that no text is sealed with; gives how many older ones stay. */
    dropIdle(purpose: string): Promise<number>;
  };
  readonly post: Post;
  /** Rows of a file on their way in (`arrivals.ts`); `name` names the import. */
  readonly arrivals: {
    clear(): Promise<void>;
    /** In one transaction, as they come. */
    add(name: string, arrivals: AsyncIterable<Arrival> | Iterable<Arrival>): Promise<void>;
    count(name: string): Promise<number>;
    /** What would become of them. */
    weigh(name: string): Promise<ArrivalCounts>;
    /** Makes members of them; null, and nothing done, when not all `people` are there any more. */
    land(name: string, people: number, at: number): Promise<ArrivalCounts | null>;
  };
  readonly memberList: {
    /** Those behind a number, in the order of numbers. */
    page(after: number, limit: number): Promise<readonly ListedMember[]>;
    count(): Promise<MemberCounts>;
  };
  /** Subscribers as the desk lists and counts them. */
  readonly people: People;
  /** What the desk's pictures are drawn from. */
  readonly charts: Charts;
  /** Every text that the keys have sealed, to be sealed again with a newer one. */
  readonly sealed: {
    places(): readonly SealedPlace[];
    count(place: SealedPlace): Promise<number>;
    page(place: SealedPlace, after: SealedText['key'] | null, limit: number): Promise<readonly SealedText[]>;
    /** What has changed or gone since it was read stays as it is. */
    replace(place: SealedPlace, texts: readonly ResealedText[]): Promise<void>;
  };
  /** Over the same connection; its `close` does nothing. A program that sends opens one of its own (`openLedger`). */
  readonly ledger: Ledger;
  /** Sources, what they brought, and what is news of it. */
  readonly intake: Intake;
  /** What became of each time at which an edition was due. */
  readonly slots: Slots;
  /** What editors changed on editions. */
  readonly drafts: Drafts;
  /** Who works at the desk, and what was done there. */
  readonly editors: Editors;
  readonly audit: Audit;
  close(): Promise<void>;
};

/**
 * The ledger with a connection of its own, which waits for other writers for a few seconds only.
 * @throws StoreFault as `openStore`
 */
export async function openLedger(location: StoreLocation): Promise<Ledger> {
  return 'url' in location ? await openServerLedger(location.url) : await openFileLedger(location.file);
}

/**
 * Opens the records, creating or upgrading their tables where needed.
 * @throws StoreFault with what is wrong and the next step; the password of an address is never in it
 */
export async function openStore(location: StoreLocation, { cache }: StoreUse = {}): Promise<Store> {
  const use = cache === undefined ? {} : { cache };
  const flavour = 'url' in location ? openPostgres(location.url) : await openSqlite(location.file, use);
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
    nextEditionNumber: (digest, date, time) => nextEditionNumber(records, digest, date, time),
    saveEdition: (edition, stories, at, origin) => saveEdition(records, edition, stories, at, origin),
    approveEdition: (number, hash, at) => approveEdition(records, number, hash, at),
    edition: (number) => loadEdition(records, number),
    wholeEdition: (number) => findWholeEdition(records, number),
    editions: (range) => listEditions(records, range),
    editionState: (number) => findEditionState(records, number),
    editionCount: (filter) => countEditions(records, filter),
    editionPages: (number) => loadEditionPages(records, number),
    quotedVersion: (edition, page) => findQuotedVersion(records, edition, page),
    shownPages: (digest, pages, before) => findShownPages(records, digest, pages, before),
    members: memberReader(records),
    changeMembers: (work) => changeMembers(records, work),
    bounces: bounceReader(records),
    changeBounces: (work) => changeBounces(records, work),
    keys: {
      load: () => loadKeys(records),
      replace: (seen, keys) => replaceKeys(records, seen, keys),
      dropIdle: (purpose) => dropIdleKeys(records, purpose),
    },
    post: postOf(records),
    arrivals: {
      clear: () => clearArrivals(records),
      add: (name, arrivals) => addArrivals(records, name, arrivals),
      count: (name) => records.read((db) => countArrivals(db, name)),
      weigh: (name) => weighArrivals(records, name),
      land: (name, people, at) => landArrivals(records, name, people, at),
    },
    memberList: {
      page: (after, limit) => listMembers(records, after, limit),
      count: () => countMembers(records),
    },
    people: peopleOf(records),
    charts: chartsOf(records),
    sealed: {
      places: sealedPlaces,
      count: (place) => countSealed(records, place),
      page: (place, after, limit) => listSealed(records, place, after, limit),
      replace: (place, texts) => replaceSealed(records, place, texts),
    },
    ledger: ledgerOf(records, async () => undefined),
    intake: intakeOf(records),
    slots: slotsOf(records),
    drafts: draftsOf(records),
    editors: editorsOf(records),
    audit: auditOf(records),
    close: () => records.close(),
  };
}
