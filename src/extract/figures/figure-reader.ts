/** Puts one figure together: unit, qualifier, event, assertion, setting and importance of a number in its sentence. */
import type { Figure, FigureKind, Page, Span } from '../../model.ts';
import type { NumberReading } from '../../text/index.ts';
import type { Antecedent } from './antecedents.ts';
import { readAssertion } from './assertions.ts';
import { cue, isDefinite, lexeme, type Place, placeOf, wordText } from './context.ts';
import { pronounNear } from './elided-subjects.ts';
import { resolveUnit } from './elided-units.ts';
import { fateOf, readEvent } from './events.ts';
import { weigh } from './importance.ts';
import { isLicensed } from './licences.ts';
import { type QualifierReading, qualifierBefore, qualifierByVerb, readQualifier } from './qualifiers.ts';
import { isDate, refusalOf } from './refusals.ts';
import { readPeriod, readPlace } from './settings.ts';
import type { Unit } from './unit-model.ts';
import { unitBeside } from './units.ts';

/** What a figure must know of its article. */
export type Frame = {
  readonly page: Page;
  readonly sentence: Span;
  readonly paragraph: number;
  readonly topical: boolean;
};

/** The figures of one number (two when «ارتفع من 40 إلى 50» splits it), and what later figures may refer to. */
export type ReadFigures = { readonly figures: readonly Figure[]; readonly antecedents: readonly Antecedent[] };

const NOTHING: ReadFigures = { figures: [], antecedents: [] };

/** Reads the figure at a number; nothing when the number is none. */
export function readFigure(place: Place, earlier: readonly Antecedent[], frame: Frame): ReadFigures {
  const { number } = place;
  if (isDate(place)) return NOTHING;
  if (number.kind === 'ordinal' && qualifierByVerb(place)) return readFigure(asCount(place), earlier, frame);
  if (number.ends.length > 0 && isChange(place)) return readEnds(place, earlier, frame);
  const beside = unitBeside(place);
  if (refusalOf(place, beside) !== null) return NOTHING;
  if (beside === null && !isLicensed(place, earlier)) return NOTHING;
  if (beside?.rule === 'unit:shape' && number.plain && !isLicensed(place, earlier) && !opensOrFollowsVerb(place))
    return NOTHING;
  const said = readEvent(place, beside);
  const resolved = beside ? null : resolveUnit(place, earlier, said.event);
  const event =
    resolved?.from && !isBeside(said.word, place, resolved.part)
      ? resolved.from.event
      : (fateOf(resolved?.unit ?? null) ?? said.event);
  const unit = beside ?? resolved?.unit ?? NO_UNIT;
  const whole = (resolved?.part ? resolved.from : null) ?? partOf(place, earlier, unit);
  const figure = assemble(place, unit, event, whole, frame);
  return {
    figures: [figure],
    antecedents:
      unit.text === '' || number.kind === 'percent'
        ? []
        : [{ unit, event, first: number.first, id: figure.id, part: whole !== null, value: number.value }],
  };
}

/** An event word right at the number outweighs that of the figure it refers to; of a part only what follows does. */
function isBeside(word: number, place: Place, part: boolean): boolean {
  const { number } = place;
  if (part) return word > number.last;
  // «أصيب ما لا يقل عن 20»: the qualifier stands between
  return word >= (qualifierBefore(place)?.first ?? number.first) - 3;
}

const NO_UNIT: Unit = {
  text: '',
  span: null,
  noun: null,
  first: -1,
  last: -1,
  whose: null,
  elided: true,
  rule: 'unit:none',
};

/** «لا يتجاوز عدد المعلمين في المدرسة الخمسين»: the verb makes a count of what stands like a rank. */
function asCount(place: Place): Place {
  return placeOf(place.page, { ...place.number, kind: 'cardinal', definite: false }, place.from, place.to);
}

/** «ارتفع من 40 إلى 50 ألفاً»: a verb of change in the clause makes two figures of the ends. */
function isChange({ page, number, from }: Place): boolean {
  for (let at = number.first - 1; at >= Math.max(from, number.first - 10); at--) if (cue(page, at)?.change) return true;
  return false;
}

function readEnds(place: Place, earlier: readonly Antecedent[], frame: Frame): ReadFigures {
  const figures: Figure[] = [];
  let known = earlier;
  for (const end of [...place.number.ends].reverse()) {
    const read = readFigure(placeOf(place.page, end, place.from, place.to), known, frame);
    figures.unshift(...read.figures);
    known = [...known, ...read.antecedents];
  }
  return { figures, antecedents: known.slice(earlier.length) };
}

/** An unknown word counts as a noun only where a count is expected: at the start, behind a verb or a small word. */
function opensOrFollowsVerb(place: Place): boolean {
  const { page, from } = place;
  const { index, joined } = place.before;
  if (joined || index < from) return true;
  const found = cue(page, index);
  if (found?.stop === true || found?.verb === true || page.dateAt[index] !== undefined) return true;
  if (isSpecified(place)) return true;
  // «64 واجباً» agrees with its number; only a bare unknown word before it could be a name («وادي 24»)
  const agrees = (place.number.value ?? 0) > 10;
  return agrees && (found !== undefined || lexeme(page, index) !== undefined || isDefinite(page, index));
}

