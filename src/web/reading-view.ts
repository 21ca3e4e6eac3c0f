/** The reading page of an edition: everything that is in it, in the order of the mail. */
import type { Reading } from '../app/index.ts';
import type { Edition, ThemeId } from '../model.ts';
import { type Digits, inDigits, issueDay } from '../text/index.ts';
import { listOf, previewPage, readingPage } from './addresses.ts';
import type { Audience } from './audience.ts';

export type ReadingView = Pick<Reading, 'subject' | 'sample' | 'lead' | 'sections' | 'unread'> & {
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
  /** The list that leads here. */
  readonly list: { readonly href: string; readonly words: string };
  /** The edition as it is mailed, and the table of its figures; null but on the desk. */
  readonly desk: { readonly preview: string; readonly figures: string } | null;
  readonly draft: DraftView;
};

/** How to make an edition public; null when it is. */
type DraftView = { readonly command: string } | null;

/** The site's name, its digits, the themes of the address (none means all), and who asks. */
type Frame = {
  readonly site: string;
  readonly digits: Digits;
  readonly themes: readonly ThemeId[];
  readonly audience: Audience;
  readonly isDraft: boolean;
};

/** The view model of the reading page. */
export function viewReading(
  { number, date, time }: Edition,
  { name, subject, sample, lead, sections, issue, cardRows, unread }: Reading,
  { site, digits, themes, audience, isDraft }: Frame,
): ReadingView {
  const isDesk = audience === 'desk';
  return {
    name: name === site ? '' : name,
    subject,
    sample,
    lead,
    sections,
    number: inDigits(String(number), digits),
    date: issueDay(date, time, digits),
    day: date,
    amount: issue.slice(1).join(' · '),
    cards: cardRows.flatMap((row) => row.cards),
    allSections: themes.length > 0 ? readingPage(number) : null,
    list: listOf(audience),
    desk: isDesk
      ? { preview: previewPage(number, 'desktop', themes), figures: previewPage(number, 'figures', themes) }
      : null,
    unread,
    ...draftOf(number, isDraft),
  };
}

/** What pages of the desk say of a draft. */
export function draftOf(number: number, isDraft: boolean): { readonly draft: DraftView } {
  return { draft: isDraft ? { command: `npx mujaz approve ${number}` } : null };
}
