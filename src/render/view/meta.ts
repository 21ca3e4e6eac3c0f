import type { Citation } from '../../model.ts';
import { counted, publishedWords, UNKNOWN_SOURCE } from '../../text/index.ts';
import { clippedLine, shownLine } from '../display.ts';
import type { ViewContext } from './context.ts';

/** Who tells a story, whom they cite, and when it was published. */
export type MetaView = {
  /** An outlet and what is said of its telling in brackets: that it is a sample, and its date where dates differ. */
  readonly sources: readonly { readonly name: string; readonly notes: string }[];
  readonly via: readonly string[];
  /** «مصدران للخبر نفسه»; '' for one. */
  readonly tellings: string;
  /** The date of all tellings; '' when each has its own. */
  readonly date: string;
};

/** The outlet's name as shown. */
export function sourceName(citation: Citation | undefined): string {
  return clippedLine(citation?.source ?? UNKNOWN_SOURCE, 80);
}

/** Sources and dates of one or several tellings. */
export function metaView(citations: readonly Citation[], { digits }: ViewContext): MetaView {
  const tellings = citations.map((one) => ({
    name: sourceName(one),
    sample: one.sample,
    date: publishedWords(one.published, digits),
  }));
  const names = [...new Set(tellings.map((one) => one.name))];
  const dates = new Set(tellings.map((one) => one.date));
  const [date = ''] = dates.size === 1 ? dates : [];
  return {
    sources: names.map((name) => ({
      name,
      notes: notesOf(
        tellings.filter((one) => one.name === name),
        date === '',
      ),
    })),
    via: [...new Set(citations.flatMap((one) => one.via.map(shownLine)))].filter((name) => !names.includes(name)),
    tellings: tellingWords(names.length, citations.length, digits),
    date,
  };
}

/** «عيّنة، 13 تشرين الثاني/نوفمبر 2025». */
function notesOf(tellings: readonly { readonly sample: boolean; readonly date: string }[], dated: boolean): string {
  const sample = tellings.some((one) => one.sample) ? ['عيّنة'] : [];
  return [...new Set([...sample, ...(dated ? tellings.map((one) => one.date) : [])])].join('، ');
}

function tellingWords(sources: number, tellings: number, digits: ViewContext['digits']): string {
  if (sources > 1) return `${counted(sources, 'source', 'nominative', digits)} للخبر نفسه`;
  return tellings > 1 ? `${counted(tellings, 'article', 'nominative', digits)} عن الخبر نفسه` : '';
}
