/** What readers were told of a story: what its new figures are held against. */
import type { Article, Day, EarlierFigure, Fact, Figure, FigureEvent, Story } from '../model.ts';
import { addDays } from '../text/index.ts';
import { type PlacedFigure, refKey } from './figure-index.ts';
import type { ToldPages } from './since-last.ts';

/** What was told of a story. */
export type ToldStory = {
  readonly told: ToldPages;
  readonly all: Known;
  readonly byFact: ReadonlyMap<Fact | null, Known>;
  /** Every number that was told, whatever it counts. */
  readonly values: ReadonlySet<number>;
  /** `event|value` of what was told. */
  readonly statements: ReadonlySet<string>;
  /** What happened to things whose number was told. */
  readonly events: ReadonlySet<FigureEvent>;
  /** The edition that told the story last. */
  readonly lastEdition: number;
  /** Days wholly before this one are of another time than the event. */
  readonly begins: Day;
};

/** Told figures of a story or of one fact. */
export type Known = {
  readonly byRef: ReadonlyMap<string, PlacedFigure>;
  /** The weightiest one's. */
  readonly importance: number;
  /** The first possible day of the page published last; '' when none has a date. */
  readonly published: Day | '';
};

/** Gathers what was told of a story; linear in its figures. */
export function readTold(story: Story, placed: readonly PlacedFigure[], told: ToldPages): ToldStory {
  const known = placed.filter(({ ref }) => told.has(ref.page));
  const editions = story.tellings.flatMap(({ article }) => told.get(article.page.id) ?? []);
  return {
    told,
    all: gather(known),
    byFact: new Map([...Map.groupBy(known, ({ fact }) => fact)].map(([fact, figures]) => [fact, gather(figures)])),
    values: new Set(known.flatMap(({ figure: { value, max } }) => [value ?? [], max ?? []].flat())),
    statements: new Set(known.map(({ figure }) => statementOf(figure))),
    events: new Set(known.map(({ figure }) => figure.event)),
    lastEdition: editions.reduce((last, { edition }) => Math.max(last, edition), 0),
    begins: beginningOf(
      story,
      editions.map(({ date }) => date),
    ),
  };
}

function gather(figures: readonly PlacedFigure[]): Known {
  let published: Day | '' = '';
  let importance = 0;
  for (const { figure, article } of figures) {
    const earliest = article.published?.earliest ?? '';
    if (earliest > published) published = earliest;
    importance = Math.max(importance, figure.importance);
  }
  return { byRef: new Map(figures.map((one) => [refKey(one.ref), one])), importance, published };
}

/** What a figure states, whatever words it counts with. */
export const statementOf = ({ event, value }: Figure) => `${event}|${value}`;

/** A count of last month is told in this one. */
const DAYS_BEFORE = 31;

/** A month before the story was first published, or told where nothing of it has a date. */
function beginningOf(story: Story, told: readonly Day[]): Day {
  const published = story.tellings.flatMap(({ article }) => article.published?.earliest ?? []);
  const days = published.length > 0 ? published : told;
  return addDays(
    days.reduce((first, day) => (day < first ? day : first)),
    -DAYS_BEFORE,
  );
}

/** The id of a page as it was told, where it has changed since. */
const AS_TOLD = '~told';

/** True for a page of which readers know an earlier version. */
export function hasChanged({ page }: Article, told: ToldPages): boolean {
  return told.has(page.id + AS_TOLD);
}

/** Published before a page that told the same; a page that has changed since says nothing by its date. */
export function isOlderThan(article: Article, { published }: Known, told: ToldPages): boolean {
  const latest = article.published?.latest;
  return latest !== undefined && latest < published && !hasChanged(article, told);
}

/** Published after all that was told, or, as nobody dates it, first seen after that: no other outlet's report of the same day. */
export function isLaterThan(article: Article, { published }: Known, told: ToldPages): boolean {
  return article.published === null || article.published.earliest > published || hasChanged(article, told);
}

/**
 * A told figure as it was told. Its `asOf` is the time that its own page gives it; without one, the day of the edition
 * that told it, unless this is the story's last one, whose day the update names.
 */
export function earlierFigure({ figure, article, ref }: PlacedFigure, { told, lastEdition }: ToldStory): EarlierFigure {
  const edition = told.get(ref.page);
  const day = edition && edition.edition < lastEdition ? { earliest: edition.date, latest: edition.date } : null;
  const { text } = article.page;
  const { start, end } = figure.number;
  return {
    number: text.slice(start, /[%٪]/u.test(text.charAt(end)) ? end + 1 : end),
    qualifier: figure.qualifier,
    // Both state one fact: what is counted is said beside the new figure.
    unit: '',
    asOf: figure.asOf ?? day,
    source: article.source?.name ?? null,
  };
}
