/** How long an edition takes to read. */
import type { Section } from '../model.ts';

/** Words a reader takes in per minute on a phone; Arabic silent reading lies near 140-180 (Brysbaert 2019). */
const WORDS_PER_MINUTE = 160;

/** Whole minutes, at least one. */
export function readingMinutes(sections: readonly Section[]): number {
  const words = sections
    .flatMap((section) => [...section.stories, ...section.asides])
    .flatMap((item) => item.passages)
    .reduce((sum, passage) => sum + passage.text.split(/\s+/u).length, 0);
  return Math.max(1, Math.round(words / WORDS_PER_MINUTE));
}
