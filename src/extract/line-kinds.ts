/** What each line of a page is by itself, before its neighbours are asked. */
import type { SourceProfile, Span } from '../model.ts';
import { readByline } from './byline.ts';
import { type ChromeVerdict, chromeVerdict, profileVerdict } from './chrome.ts';
import { type DateLine, readDateLine } from './date-lines.ts';
import type { Line } from './lines.ts';
import { datesIn, type PageReading } from './page-reading.ts';
import { type RelatedLine, readRelatedLine } from './related.ts';
import { readSourceLine, type SourceLine } from './source-line.ts';
import { hasVerb } from './verbs.ts';

/**
 * `prose` is text of an article for sure, `sentence` a short line with a full stop and a verb, `phrase` a line without a
 * full stop: headline, caption, subheading, menu entry or unfinished paragraph. `row` is one of a table, told by its
 * neighbours.
 */
export type LineKind =
  | { readonly kind: 'chrome'; readonly verdict: ChromeVerdict }
  | { readonly kind: 'date'; readonly date: DateLine }
  | { readonly kind: 'source'; readonly source: SourceLine }
  | { readonly kind: 'byline'; readonly name: Span }
  | { readonly kind: 'related'; readonly related: RelatedLine }
  | { readonly kind: 'row' }
  | { readonly kind: 'prose' }
  | { readonly kind: 'sentence' }
  | { readonly kind: 'phrase' };

/** A line with a full stop and so many words is a paragraph. */
const PROSE_WITH_STOP = 12;
/** So many words without a full stop are one all the same. */
const PROSE_WITHOUT_STOP = 24;
/** Only shorter lines can be furniture, dates or source lines. */
const LONGEST_SHORT_LINE = 24;

const PROSE: LineKind = { kind: 'prose' };
const SENTENCE: LineKind = { kind: 'sentence' };
const PHRASE: LineKind = { kind: 'phrase' };

/** The kind of one line; `outlet` is the outlet's name when it is known beforehand. */
export function kindOfLine(
  reading: PageReading,
  line: Line,
  profile: SourceProfile | null,
  outlet: string | null,
): LineKind {
  const { words, page } = reading;
  const date = line.words <= LONGEST_SHORT_LINE ? readDateLine(words, line, datesIn(reading, line)) : null;
  if (date) return { kind: 'date', date };
  const furniture = profileVerdict(page.text, line, profile) ?? chromeVerdict(words, line);
  const related = readRelatedLine(words, line);
  if (related?.link) return { kind: 'related', related };
  if (furniture) return { kind: 'chrome', verdict: furniture };
  if (related) return { kind: 'related', related };
  if (line.words <= LONGEST_SHORT_LINE) {
    const short = shortLineKind(reading, line, outlet);
    if (short) return short;
  }
  return textKind(reading, line);
}

function shortLineKind(reading: PageReading, line: Line, outlet: string | null): LineKind | null {
  const { words } = reading;
  if (line.ending === 'question') return null;
  const source = line.words <= 11 ? readSourceLine(words, line.firstWord, line.lastWord, outlet) : null;
  if (source) return { kind: 'source', source };
  const name = readByline(words, line);
  return name ? { kind: 'byline', name } : null;
}

function textKind(reading: PageReading, line: Line): LineKind {
  if (line.words >= PROSE_WITHOUT_STOP) return PROSE;
  if (line.ending === 'question') return line.words >= 20 ? PROSE : PHRASE;
  if (line.ending !== 'stop' && line.ending !== 'colon') return PHRASE;
  if (line.words >= PROSE_WITH_STOP) return PROSE;
  const verb = line.words >= 3 && hasVerb(reading.words, line.firstWord, line.lastWord);
  return line.ending === 'stop' && verb ? SENTENCE : PHRASE;
}
