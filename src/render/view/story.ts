import type { Citation, EditionStory } from '../../model.ts';
import { inDigits } from '../../text/index.ts';
import { clippedLine, linePieces, type Piece } from '../display.ts';
import { type Link, webAddress } from '../links.ts';
import { colourKey } from '../tokens.ts';
import type { ViewContext } from './context.ts';
import { type FigureView, figureView } from './figure.ts';
import { type MetaView, metaView, sourceName } from './meta.ts';
import { type ParagraphView, paragraphViews } from './passage.ts';
import { type TrackView, trackView } from './track.ts';
import { type UpdateView, updateView } from './update.ts';

/** A link to read on, with its visible words. */
export type ReadView = { readonly words: string; readonly link: Link };

/** A story card. */
export type StoryView = {
  /** Anchor in the message: a name without white space. */
  readonly anchor: string;
  readonly colour: string;
  /** Its place in the message, from 1, in the digits of the digest. */
  readonly number: string;
  readonly headline: { readonly pieces: readonly Piece[]; readonly link: Link | null } | null;
  /** The first words, for when only a line of it is shown and there is no headline. */
  readonly opening: { readonly words: string; readonly link: Link | null };
  /** Null for a story that readers do not know. */
  readonly update: UpdateView | null;
  readonly meta: MetaView;
  readonly paragraphs: readonly ParagraphView[];
  readonly conflicts: readonly { readonly rows: readonly (readonly FigureView[])[] }[];
  readonly tracks: readonly TrackView[];
  readonly reads: readonly ReadView[];
  /** Level of the subheads in it: under a headline 4, without one 3. */
  readonly level: 3 | 4;
};

const HEADLINE_LIMIT = 300;
const OPENING_LIMIT = 120;

/** A story with its sources, excerpt, conflicts and tracks. */
export function storyView(story: EditionStory, number: number, colour: string, context: ViewContext): StoryView {
  const target = readingPlace(story.citations[0], context) ?? context.links.story?.(story.id) ?? null;
  const title = story.headline && clippedLine(story.headline.text, HEADLINE_LIMIT);
  const opening = title ?? clippedLine(story.passages[0]?.text ?? '', OPENING_LIMIT);
  const several = story.citations.length > 1;
  return {
    anchor: storyAnchor(story.id),
    colour: colourKey(context.tokens, colour),
    number: inDigits(String(number), context.digits),
    headline: title ? { pieces: linePieces(title), link: headlineLink(target, title, story, context) } : null,
    opening: { words: opening, link: headlineLink(target, opening, story, context) },
    update: updateView(story, context),
    meta: metaView(story.citations, context),
    paragraphs: paragraphViews(
      story.passages,
      (page) => (several ? sourceName(context.citations.get(page)) : ''),
      context,
    ),
    conflicts: story.conflicts.map(({ sides }) => ({ rows: inPairs(sides.map((side) => figureView(side, context))) })),
    tracks: story.tracks.map((track) => trackView(track, context)),
    reads: readViews(story, opening, context),
    level: title ? 4 : 3,
  };
}

function headlineLink(target: string | null, words: string, story: EditionStory, { names }: ViewContext): Link | null {
  return target === null ? null : names.link(target, words, sourceName(story.citations[0]));
}

/** An id that is also a valid fragment of a URL. */
export function anchorOf(kind: 'story' | 'section', id: string): string {
  return `${kind}-${id.replace(/[^A-Za-z0-9_-]+/g, '-')}`;
}

/** Where a story stands in a mail and on the edition's reading page. */
export function storyAnchor(story: string): string {
  return anchorOf('story', story);
}

/** Where a telling can be read whole: at its outlet, else the page as it was read. */
export function readingPlace(citation: Citation, { links }: ViewContext): string | null {
  return webAddress(citation.url) ?? links.page?.(citation.page) ?? null;
}

function readViews(story: EditionStory, about: string, context: ViewContext): ReadView[] {
  const reads = story.citations.flatMap((citation): ReadView[] => {
    const href = readingPlace(citation, context);
    const words = citation.source === null ? 'اقرأ في المصدر' : `اقرأ في ${sourceName(citation)}`;
    return href === null ? [] : [{ words, link: context.names.link(href, words, clippedLine(about, 60)) }];
  });
  const online = reads.length > 0 ? null : (context.links.story?.(story.id) ?? null);
  if (online === null) return reads;
  const words = 'اقرأ في صفحة العدد';
  return [{ words, link: context.names.link(online, words, clippedLine(about, 60)) }];
}

/** Conflicting figures stand two by two, so that they stay side by side on a phone. */
function inPairs<T>(items: readonly T[]): T[][] {
  return items.flatMap((_, index) => (index % 2 === 0 ? [items.slice(index, index + 2)] : []));
}