/** «أغرقت 27 زورقاً»: the accusative written out says that the number before it counts, whatever stands before. */
function isSpecified({ page, number }: Place): boolean {
  const { text, start, end } = page.words;
  const next = number.last + 1;
  const value = (number.value ?? 0) % 100;
  return value > 10 && /(?:ًا|اً)$/u.test(text.slice(start[next], end[next]));
}

/** «بينهم 12 طفلاً»: a part of the nearest earlier figure of the kind the pronoun stands for. */
function partOf(place: Place, earlier: readonly Antecedent[], unit: Unit): Antecedent | null {
  if (earlier.length === 0) return null;
  const { page } = place;
  const including = includes(place);
  const pronoun = pronounNear(place);
  if (pronoun === null && !including) return null;
  if (unit.noun?.class === 'time') return null;
  const near = earlier.findLast((figure) => figure.first >= place.from) ?? null;
  return near ?? (pronoun !== null && page.words.count > 0 ? (earlier.at(-1) ?? null) : null);
}

const NO_CUE = { word: '' };

/** «بما في ذلك نحو 2000», «من بين القتلى أربعة». */
function includes(place: Place): boolean {
  const { page } = place;
  const { index } = place.before;
  for (let at = index; at >= Math.max(place.from, index - 4); at--) {
    // «من بين القتلى أربعة قياديين»
    const { word } = cue(page, at) ?? NO_CUE;
    if (word === 'بين' && cue(page, at - 1)?.word === 'من' && isDefinite(page, at + 1)) return true;
    const told = word === 'ذلك' && cue(page, at - 1)?.word === 'في';
    if (told && /^[وب]*ما$/u.test(wordText(page, at - 2))) return true;
  }
  return false;
}

function assemble(place: Place, unit: Unit, event: Figure['event'], whole: Antecedent | null, frame: Frame): Figure {
  const { page, number } = place;
  const qualifier = readQualifier(place, Math.max(number.last, unit.last));
  const { assertion, rule } = readAssertion(place, unit);
  const kind = kindOf(place, unit);
  const { period, asOf } = readPeriod(place);
  const span = wholeSpan(place, unit, qualifier);
  return {
    id: `${frame.page.id}#${number.span.start}`,
    span,
    number: number.span,
    value: number.value,
    max: number.max,
    qualifier: qualifier.qualifier,
    kind,
    unit: unit.text,
    unitSpan: unit.span,
    unitElided: unit.elided,
    event,
    whose: unit.whose,
    place: readPlace(place),
    period,
    asOf,
    partOf: whole?.id ?? null,
    assertion,
    importance: weigh(place, { kind, event, unit, value: number.value, part: whole !== null, ...frame }),
    sentence: frame.sentence,
    paragraph: frame.paragraph,
    rules: [...number.rules, unit.rule, qualifier.rule, rule, page.words.count > 0 ? `event:${event}` : ''],
  };
}

/** Qualifier, number and noun as far as they stand together. */
function wholeSpan({ page, number }: Place, unit: Unit, qualifier: QualifierReading): Span {
  let { start, end } = number.span;
  const widen = (first: number, last: number) => {
    start = Math.min(start, page.words.start[first] ?? start);
    end = Math.max(end, page.words.end[last] ?? end);
  };
  if (qualifier.first !== null && qualifier.last !== null) widen(qualifier.first, qualifier.last);
  if (unit.first >= 0) widen(unit.first, unit.last);
  return { start, end };
}

/** The kind of a figure, from the form of its number and the class of its noun. */
function kindOf(place: Place, unit: Unit): FigureKind {
  const { number } = place;
  switch (unit.noun?.class) {
    case 'money':
      return 'money';
    case 'time':
      return isAge(place) ? 'age' : 'duration';
    case 'weight':
      return 'weight';
    case 'area':
      return 'area';
    case 'distance':
      if (/مكعب/u.test(unit.text)) return 'cardinal';
      return /مربع/u.test(unit.text) ? 'area' : 'distance';
    default:
      return kindOfNumber(number);
  }
}

function kindOfNumber(number: NumberReading): FigureKind {
  return number.kind === 'ratio' ? 'fraction' : number.kind;
}

/** «عمره 15 عاماً», «دون سن 18 عاماً», «(34 عاماً)». */
function isAge(place: Place): boolean {
  const { page } = place;
  const { index } = place.before;
  for (let at = index; at >= Math.max(place.from, index - 3); at--) {
    if (/^(?:ال|ب|ا)*(?:عمر|اعمار|سن)(?:ه|ها|هم|هن)?$/u.test(wordText(page, at))) return true;
  }
  return qualifierBefore(place)?.qualifier === 'less_than' && wordText(page, index) === 'سن';
}
