/** Which stories come first, and so which are told at all where a section has room for some only. */
import type { Day, Story } from '../model.ts';
import { dayNumber } from '../text/index.ts';
import { compareText } from './compare-text.ts';
import { isHighlightable } from './passages.ts';

/**
 * What a story is worth. A further source weighs as much as four highlights; being fresh less than a further source, so
 * that news of several outlets stands before the single note of today, until it is about a week old.
 */
const WORTH = {
  source: 4,
  /** Each figure for the highlight strip. */
  figure: 1,
  mostFigures: 8,
  /** Published on the edition's day or the day before. */
  fresh: 3,
  /** Each day before that. A story without a date gets and loses nothing. */
  day: -1,
  leastForAge: -6,
} as const;

/** The weightiest first, then the newer, then by id, so that the order is always the same. */
export function orderStories(stories: readonly Story[], date: Day): readonly Story[] {
  const today = dayNumber(date);
  return stories
    .map((story) => ({ story, day: newest(story) }))
    .map((one) => ({ ...one, weight: importance(one.story) + recency(one.day, today) }))
    .sort((a, b) => b.weight - a.weight || compareText(b.day, a.day) || compareText(a.story.id, b.story.id))
    .map(({ story }) => story);
}

function importance(story: Story): number {
  const sources = new Set(story.tellings.map(({ article }) => article.source?.name ?? article.page.id)).size;
  const figures = story.tellings
    .flatMap(({ article }) => article.figures)
    .filter((f) => isHighlightable(f) && f.importance === 3);
  return sources * WORTH.source + Math.min(figures.length, WORTH.mostFigures) * WORTH.figure;
}

function recency(day: Day | '', today: number): number {
  if (day === '') return 0;
  const old = today - dayNumber(day);
  return old <= 1 ? WORTH.fresh : Math.max((old - 1) * WORTH.day, WORTH.leastForAge);
}

/** The last day on which any telling may have been published; '' when none has a date. */
function newest(story: Story): Day | '' {
  return story.tellings.reduce((latest, { article }) => {
    const day = article.published?.latest ?? '';
    return day > latest ? day : latest;
  }, '');
}
