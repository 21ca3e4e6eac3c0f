import type { Aside, Section } from '../../model.ts';
import { counted } from '../../text/index.ts';
import { clippedLine } from '../display.ts';
import { colourKey } from '../tokens.ts';
import type { ViewContext } from './context.ts';
import { type MetaView, metaView, sourceName } from './meta.ts';
import { type ParagraphView, paragraphViews } from './passage.ts';
import { anchorOf, type ReadView, readingPlace, type StoryView, storyView } from './story.ts';

/** Passages from a story of another section. */
export type AsideView = {
  readonly meta: MetaView;
  readonly paragraphs: readonly ParagraphView[];
  readonly read: ReadView | null;
};

/** A theme's section. */
export type SectionView = {
  /** Anchor of the section: a name without white space. */
  readonly anchor: string;
  readonly title: string;
  readonly colour: string;
  /** «قصة واحدة، ومقطعان من مواد أخرى». */
  readonly count: string;
  readonly stories: readonly StoryView[];
  readonly asides: readonly AsideView[];
};

/** One section with its stories, numbered from `first`, and the passages from elsewhere. */
export function sectionView(section: Section, first: number, context: ViewContext): SectionView {
  return {
    anchor: anchorOf('section', section.theme),
    title: clippedLine(section.title, 80),
    colour: colourKey(context.tokens, section.colour),
    count: countWords(section, context),
    stories: section.stories.map((story, index) => storyView(story, first + index, section.colour, context)),
    asides: section.asides.map((aside) => asideView(aside, context)),
  };
}

function countWords({ stories, asides }: Section, { digits }: ViewContext): string {
  const passages = asides.reduce((sum, aside) => sum + aside.passages.length, 0);
  const own = stories.length > 0 ? counted(stories.length, 'story', 'nominative', digits) : '';
  if (passages === 0) return own;
  const others = `${counted(passages, 'passage', 'nominative', digits)} من مواد أخرى`;
  return own ? `${own}، و${others}` : others;
}

function asideView(aside: Aside, context: ViewContext): AsideView {
  const href = readingPlace(aside.citation, context) ?? context.links.story?.(aside.story) ?? null;
  const words = aside.citation.source === null ? 'اقرأ المقطع في موضعه' : `المقطع في ${sourceName(aside.citation)}`;
  const about = clippedLine(aside.passages[0]?.text ?? '', 60);
  return {
    meta: metaView([aside.citation], context),
    paragraphs: paragraphViews(aside.passages, () => '', context),
    read: href === null ? null : { words, link: context.names.link(href, words, about) },
  };
}
