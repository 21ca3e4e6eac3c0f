/**
 * The door of `edit/`: stories in, one edition out. It selects, orders and quotes; it never writes a sentence. What is
 * not a slice of a page is one of the fixed words in `text/wording-*.ts`.
 */
import type { Edition, Section, Story, ThemeId } from '../model.ts';
import type { EditionBrief } from './brief.ts';
import { indexFigures } from './figure-index.ts';
import { chooseCards } from './key-figures.ts';
import { makeOpening, type Opening } from './opening.ts';
import { readingMinutes } from './reading-time.ts';
import { makeSections } from './sections.ts';

export type { EditionBrief } from './brief.ts';
export { applyMends } from './mending/apply-mends.ts';
export type { MendMaterial } from './mending/material.ts';
export { cardsOffered, hiddenStories } from './mending/offer.ts';
export { readTypedNumber } from './mending/read-number.ts';
export { unfit } from './mending/unfit.ts';
export { warningsOf } from './mending/warnings.ts';
export type { Opening } from './opening.ts';
export { type FreshStories, freshStories, type ToldPages } from './since-last.ts';

/** Makes one issue of a digest from stories. The same stories and brief give the same edition, byte for byte. */
export function makeEdition(stories: readonly Story[], brief: EditionBrief): Edition {
  const figures = indexFigures(stories, brief.known);
  const sections = makeSections(stories, brief, figures);
  const shown = shownStories(stories, sections);
  const cards = chooseCards(shown, brief, figures);
  return {
    number: brief.number,
    digest: brief.digest,
    name: brief.name,
    date: brief.date,
    ...(brief.time ? { time: brief.time } : {}),
    ...makeOpening({ sections, cards, name: brief.name }),
    cards,
    sections,
    counts: countEdition(sections, shown),
    sample: shown.some((story) => story.tellings.some((telling) => telling.article.page.meta.sample)),
    ...(brief.unread && brief.unread.length > 0 ? { unread: brief.unread } : {}),
  };
}

/** What stands at the top for readers of some themes: nothing outside of them is named. All themes have the edition's. */
export function openingOf(edition: Edition, themes: readonly ThemeId[]): Opening {
  const sections = edition.sections.filter((section) => themes.includes(section.theme));
  const { subject, preheader, lead } = edition;
  if (sections.length === edition.sections.length) return { subject, preheader, lead };
  const cards = edition.cards.filter((card) => themes.includes(card.theme));
  return makeOpening({ sections, cards, name: edition.name });
}

/** The stories that the sections hold, as told. */
function shownStories(stories: readonly Story[], sections: readonly Section[]): readonly Story[] {
  const ids = new Set(
    sections.flatMap((section) => [...section.stories.map((s) => s.id), ...section.asides.map((a) => a.story)]),
  );
  return stories.filter((story) => ids.has(story.id));
}

function countEdition(sections: readonly Section[], shown: readonly Story[]): Edition['counts'] {
  const articles = shown.flatMap((story) => story.tellings.map((telling) => telling.article));
  const sources = new Set(articles.map((article) => article.source?.name ?? article.page.id));
  return {
    stories: sections.reduce((sum, section) => sum + section.stories.length, 0),
    articles: articles.length,
    sources: sources.size,
    minutes: readingMinutes(sections),
  };
}
