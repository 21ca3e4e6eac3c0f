/** Builds editions from invented stories, with spans and marks as the pipeline would make them. */
import type {
  Card,
  Citation,
  Conflict,
  Edition,
  EditionStory,
  Mark,
  Passage,
  Qualifier,
  Section,
  ShownFigure,
  Track,
} from '../../src/model.ts';
import type { InventedStory } from './invented.ts';

/** A passage from text with [highlighted] stretches. */
export function passageOf(page: string, marked: string): Passage {
  const marks: Mark[] = [];
  let text = '';
  for (const [index, piece] of marked.split(/[[\]]/).entries()) {
    if (index % 2 === 1)
      marks.push({ start: text.length, end: text.length + piece.length, figure: `${page}#${text.length}` });
    text += piece;
  }
  return { page, span: { start: 0, end: text.length }, text, marks };
}

/** A verbatim passage without highlights, brackets kept. */
export function plainPassage(page: string, text: string): Passage {
  return { page, span: { start: 0, end: text.length }, text, marks: [] };
}

/** One story as an edition holds it. */
export function storyOf(id: string, invented: InventedStory, more: Partial<EditionStory> = {}): EditionStory {
  const citations = invented.sources.map((source, index): Citation => {
    const [earliest, latest] = invented.published ?? [];
    return {
      page: `${id}-${index}`,
      source,
      url: source === null ? null : `https://news-${index}.example/${id}`,
      published: earliest && latest ? { earliest, latest, basis: 'metadata', evidence: [] } : null,
      sample: false,
      via: index === 0 ? (invented.via ?? []) : [],
    };
  });
  return {
    id,
    headline: invented.headline === null ? null : plainPassage(`${id}-0`, invented.headline),
    citations: citations as [Citation, ...Citation[]],
    passages: invented.passages.map((text, index) => passageOf(`${id}-${Math.min(index, citations.length - 1)}`, text)),
    conflicts: [],
    tracks: [],
    ...more,
  };
}

/** What a test says of a number; the rest follows. */
export type NumberFacts = Partial<Omit<ShownFigure, 'number' | 'label' | 'period'>> & {
  readonly number: string;
  readonly label?: string;
  readonly period?: string;
  readonly page: string;
};

/** A shown figure. */
export function figureOf({ number, label, period, page, ...facts }: NumberFacts): ShownFigure {
  return {
    figure: { page, figure: `${page}#0` },
    qualifier: 'exactly',
    assertion: 'asserted',
    kind: 'cardinal',
    event: 'other',
    value: 0,
    max: null,
    number: plainPassage(page, number),
    label: label === undefined ? null : plainPassage(page, label),
    unit: '',
    period: period === undefined ? null : plainPassage(page, period),
    asOf: null,
    source: 'موقع العيّنة',
    sentence: plainPassage(page, `${number} ${label ?? ''}`),
    ...facts,
  };
}

/** A card of the strip. */
export function cardOf(theme: string, facts: NumberFacts & Partial<Pick<Card, 'before'>>): Card {
  const { before = null, ...figure } = facts;
  return { ...figureOf(figure), theme, story: figure.page.replace(/-\d+$/, ''), before };
}

/** A fact over time from `[year, value, words]`. */
export function trackOf(
  label: string,
  points: readonly (readonly [year: string, value: number, number: string, qualifier: Qualifier, source: string])[],
): Track {
  return {
    factKey: label,
    label,
    points: points.map(([year, value, number, qualifier, source]) => ({
      value,
      number,
      qualifier,
      asOf: { earliest: `${year}-01-01`, latest: `${year}-12-31` },
      source,
    })),
  };
}

/** Sides of a conflict. */
export function conflictOf(sides: readonly NumberFacts[]): Conflict {
  return { factKey: 'conflict', sides: sides.map(figureOf) };
}

/** The themes of the invented digest: title and colour. */
export const THEMES: Readonly<Record<string, { readonly title: string; readonly colour: string }>> = {
  statements: { title: 'بيانات التحالف', colour: 'statements' },
  camps: { title: 'المخيمات والمحتجزون', colour: 'camps' },
  operations: { title: 'العمليات', colour: 'operations' },
  water: { title: 'المياه والخدمات', colour: 'moss' },
  markets: { title: 'الأسواق', colour: 'indigo' },
  culture: { title: 'الثقافة', colour: 'plum' },
  other: { title: 'متفرقات', colour: 'colour-nobody-defined' },
};

/** A section of the digest. */
export function sectionOf(theme: string, stories: readonly EditionStory[], more: Partial<Section> = {}): Section {
  const { title, colour } = THEMES[theme] ?? { title: theme, colour: '' };
  return { theme, title, colour, stories, asides: [], ...more };
}

/** An edition around its sections. */
export function editionOf(sections: readonly Section[], more: Partial<Edition> = {}): Edition {
  const citations = sections.flatMap((section) => section.stories.flatMap((story) => story.citations));
  const stories = sections.reduce((sum, section) => sum + section.stories.length, 0);
  return {
    number: 12,
    digest: 'atlas',
    name: 'موجز أطلس',
    date: '2025-11-13',
    subject: 'موجز أطلس: 90 عضواً في التحالف، وأقل من 30 ألفاً في المخيمين',
    preheader: 'وأكثر من 22 عملية في شهر · بيانات التحالف، المخيمات والمحتجزون، العمليات',
    lead: [],
    cards: [],
    sections,
    counts: {
      stories,
      articles: new Set(citations.map((citation) => citation.page)).size,
      sources: new Set(citations.map((citation) => citation.source)).size,
      minutes: Math.max(1, Math.round(stories / 2)),
    },
    sample: false,
    ...more,
  };
}
