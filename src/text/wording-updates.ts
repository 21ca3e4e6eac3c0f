/** The fixed words about what readers were told before, and about sources that could not be read. */
import type { Day, EarlierFigure, FigureChange, UnreadSource } from '../model.ts';
import { counted } from './wording-counts.ts';
import { rangeWords, shortDay } from './wording-dates.ts';
import type { Digits } from './wording-digits.ts';
import { QUALIFIER_WORDS } from './wording-figures.ts';

/** Stands beside the headline of a story that readers know already. */
export const UPDATE_MARK = 'تحديث';

/** Stands behind a figure of something that had none when the story was told. */
const NEW_FIGURE = 'رقم جديد';

/** What is said behind a changed figure: «كان 19 في عدد 3 تشرين الثاني · ليفانت», «رقم جديد». `told`: the edition's day. */
export function changeWords({ now, before }: FigureChange, told: Day, digits: Digits): string {
  if (!before) return NEW_FIGURE;
  const was = now.kind === 'ordinal' ? 'كان العدد' : 'كان';
  const unit = before.unit === now.unit ? '' : before.unit;
  const figure = [was, QUALIFIER_WORDS[before.qualifier], before.number, unit].filter((part) => part !== '').join(' ');
  const source = before.source ? ` · ${before.source}` : '';
  return `${figure} ${whenTold(before, told, digits)}${source}`;
}

/** The time that the figure's own page gave it, else the edition that told it. */
function whenTold({ asOf }: EarlierFigure, told: Day, digits: Digits): string {
  return asOf ? `في ${rangeWords(asOf, 'short', digits)}` : `في عدد ${shortDay(told, digits)}`;
}

/** More names than this say no more; the others are counted. */
const MOST_NAMED = 8;

/** «لم نتمكن من قراءة: ليفانت (منذ 3 تشرين الثاني)، SY-Sample»; '' when all were read. `today`: the edition's day. */
export function unreadWords(sources: readonly UnreadSource[], today: Day, digits: Digits): string {
  if (sources.length === 0) return '';
  const named = sources.slice(0, MOST_NAMED).map(({ name, since }) => name + sinceWords(since, today, digits));
  const others = sources.length - named.length;
  const rest = others > 0 ? ` و${counted(others, 'otherSource', 'genitive', digits)}` : '';
  return `لم نتمكن من قراءة: ${named.join('، ')}${rest}`;
}

/** « (منذ 3 تشرين الثاني)», with the year where it is not this one. */
function sinceWords(since: Day | null, today: Day, digits: Digits): string {
  if (since === null) return '';
  const isThisYear = since.slice(0, 4) === today.slice(0, 4);
  const day = isThisYear ? shortDay(since, digits) : rangeWords({ earliest: since, latest: since }, 'short', digits);
  return ` (منذ ${day})`;
}
