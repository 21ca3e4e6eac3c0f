/** Where a figure belongs: 3 in the highlight strip, 2 in the text, 1 is left out. */
import type { FigureEvent, FigureKind } from '../../model.ts';
import { cue, type Place } from './context.ts';
import type { Unit } from './unit-model.ts';

/** Events whose counts a digest highlights. */
const LEADING: readonly FigureEvent[] = [
  'killed',
  'wounded',
  'casualties',
  'captured',
  'detained',
  'missing',
  'tried',
  'released',
  'returned',
  'displaced',
  'operations',
  'strikes',
  'population',
  'members',
  'participants',
  'funding',
];
const FATES: readonly FigureEvent[] = ['killed', 'wounded', 'casualties', 'captured', 'detained', 'missing'];
/** Kinds that describe rather than count. */
const BACKGROUND: readonly FigureKind[] = ['duration', 'age', 'distance', 'weight', 'area'];

/** What importance looks at besides the figure's place. */
export type Weighed = {
  readonly kind: FigureKind;
  readonly event: FigureEvent;
  readonly unit: Unit;
  readonly value: number | null;
  /** True when the article speaks of the conflict at all. */
  readonly topical: boolean;
};

/** The importance of a figure. */
export function weigh(place: Place, { kind, event, unit, value, topical }: Weighed): 1 | 2 | 3 {
  if (BACKGROUND.includes(kind) || !topical) return 1;
  if (isRate(place, unit)) return 1;
  const nounClass = unit.noun?.class;
  if (value === 1) return FATES.includes(event) && nounClass !== 'group' ? 3 : 1;
  if (kind === 'ordinal') return 3;
  if (kind === 'percent' || kind === 'fraction') return 2;
  if (kind === 'money') return (value ?? 0) >= 1e6 ? 3 : 2;
  if (nounClass === 'thing' || nounClass === 'measure' || nounClass === 'abstract') return weightOfThings(event);
  if (nounClass === 'place') return event === 'members' || event === 'participants' ? 3 : 1;
  if (nounClass === undefined && unit.rule !== 'unit:event' && unit.rule !== 'unit:others') return 2;
  if (kind === 'vague') return 2;
  if (event === 'removed') return 3;
  return LEADING.includes(event) ? 3 : 2;
}

/** «ثلاث وفيات شهرياً», «بمعدل». */
function isRate({ page, number }: Place, unit: Unit): boolean {
  for (let at = number.last + 1; at <= Math.max(number.last, unit.last) + 1; at++) {
    if (/^(?:يوميا|شهريا|سنويا|اسبوعيا)$/u.test(cue(page, at)?.word ?? '')) return true;
  }
  return false;
}

/** Mines cleared are a result («2375 لغماً»), arms seized a detail, other things equipment. */
function weightOfThings(event: FigureEvent): 1 | 2 | 3 {
  if (event === 'removed') return 3;
  return event === 'seized' ? 2 : 1;
}
