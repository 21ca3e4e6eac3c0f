import type { Edition, LeadPart, Section } from '../../model.ts';
import { amountWords, type Digits, inDigits, issueDay, unreadWords } from '../../text/index.ts';
import { clippedLine, linePieces, type Piece, shownLine } from '../display.ts';
import type { RenderOptions } from '../options.ts';
import type { Tokens } from '../tokens.ts';
import { type ViewContext, viewContext } from './context.ts';
import { type CardView, cardView } from './figure.ts';
import { type SectionView, sectionView } from './section.ts';

/** Everything the templates of one message show, as plain values. */
export type EditionView = {
  readonly name: string;
  readonly subject: string;
  readonly preheader: string;
  /** «العدد 12 · الخميس 13 ...» and «5 مواد من 4 مصادر · قراءة 4 دقائق»: one line, or two on a phone. */
  readonly issue: readonly string[];
  readonly sample: boolean;
  readonly greeting: string;
  readonly lead: readonly Piece[];
  readonly cardRows: readonly CardRow[];
  readonly sections: readonly SectionView[];
  /** Which sources could not be read; empty when all were. */
  readonly unread: readonly Piece[];
  readonly footer: FooterView;
  readonly digits: Digits;
};

/** Cards side by side; `hasTop` when words stand above the number of any, so that all numbers stand on one line. */
export type CardRow = { readonly cards: readonly CardView[]; readonly hasTop: boolean };

/** The footer; '' leaves a line out. */
export type FooterView = {
  readonly reason: string;
  /** The edition in a browser. */
  readonly view: string;
  readonly links: readonly { readonly words: string; readonly href: string }[];
  readonly postalAddress: string;
};

const REASON = 'تصلك هذه النشرة لأنك اشتركت في قائمتنا البريدية وأكّدت اشتراكك.';
/** More numbers than this are no highlights. */
const MAX_CARDS = 12;

/** The view of an edition already reduced to its themes. */
export function editionView(edition: Edition, options: RenderOptions, tokens: Tokens): EditionView {
  const context = viewContext(edition, options.links, options.digits, tokens);
  const colours = new Map(edition.sections.map((section) => [section.theme, section.colour]));
  const cards = edition.cards.slice(0, MAX_CARDS).map((card) => cardView(card, colours.get(card.theme) ?? '', context));
  return {
    name: clippedLine(edition.name, 80),
    subject: clippedLine(edition.subject, 200),
    preheader: clippedLine(edition.preheader, 200),
    issue: issueParts(edition, options),
    sample: edition.sample,
    greeting: options.greeting ?? '',
    lead: leadPieces(edition.lead),
    cardRows: inRows(cards).map(cardRow),
    sections: sectionViews(edition.sections, context),
    unread: unreadPieces(edition, options),
    footer: footerView(options),
    digits: options.digits,
  };
}

function sectionViews(sections: readonly Section[], context: ViewContext): SectionView[] {
  let first = 1;
  return sections.map((section) => {
    const view = sectionView(section, first, context);
    first += section.stories.length;
    return view;
  });
}

function issueParts({ number, date, time, counts }: Edition, { digits }: RenderOptions): string[] {
  const issue = `${inDigits(`العدد ${number}`, digits)} · ${issueDay(date, time, digits)}`;
  return [issue, amountWords(counts, digits)].filter((part) => part !== '');
}

function leadPieces(lead: readonly LeadPart[]): Piece[] {
  return linePieces(clippedLine(lead.map((part) => ('words' in part ? part.words : part.passage.text)).join(''), 600));
}

function cardRow(cards: readonly CardView[]): CardRow {
  return { cards, hasTop: cards.some(({ opening, status }) => opening !== '' || status !== '') };
}

/** Rows of three, of two where one would be left alone: 4 is 2 + 2, 7 is 3 + 2 + 2. */
function inRows<T>(items: readonly T[]): T[][] {
  const rows: T[][] = [];
  for (let at = 0; at < items.length; ) {
    const left = items.length - at;
    const take = left === 4 || left === 2 ? 2 : Math.min(3, left);
    rows.push(items.slice(at, at + take));
    at += take;
  }
  return rows;
}

function footerView({ links, postalAddress, reason }: RenderOptions): FooterView {
  return {
    reason: links.unsubscribe === null && reason === undefined ? '' : (reason ?? REASON),
    view: links.view ?? '',
    links: [
      { words: 'تصفّح العدد في المتصفح', href: links.view ?? '' },
      { words: 'غيّر الأبواب أو المواعيد', href: links.preferences ?? '' },
      { words: 'ألغِ الاشتراك بنقرة', href: links.unsubscribe ?? '' },
    ].filter((link) => link.href !== ''),
    postalAddress: shownLine(postalAddress ?? ''),
  };
}

const SOURCE_LIMIT = 80;

function unreadPieces({ unread = [], date }: Edition, { digits }: RenderOptions): readonly Piece[] {
  const named = unread.map(({ name, since }) => ({ name: clippedLine(name, SOURCE_LIMIT), since }));
  return linePieces(unreadWords(named, date, digits));
}
