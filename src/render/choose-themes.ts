/** An edition reduced to the themes a subscriber chose. */
import type { Citation, Edition, LeadPart, Section, ThemeId } from '../model.ts';
import { drawTracksOnce } from './draw-once.ts';
import type { Heading } from './options.ts';

/** The edition with only the sections, cards and counts of the themes; empty sections vanish. */
export function chooseThemes(edition: Edition, themes: readonly ThemeId[] | 'all', heading?: Heading): Edition {
  const wanted = (theme: ThemeId) => themes === 'all' || themes.includes(theme);
  const sections = edition.sections.filter((section) => wanted(section.theme) && !isEmpty(section));
  const whole = sections.length === edition.sections.filter((section) => !isEmpty(section)).length;
  const chosen = {
    ...edition,
    sections: drawTracksOnce(sections),
    cards: edition.cards.filter((card) => wanted(card.theme)),
    counts: whole ? edition.counts : countSections(sections, edition),
    sample: whole ? edition.sample : citationsOf(sections).some((citation) => citation.sample),
  };
  return { ...chosen, ...(heading ?? (whole ? {} : fitHeading(chosen))) };
}

function isEmpty(section: Section): boolean {
  return section.stories.length === 0 && section.asides.length === 0;
}

function citationsOf(sections: readonly Section[]): Citation[] {
  return sections.flatMap((section) => [
    ...section.stories.flatMap((story) => story.citations),
    ...section.asides.map((aside) => aside.citation),
  ]);
}

function countSections(sections: readonly Section[], edition: Edition): Edition['counts'] {
  const citations = citationsOf(sections);
  const share = lengthOf(sections) / Math.max(1, lengthOf(edition.sections));
  return {
    stories: sections.reduce((sum, section) => sum + section.stories.length, 0),
    articles: new Set(citations.map((citation) => citation.page)).size,
    sources: new Set(citations.map((citation) => citation.source)).size,
    minutes: Math.max(1, Math.round(edition.counts.minutes * share)),
  };
}

/** How much there is to read, in UTF-16 units: the reading time of a part is its share of the whole. */
function lengthOf(sections: readonly Section[]): number {
  return sections
    .flatMap((section) => [...section.stories, ...section.asides])
    .flatMap((piece) => piece.passages)
    .reduce((sum, passage) => sum + passage.text.length, 0);
}

/** A lead and subject made for all themes must not promise what a part does not hold. */
function fitHeading(edition: Edition): Heading {
  const pages = new Set(citationsOf(edition.sections).map((citation) => citation.page));
  const fits = (part: LeadPart) => 'words' in part || pages.has(part.passage.page);
  const titles = edition.sections.map((section) => section.title).join('، ');
  return {
    subject: titles ? `${edition.name}: ${titles}` : edition.name,
    preheader: '',
    lead: edition.lead.every(fits) ? edition.lead : [],
  };
}
