/** Source lines, «ليفانت- وكالات», «زاكروس - أربيل», «بروكسل – المدار», «المصدر: وكالات»: an outlet, a place, whom it used. */
import type { Span } from '../model.ts';
import { fold, foldedWord, Gap, type Words } from '../text/index.ts';
import { buildPhrases } from './phrases.ts';
import { DATELINE_PLACES, SOURCE_LINE_WORDS } from './places.ts';
import { startsWithVerb } from './verbs.ts';

/** What a source line names; every part may be missing. */
export type SourceLine = {
  readonly outlet: Span | null;
  readonly dateline: Span | null;
  /** «وكالات», «رويترز»: whom the outlet used. */
  readonly agencies: Span | null;
};

/** A stretch of words on one side of the dash. */
type Side = { readonly first: number; readonly last: number };
type SideKind = 'place' | 'agencies' | 'own' | 'name' | 'outlet';

/** A name of an outlet or a place has so many words at most: «شبكة بادية 24 الإخبارية». */
const LONGEST_SIDE = 5;

const LABELS = buildPhrases<true>([
  ['المصدر', true],
  ['مصدر', true],
  ['المصادر', true],
  ['نقلا عن', true],
]);

/**
 * Reads the words of a short line as a source line; null when it has not that shape.
 * @param outlet the outlet's name when it is known already: it tells which of two names is the outlet.
 */
export function readSourceLine(words: Words, first: number, last: number, outlet: string | null): SourceLine | null {
  if (last - first > 2 * LONGEST_SIDE + 1) return null;
  return (
    readLabelled(words, first, last) ??
    readQuotedOutlet(words, first, last) ??
    readSides(words, first, last, outlet) ??
    readAlone(words, first, last)
  );
}

/** A dateline at the head of a paragraph: «أربيل - زاكروس: أعلنت ...», «واشنطن - قالت ...», «دمشق (رويترز) - ...». */
export function readInlineDateline(
  words: Words,
  first: number,
  last: number,
  outlet: string | null,
): SourceLine | null {
  const limit = Math.min(last, first + LONGEST_SIDE * 2);
  for (let end = limit - 1; end > first; end--) {
    const gap = words.gap[end] as number;
    if ((gap & (Gap.colon | Gap.other)) === 0 || gap & Gap.stop) continue;
    const found =
      readSides(words, first, end, outlet) ??
      (gap & Gap.other ? (readPlace(words, first, end) ?? readOutletAlone(words, first, end)) : null);
    if (found) return found;
  }
  return null;
}

function readPlace(words: Words, first: number, last: number): SourceLine | null {
  const place = DATELINE_PLACES.longestAt(words, first, last);
  return place?.next === last ? { outlet: null, dateline: spanOf(words, { first, last }), agencies: null } : null;
}

/** «(وكالة الأفق) - أعلنت ...», «الأفق نيوز/ دخلت ...»: a name that is said to be an outlet's, then the verb. */
function readOutletAlone(words: Words, first: number, last: number): SourceLine | null {
  const side = { first, last };
  const start = words.start[first] as number;
  const inBrackets = words.text[start - 1] === '(' && words.text[words.end[last - 1] as number] === ')';
  if (last - first > LONGEST_SIDE || kindOf(words, side, null) !== 'name' || !startsWithVerb(words, last)) return null;
  const named = OUTLET_NOUNS.has(foldedWord(words, first)) || NEWS_WORDS.has(foldedWord(words, last - 1));
  if (!isOutletName(words, side) || !(named || inBrackets) || hasInnerSign(words, side)) return null;
  return { outlet: spanOf(words, side), dateline: null, agencies: null };
}

const NEWS_WORDS = new Set('نيوز برس تي في news press tv اونلاين'.split(' '));

function hasInnerSign(words: Words, side: Side): boolean {
  for (let i = side.first + 1; i < side.last; i++) {
    if ((words.gap[i] as number) & (Gap.stop | Gap.colon | Gap.other | Gap.bracket | Gap.comma)) return true;
  }
  return false;
}

const spanOf = (words: Words, side: Side): Span => ({
  start: words.start[side.first] as number,
  end: words.end[side.last - 1] as number,
});

function readLabelled(words: Words, first: number, last: number): SourceLine | null {
  const label = LABELS.longestAt(words, first, last);
  if (!label || label.next >= last || ((words.gap[label.next] as number) & Gap.colon) === 0) return null;
  const own = ownBesideAgencies(words, label.next, last);
  return own ?? { outlet: null, dateline: null, agencies: spanOf(words, { first: label.next, last }) };
}

/** «المصدر: وكالات + الأفق نيوز»: who names itself beside the agencies is the outlet. */
function ownBesideAgencies(words: Words, first: number, last: number): SourceLine | null {
  const sides = splitAtDashes(words, first, last);
  if (sides.length !== 2) return null;
  const kinds = sides.map((side) => kindOf(words, side, null));
  const [agencies, own] = [sides[kinds.indexOf('agencies')], sides[kinds.indexOf('name')]];
  if (!agencies || !own || !isOutletName(words, own)) return null;
  return { outlet: spanOf(words, own), dateline: null, agencies: spanOf(words, agencies) };
}

