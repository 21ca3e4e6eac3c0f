/** The box on who wrote the article, behind its last paragraph: a name, then what the person does. */
import { foldedWord } from '../text/index.ts';
import type { Line } from './lines.ts';
import type { PageReading } from './page-reading.ts';
import { dropped, type Placed } from './placed.ts';

/** «صحفي مقيم في ...», «باحثة في شؤون ...»: what such a box begins with. */
const PROFESSIONS = new Set(
  (
    'صحفي صحفيه صحافي صحافيه كاتب كاتبه باحث باحثه مراسل مراسله محلل محلله محرر محرره اكاديمي اكاديميه مدون مدونه اعلامي ' +
    'اعلاميه مترجم مترجمه'
  ).split(' '),
);

const LONGEST_NAME = 4;

/** The places without an author's box at the end of the text. */
export function withoutAuthorBox({ words, lines }: PageReading, placed: readonly Placed[]): readonly Placed[] {
  const last = placed.findLastIndex(({ as }) => as === 'body' || as === 'subheading');
  const [name, line] = [lines[last - 1], lines[last]];
  if (!name || !line || placed[last]?.as !== 'body' || !isName(name, placed[last - 1])) return placed;
  if (!PROFESSIONS.has(foldedWord(words, line.firstWord))) return placed;
  return placed.map((place, i) => (i === last || i === last - 1 ? dropped('byline') : place));
}

const isName = (line: Line, place: Placed | undefined) =>
  line.words >= 2 &&
  line.words <= LONGEST_NAME &&
  (place?.as === 'subheading' || (place?.as === 'dropped' && (place.rule === 'byline' || place.rule === 'caption')));
