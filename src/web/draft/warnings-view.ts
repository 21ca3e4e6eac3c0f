/** What has to be decided on before an edition is approved, and what to do about it. */
import type { Draft } from '../../app/index.ts';
import type { DraftWarning } from '../../model.ts';
import { UNKNOWN_SOURCE } from '../../text/index.ts';
import { SOURCES } from '../addresses.ts';
import { citationsOf, type DraftContext, figureNumbers, storyNames } from './context.ts';
import { anchorFor } from './places.ts';
import { WARNINGS } from './words.ts';

type PlaceLink = { readonly words: string; readonly href: string };

export type WarningView = {
  readonly id: string;
  readonly what: string;
  readonly next: string;
  /** Of a source or page: its name; '' without. */
  readonly subject: string;
  /** Where the matter can be looked at. */
  readonly links: readonly PlaceLink[];
};

/** Those that nobody has settled, and those that somebody has. */
export function viewWarnings(context: DraftContext): {
  readonly open: readonly WarningView[];
  readonly settled: readonly WarningView[];
} {
  const { warnings } = context.draft;
  const view = warningViewer(context);
  return {
    open: warnings.filter(({ isSettled }) => !isSettled).map(view),
    settled: warnings.filter(({ isSettled }) => isSettled).map(view),
  };
}

function warningViewer({ draft }: DraftContext): (warning: DraftWarning) => WarningView {
  const names = storyNames(draft);
  const numbers = figureNumbers(draft);
  const citations = citationsOf(draft);
  const figureLink = ({ page, figure }: DraftWarning['figures'][number]): PlaceLink => ({
    words: `${numbers.get(figure) ?? 'رقم'} (${citations.get(page)?.source ?? UNKNOWN_SOURCE})`,
    href: `#${anchorFor('figure', figure)}`,
  });
  return ({ id, kind, story, figures, subject }) => {
    const name = story === null ? undefined : names.get(story);
    const toStory = story !== null && name ? [{ words: name, href: `#${anchorFor('story', story)}` }] : [];
    const toDates = kind === 'undated' && story !== null ? undatedLinks(draft, story) : [];
    const toSources = kind === 'unread-source' ? [{ words: 'المصادر', href: SOURCES }] : [];
    const links = [...toStory, ...figures.map(figureLink), ...toDates, ...toSources];
    return { id, ...WARNINGS[kind], subject: subject ?? '', links };
  };
}

/** To where the day of each of a story's undated pages can be set. */
function undatedLinks({ edition }: Draft, id: string): PlaceLink[] {
  const stories = edition.sections.flatMap((section) => section.stories);
  const citations = stories.find((story) => story.id === id)?.citations ?? [];
  return citations
    .filter(({ published }) => published === null)
    .map(({ page, source }) => ({
      words: `حدد يوم نشرها (${source ?? UNKNOWN_SOURCE})`,
      href: `#${anchorFor('date', page)}`,
    }));
}
