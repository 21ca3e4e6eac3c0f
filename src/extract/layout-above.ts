/** Places the lines above the body: the headline, furniture, captions, and a standfirst, which is kept. */
import { Gap } from '../text/index.ts';
import { hasPhotoCredit, isTakenUpBy, LONGEST_CAPTION, namesPhotographer } from './captions.ts';
import type { HeadlineChoice } from './headline.ts';
import type { LineKind } from './line-kinds.ts';
import type { Line } from './lines.ts';
import type { PageReading } from './page-reading.ts';
import { BODY, dropped, furniture, HEADLINE, type Placed } from './placed.ts';
import { hasVerb } from './verbs.ts';

/** Lines above the body: the headline, furniture, captions, and a standfirst, which is kept. */
export function placeAbove(
  reading: PageReading,
  kinds: readonly LineKind[],
  bodyStart: number,
  choice: HeadlineChoice | null,
): readonly Placed[] {
  return reading.lines.slice(0, bodyStart).map((line, i) => {
    const kind = kinds[i] as LineKind;
    if (choice?.line === i) return HEADLINE;
    if (choice?.repeats.has(i)) return dropped('repeated-headline');
    if (kind.kind === 'sentence') return choice && i < choice.line ? dropped('above-headline') : BODY;
    if (kind.kind !== 'phrase') return furniture(kind);
    if (choice && i > choice.line && (isStandfirst(reading, line) || isSummaryEntry(line))) return BODY;
    return dropped(choice && i > choice.line ? 'caption' : 'above-headline');
  });
}

/** «• مقتل ستة عناصر في هجوم على القاعدة.»: an entry of the summary that some houses put above the text. */
const isSummaryEntry = (line: Line) => line.bulleted && line.ending === 'stop' && line.words >= SHORTEST_ENTRY;

const SHORTEST_ENTRY = 4;

/** «البلدية: العمل يبدأ الأحد.. ولا تمديد»: a second headline, which describes no picture. */
function isDeck({ words }: PageReading, line: Line): boolean {
  if (hasPhotoCredit(words, line)) return false;
  for (let i = line.firstWord + 1; i < line.lastWord; i++) {
    if ((words.gap[i] as number) & (Gap.colon | Gap.stop)) return true;
  }
  return false;
}

/** A line under the headline that says too much to describe a picture. */
function isStandfirst({ words }: PageReading, line: Line): boolean {
  if (line.words <= LONGEST_CAPTION || hasPhotoCredit(words, line)) return false;
  return line.words > LONGEST_CAPTION * 1.6 || hasVerb(words, line.firstWord, line.lastWord);
}

/** True when a caption stands above the body: this page's text includes those of its pictures. */
export function showsCaptions(
  reading: PageReading,
  kinds: readonly LineKind[],
  bodyStart: number,
  choice: HeadlineChoice | null,
): boolean {
  if (!choice) return false;
  const between = reading.lines.slice(choice.line + 1, bodyStart);
  // where pictures are credited, a line without a credit describes none
  if (between.some((line) => namesPhotographer(reading.words, line))) return false;
  const body = reading.lines.slice(bodyStart);
  return between.some((line, offset) => {
    const index = choice.line + 1 + offset;
    if (kinds[index]?.kind !== 'phrase' || choice.repeats.has(index) || line.words > LONGEST_CAPTION) return false;
    if (isSummaryEntry(line) || isDeck(reading, line)) return false;
    return isTakenUpBy(reading, line, body);
  });
}
