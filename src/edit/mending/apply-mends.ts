/** The edition as its editors want it: the mends that count, folded over what the machine made. */
import type { Card, Citation, DayRange, Edition, MendRecord, PublishedDate, Section } from '../../model.ts';
import { indexFigures, refKey } from '../figure-index.ts';
import { cardsToChoose } from '../key-figures.ts';
import { makeOpening, type Opening } from '../opening.ts';
import { type Arrangement, arrange } from './arrange.ts';
import { correctionsIn, openCorrector } from './correct.ts';
import { countAgain } from './count-again.ts';
import { type MendMaterial, mendsOf } from './material.ts';

/**
 * Folds mends over an edition as it was made; undone ones do not count, and what speaks of a story that is hidden does no
 * harm. Without any it is the base itself. What nobody worded follows from what the edition then holds.
 */
export function applyMends(base: Edition, records: readonly MendRecord[], material: MendMaterial): Edition {
  const counting = records.filter(({ undone }) => undone === null).toSorted((a, b) => a.position - b.position);
  if (counting.length === 0) return base;
  const index = indexOf(base, material);
  const corrector = openCorrector(correctionsIn(counting, material), index);
  const arrangement = arrange(base.sections, counting, material.themes);
  const sections = withDates(corrector.sections(arrangement.sections), counting);
  const factOf = (card: Card) => index.get(card.figure)?.fact?.key ?? null;
  const cards = choose(base, counting, material)
    .filter(({ story }) => !arrangement.hidden.has(story))
    .map((card) => ({
      ...corrector.shown(card),
      theme: themeOf(card, base.sections, sections),
      before: corrector.earlier(card.before, factOf(card)),
    }));
  return {
    ...base,
    ...mendOpening(base, counting, { ...arrangement, sections }, cards),
    cards,
    sections,
    ...countAgain(base, sections),
  };
}

/** What was known when the edition was made; later statements are no «before». */
export function indexOf({ date }: Edition, { stories, known }: MendMaterial) {
  return indexFigures(
    stories,
    known.filter(({ asOf }) => asOf !== null && asOf.latest < date),
  );
}

/** The chosen figures, else those of the machine. */
function choose(base: Edition, records: readonly MendRecord[], material: MendMaterial): readonly Card[] {
  const chosen = mendsOf(records, 'cards').at(-1)?.figures;
  if (chosen === undefined) return base.cards;
  const known = new Map(cardsFor(base, material).map((card) => [refKey(card.figure), card]));
  return [...new Set(chosen.map(refKey))].flatMap((key) => known.get(key) ?? []);
}

/** Every figure that may stand on a card, strongest first; those of the edition are as it was made with them. */
export function cardsFor(base: Edition, material: MendMaterial): readonly Card[] {
  const made = new Map(base.cards.map((card) => [refKey(card.figure), card]));
  const all = cardsToChoose(material.stories, indexOf(base, material));
  const offered = all.map((card) => made.get(refKey(card.figure)) ?? card);
  const keys = new Set(offered.map((card) => refKey(card.figure)));
  return [...base.cards.filter((card) => !keys.has(refKey(card.figure))), ...offered];
}

/** A card goes with its story; it stays under another theme as long as that section quotes the story. */
function themeOf(card: Card, before: readonly Section[], now: readonly Section[]): string {
  const home = (sections: readonly Section[]) =>
    sections.find(({ stories }) => stories.some(({ id }) => id === card.story))?.theme;
  const [was, is] = [home(before), home(now)];
  const own = now.find(({ theme }) => theme === card.theme);
  const isQuoted = own?.asides.some(({ story }) => story === card.story) ?? false;
  if (is === undefined || isQuoted || (was === is && own)) return card.theme;
  return is;
}

/** Dates that editors set, wherever the page is cited. */
function withDates(sections: readonly Section[], records: readonly MendRecord[]): readonly Section[] {
  const dates = new Map<string, DayRange>(mendsOf(records, 'date').map(({ page, published }) => [page, published]));
  if (dates.size === 0) return sections;
  const dated = (citation: Citation): Citation => {
    const range = dates.get(citation.page);
    return range ? { ...citation, published: publishedBy(range) } : citation;
  };
  return sections.map((section) => ({
    ...section,
    stories: section.stories.map((story) => {
      const [first, ...others] = story.citations;
      return { ...story, citations: [dated(first), ...others.map(dated)] as const };
    }),
    asides: section.asides.map((aside) => ({ ...aside, citation: dated(aside.citation) })),
  }));
}

function publishedBy({ earliest, latest }: DayRange): PublishedDate {
  return { earliest, latest, basis: 'editor', evidence: [] };
}

/** Kinds that change what subject, preheader and lead are made from. */
const TELLING: ReadonlySet<string> = new Set(['move', 'hide', 'open-with', 'cards', 'correct']);

/** As somebody worded it, else made from what the edition holds now, else as it was. */
function mendOpening(
  base: Edition,
  records: readonly MendRecord[],
  { sections, opener }: Arrangement,
  cards: readonly Card[],
): Opening {
  const { subject, preheader, lead, name } = base;
  const isOther = records.some(({ mend }) => TELLING.has(mend.kind));
  const made = isOther ? makeOpening({ sections, cards, name, opener }) : { subject, preheader, lead };
  const worded = new Map(mendsOf(records, 'wording').map(({ field, text }) => [field, text.trim()]));
  const words = worded.get('lead');
  return {
    subject: worded.get('subject') ?? made.subject,
    preheader: worded.get('preheader') ?? made.preheader,
    lead: words === undefined ? made.lead : [{ words }],
  };
}
