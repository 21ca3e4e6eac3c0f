/** Lists of editions, newest first: the archive that everybody sees, and the desk's with the drafts. */
import type { EditionList, EditionSummary, SendingPlan } from '../app/index.ts';
import { amountWords, counted, type Digits, inDigits, longDay } from '../text/index.ts';
import { ARCHIVE, DESK, listPage, previewPage, readingPage, sendingPage } from './addresses.ts';
import { STATE_WORDS } from './sending/words.ts';
import { type FigureView, showCard } from './shown-figure.ts';

/** Leads from an edition to what becomes of its mails. */
export type SendingLink = { readonly href: string; readonly words: string };

/** States of sendings by edition. */
export type SendingStates = ReadonlyMap<number, SendingPlan['state']>;

type EditionItem = {
  readonly href: string;
  /** As it is mailed; null but on the desk. */
  readonly preview: string | null;
  readonly isDraft: boolean;
  /** On the desk, of what is mailed: its state. */
  readonly sending: SendingLink | null;
  readonly number: string;
  readonly date: string;
  readonly day: string;
  readonly name: string;
  readonly subject: string;
  readonly counts: string;
  readonly sample: boolean;
  readonly figures: readonly FigureView[];
  readonly sections: readonly { readonly title: string; readonly colour: string }[];
};

export type ArchiveView = {
  readonly isDesk: boolean;
  /** Its first page. */
  readonly start: string;
  /** Shown large: the newest edition, on the first page. */
  readonly latest: EditionItem | null;
  readonly earlier: readonly EditionItem[];
  /** There is none yet. */
  readonly empty: boolean;
  /** A page behind the last one. */
  readonly beyond: boolean;
  /** There is more than one page. */
  readonly paged: boolean;
  readonly newer: string | null;
  readonly older: string | null;
  readonly position: string;
};

/** The view model of one page of a list. */
export function viewArchive(
  { editions, page, pages }: EditionList,
  list: 'archive' | 'desk',
  digits: Digits,
  sendings: SendingStates = new Map(),
): ArchiveView {
  const isDesk = list === 'desk';
  const start = isDesk ? DESK : ARCHIVE;
  const items = editions.map((edition) => ({
    ...viewItem(edition, isDesk, digits),
    sending: linkToSending(edition.number, sendings),
  }));
  const isFirst = page === 1;
  const newer = page > 1 && page <= pages ? listPage(start, page - 1) : null;
  const older = page < pages ? listPage(start, page + 1) : null;
  return {
    isDesk,
    start,
    latest: isFirst ? (items[0] ?? null) : null,
    earlier: isFirst ? items.slice(1) : items,
    empty: pages === 0,
    beyond: pages > 0 && items.length === 0,
    paged: newer !== null || older !== null,
    newer,
    older,
    position: inDigits(`صفحة ${page} من ${pages}`, digits),
  };
}

function viewItem(edition: EditionSummary, isDesk: boolean, digits: Digits): Omit<EditionItem, 'sending'> {
  const { number, name, date, subject, cards, sample, sections } = edition;
  return {
    href: readingPage(number),
    preview: isDesk ? previewPage(number) : null,
    isDraft: edition.approvedAt === null,
    number: inDigits(String(number), digits),
    date: longDay(date, digits),
    day: date,
    name,
    subject,
    counts: countWords(edition.counts, digits),
    sample,
    figures: cards.map((card) => showCard(card, sections)),
    sections: sections.map(({ title, colour }) => ({ title, colour })),
  };
}

/** Null for an edition without a sending. */
export function linkToSending(number: number, sendings: SendingStates): SendingLink | null {
  const state = sendings.get(number);
  return state ? { href: sendingPage(number), words: STATE_WORDS[state] } : null;
}

/** «5 قصص · 7 مواد من 4 مصادر · قراءة 4 دقائق» */
export function countWords(counts: EditionSummary['counts'], digits: Digits): string {
  const parts = [counted(counts.stories, 'story', 'nominative', digits), amountWords(counts, digits)];
  return parts.filter((part) => part !== '').join(' · ');
}