/** «لندن: «الأفق»»: a place, then a name in quotation marks, and nothing else on the line. */
function readQuotedOutlet(words: Words, first: number, last: number): SourceLine | null {
  const place = DATELINE_PLACES.longestAt(words, first, last);
  if (!place || place.next >= last || last - place.next > LONGEST_SIDE) return null;
  const gap = words.gap[place.next] as number;
  if ((gap & Gap.colon) === 0 || (gap & Gap.quote) === 0) return null;
  if (!'»"”'.includes(words.text[words.end[last - 1] as number] ?? ' ')) return null;
  const name = { first: place.next, last };
  if (hasInnerSign(words, name) || kindOf(words, name, null) !== 'name') return null;
  return { outlet: spanOf(words, name), dateline: spanOf(words, { first, last: place.next }), agencies: null };
}

/** «وكالات», «(رويترز)» alone on a line. */
function readAlone(words: Words, first: number, last: number): SourceLine | null {
  const match = SOURCE_LINE_WORDS.longestAt(words, first, last);
  if (match?.value !== 'agencies' || match.next !== last) return null;
  return { outlet: null, dateline: null, agencies: spanOf(words, { first, last }) };
}

function readSides(words: Words, first: number, last: number, outlet: string | null): SourceLine | null {
  const sides = splitAtDashes(words, first, last);
  if (sides.length < 2 || sides.length > 3 || sides.some((side) => side.last - side.first > LONGEST_SIDE)) return null;
  const kinds = sides.map((side) => kindOf(words, side, outlet));
  const find = (kind: SideKind) => {
    const side = sides[kinds.indexOf(kind)];
    return side ? spanOf(words, side) : null;
  };
  const names = kinds.filter((kind) => kind === 'name').length;
  if (kinds.includes('outlet')) {
    return { outlet: find('outlet'), dateline: find('place') ?? find('name'), agencies: find('agencies') };
  }
  const name = sides[kinds.indexOf('name')];
  if (name && isCreditedName(words, name, sides[1], kinds)) return null;
  if (names > 1 || names === sides.length || (name && !isOutletName(words, name))) return null;
  return { outlet: find('name'), dateline: find('place'), agencies: find('agencies') };
}

/** «النهار», «بادية 24», «شبكة بادية 24 الإخبارية»; «الجسر بعد الفيضان - رويترز» is a caption with its credit. */
function isOutletName(words: Words, side: Side): boolean {
  const opening = foldedWord(words, side.first);
  return !PICTURE_WORDS.has(opening) && (side.last - side.first <= 2 || OUTLET_NOUNS.has(opening));
}

/** «صورة أرشيفية / Reuters», «مخيم العودة - رويترز»: what a picture is or shows, before its credit. */
const PICTURE_WORDS = new Set(
  (
    'صوره الصوره صور تصوير عدسه بعدسه ارشيف ارشيفيه تعبيريه مخيم سجن مدينه بلده قريه محافظه ريف معبر مطار جسر سد حقل مستشفي قاعده ' +
    'شارع سوق ساحه حي طريق جبل نهر ميناء محطه مدرسه مبني مقر جنود قوات عناصر مقاتلون اطفال نساء نازحون لاجئون'
  ).split(' '),
);

/** «رئيس البلدية (رويترز)»: a name with an agency in brackets is what a picture shows, unless it says it is an outlet. */
function isCreditedName(words: Words, name: Side, next: Side | undefined, kinds: readonly SideKind[]): boolean {
  if (!next || kinds.length !== 2 || kinds[1] !== 'agencies') return false;
  return (
    words.text[(words.start[next.first] as number) - 1] === '(' && !OUTLET_NOUNS.has(foldedWord(words, name.first))
  );
}

const OUTLET_NOUNS = new Set(
  'وكاله شبكه موقع صحيفه جريده قناه منصه اذاعه راديو تلفزيون مركز مرصد مجله هيئه مؤسسه'.split(' '),
);

/** Cuts at « - », «/», «|» and brackets; a colon or a full stop makes it another kind of line. */
function splitAtDashes(words: Words, first: number, last: number): readonly Side[] {
  const sides: Side[] = [];
  let from = first;
  for (let i = first + 1; i < last; i++) {
    const gap = words.gap[i] as number;
    if (gap & (Gap.stop | Gap.colon)) return [];
    if ((gap & (Gap.other | Gap.bracket)) === 0) continue;
    sides.push({ first: from, last: i });
    from = i;
  }
  sides.push({ first: from, last });
  return sides;
}

function kindOf(words: Words, side: Side, outlet: string | null): SideKind {
  const word = SOURCE_LINE_WORDS.longestAt(words, side.first, side.last);
  if (word?.next === side.last) return word.value;
  const place = DATELINE_PLACES.longestAt(words, side.first, side.last);
  if (place?.next === side.last) return 'place';
  const { start, end } = spanOf(words, side);
  return outlet !== null && ` ${fold(outlet)} `.includes(` ${fold(words.text, start, end)} `) ? 'outlet' : 'name';
}
