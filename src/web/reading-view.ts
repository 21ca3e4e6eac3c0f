/** The reading page of an edition: everything that is in it, in the order of the mail. */
import type { Reading } from '../app/index.ts';
import type { Edition, ThemeId } from '../model.ts';
import { type Digits, inDigits, longDay } from '../text/index.ts';
import { editionPage, readingPage } from './addresses.ts';

export type ReadingView = Pick<Reading, 'subject' | 'sample' | 'lead' | 'sections'> & {
  /** The digest's name; '' when the site has the same. */
  readonly name: string;
  readonly number: string;
  readonly date: string;
  readonly day: string;
  /** «5 مواد من 4 مصادر · قراءة 4 دقائق»; '' when there is nothing to read. */
  readonly amount: string;
  readonly cards: Reading['cardRows'][number]['cards'];
  /** Leads from a choice of sections to all of them; null when all are shown. */
  readonly allSections: string | null;
  /** The edition as it was mailed, and the table of its figures. */
  readonly preview: string;
  readonly figures: string;
};

/** The site's name, its digits, and the themes of the address; none means all. */
type Frame = { readonly site: string; readonly digits: Digits; readonly themes: readonly ThemeId[] };

/** The view model of the reading page. */
export function viewReading(
  { number, date }: Edition,
  { name, subject, sample, lead, sections, issue, cardRows }: Reading,
  { site, digits, themes }: Frame,
): ReadingView {
  return {
    name: name === site ? '' : name,
    subject,
    sample,
    lead,
    sections,
    number: inDigits(String(number), digits),
    date: longDay(date, digits),
    day: date,
    amount: issue.slice(1).join(' · '),
    cards: cardRows.flatMap((row) => row.cards),
    allSections: themes.length > 0 ? readingPage(number) : null,
    preview: editionPage(number, 'desktop', themes),
    figures: editionPage(number, 'figures', themes),
  };
}
