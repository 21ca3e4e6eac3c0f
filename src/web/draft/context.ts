/** What every part of the page is made from. */
import type { Draft } from '../../app/index.ts';
import type { Article, Citation, EditionStory } from '../../model.ts';
import { balanceBidi } from '../../text/index.ts';
import type { MomentWords } from '../moments.ts';
import type { Problem } from './problem.ts';

export type DraftContext = {
  readonly draft: Draft;
  /** The pages that the edition quotes, by id; those that are at hand. */
  readonly pages: ReadonlyMap<string, Article>;
  readonly problem: Problem | null;
  readonly words: MomentWords;
};

const NAME_LENGTH = 90;

/** A text as a name for people: one line, not too long. */
export function nameOf(text: string): string {
  const line = balanceBidi(text).replaceAll(/\s+/gu, ' ').trim();
  return line.length <= NAME_LENGTH ? line : `${line.slice(0, line.lastIndexOf(' ', NAME_LENGTH))}…`;
}

/** A story's headline, else its first words. */
export function storyName({ headline, passages }: EditionStory): string {
  return nameOf((headline ?? passages[0])?.text ?? '');
}

/** Names of all stories, also of those that are hidden now. */
export function storyNames({ base, edition, hidden }: Draft): ReadonlyMap<string, string> {
  const stories = [base, edition].flatMap(({ sections }) => sections.flatMap((section) => section.stories));
  return new Map([
    ...hidden.map(({ story, headline }) => [story, nameOf(headline)] as const),
    ...stories.map((story) => [story.id, storyName(story)] as const),
  ]);
}

/** Who tells what, by page. */
export function citationsOf({ base, edition }: Draft): ReadonlyMap<string, Citation> {
  const sections = [base, edition].flatMap((each) => each.sections);
  const citations = sections.flatMap(({ stories, asides }) => [
    ...asides.map(({ citation }) => citation),
    ...stories.flatMap((story) => story.citations),
  ]);
  return new Map(citations.map((citation) => [citation.page, citation]));
}

/** The numbers of all figures that the edition shows, as they are written. */
export function figureNumbers({ base, edition, figures }: Draft): ReadonlyMap<string, string> {
  const passages = [base, edition].flatMap(({ sections }) =>
    sections.flatMap((section) => section.stories.flatMap((story) => story.passages)),
  );
  return new Map([
    ...passages.flatMap(({ text, marks }) =>
      marks.map(({ figure, start, end }) => [figure, text.slice(start, end)] as const),
    ),
    ...[...base.cards, ...edition.cards].map((card) => [card.figure.figure, card.number.text] as const),
    ...figures.map(({ ref, shown }) => [ref.figure, shown.number.text] as const),
  ]);
}
