/** How much an edition holds after stories were hidden. */
import type { Citation, Edition, Section } from '../../model.ts';
import { readingMinutes } from '../reading-time.ts';

/**
 * Counted by what is gone: the edition does not say how many articles tell a story of which it shows passages only, but its
 * counts as it was made know.
 */
export function countAgain(base: Edition, sections: readonly Section[]): Pick<Edition, 'counts' | 'sample'> {
  const [before, now] = [tellingsIn(base.sections), tellingsIn(sections)];
  const gone = (what: (citation: Citation) => string) =>
    new Set([...before.values()].map(what)).size - new Set([...now.values()].map(what)).size;
  const isLess = now.size < before.size;
  return {
    counts: {
      stories: sections.reduce((sum, section) => sum + section.stories.length, 0),
      articles: base.counts.articles - gone(({ page }) => page),
      sources: base.counts.sources - gone(({ source, page }) => source ?? page),
      minutes: readingMinutes(sections),
    },
    sample: base.sample && (!isLess || [...now.values()].some(({ sample }) => sample)),
  };
}

/** Page -> its citation. */
function tellingsIn(sections: readonly Section[]): ReadonlyMap<string, Citation> {
  const citations = sections.flatMap(({ stories, asides }) => [
    ...stories.flatMap((story) => story.citations),
    ...asides.map((aside) => aside.citation),
  ]);
  return new Map(citations.map((citation) => [citation.page, citation]));
}
