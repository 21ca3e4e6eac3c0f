/** The page where a draft is mended: the edition as its reader will see it, each part with its tools. */
import type { Draft, Reading } from '../../app/index.ts';
import type { Section, ThemeId } from '../../model.ts';
import { inDigits, longDay } from '../../text/index.ts';
import { previewPage, readingPage, sendingPage, VIEWS } from '../addresses.ts';
import { SWITCH } from '../edition-view.ts';
import { viewCards } from './cards-view.ts';
import { type DraftContext, nameOf } from './context.ts';
import { type DateTools, viewDateTools } from './dates-view.ts';
import { type FigureTools, viewFigureTools } from './figures-view.ts';
import { viewChanges } from './history-view.ts';
import { anchorFor, approvalPath, mendsPath } from './places.ts';
import { errorIn, seenOf, typedIn } from './problem.ts';
import { viewWarnings } from './warnings-view.ts';
import { DATE_WORDS, DONE, type DoneName, STATES, UNAPPROVED, WORDINGS } from './words.ts';

/** A theme that a story can go to. */
export type OfferedTheme = { readonly id: ThemeId; readonly title: string };

/** What else the page needs. */
export type Frame = {
  readonly reading: Reading;
  /** Themes of the digest beside those of the edition. */
  readonly themes: readonly OfferedTheme[];
  readonly csrf: string;
  readonly editor: string;
  /** How many would get it now; null: nobody can say. */
  readonly recipients: number | null;
  readonly done: DoneName | null;
  readonly unapproved: boolean;
};

type StoryTools = {
  readonly id: string;
  readonly anchor: string;
  readonly name: string;
  readonly shown: Reading['sections'][number]['stories'][number];
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isOpening: boolean;
  readonly themes: readonly OfferedTheme[];
  readonly figures: readonly FigureTools[];
  readonly dates: readonly DateTools[];
  readonly dateWords: string;
  readonly areFiguresOpen: boolean;
  readonly areDatesOpen: boolean;
  readonly error: string;
  readonly errorId: string;
};

/** The view model of the page. */
export function viewDraft(context: DraftContext, frame: Frame) {
  const { draft, problem, words } = context;
  const { edition, history, state } = draft;
  const number = inDigits(String(edition.number), words.digits);
  const warnings = viewWarnings(context);
  return {
    number,
    day: edition.date,
    date: longDay(edition.date, words.digits),
    subject: edition.subject,
    state,
    stateWords: STATES[state],
    isApproved: state === 'approved',
    canMend: state === 'draft' || state === 'approved',
    form: {
      mends: mendsPath(edition.number),
      approval: approvalPath(edition.number),
      csrf: frame.csrf,
      hash: draft.hash,
      seen: seenOf(history),
    },
    links: viewLinks(edition.number),
    status: viewStatus(draft, frame),
    alert: problem?.alert ?? null,
    changes: problem?.changes ? viewStale(context, frame.editor) : null,
    warnings,
    openWarnings: inDigits(String(warnings.open.length), words.digits),
    wordings: viewWordings(context),
    ...viewCards(context),
    sections: viewSections(context, frame),
    hidden: viewHidden(draft),
    history: viewChanges(draft, history, words),
    approval: viewApproval(draft, frame, words.digits),
  };
}

function viewLinks(number: number) {
  return [
    ...VIEWS.map((view) => ({ href: previewPage(number, view), ...SWITCH[view] })),
    { href: readingPage(number), words: 'صفحة القراءة', icon: SWITCH.text.icon },
  ];
}

/** What was done, and a way to take it back at once. */
function viewStatus({ history }: Draft, { done, unapproved }: Frame) {
  if (done === null) return null;
  const last = history.at(-1);
  const canUndo = done !== 'undo' && done !== 'approve' && last !== undefined && last.undone === null;
  return { words: DONE[done], note: unapproved ? UNAPPROVED : '', undo: canUndo ? last.position : null };
}

function viewStale({ draft, problem, words }: DraftContext, editor: string) {
  const records = problem?.changes ?? [];
  const items = viewChanges(draft, records, words);
  return { items, isOwn: items.length > 0 && items.every(({ who, undone }) => (undone?.who ?? who) === editor) };
}

function viewWordings({ draft: { edition }, problem }: DraftContext) {
  const lead = edition.lead.map((part) => ('words' in part ? part.words : part.passage.text)).join('');
  const now = { subject: edition.subject, preheader: edition.preheader, lead };
  return (['subject', 'preheader', 'lead'] as const).map((field) => ({
    field,
    ...WORDINGS[field],
    text: typedIn(problem, `wording:${field}`, 'text', now[field]),
    error: errorIn(problem, `wording:${field}`),
    errorId: `wording-${field}-error`,
    rows: field === 'lead' ? 3 : 2,
  }));
}

function viewSections(context: DraftContext, frame: Frame) {
  const { sections } = context.draft.edition;
  const themes = knownThemes(context.draft, frame);
  const seen = new Set<string>();
  return sections.map((section, at) => {
    const shown = frame.reading.sections[at];
    return {
      theme: section.theme,
      title: section.title,
      colour: shown?.colour ?? 'neutral',
      anchor: `section-${at + 1}`,
      count: shown?.count ?? '',
      stories: viewStories(section, at, { context, frame, themes, seen }),
      asides: shown?.asides ?? [],
    };
  });
}

type Making = {
  readonly context: DraftContext;
  readonly frame: Frame;
  readonly themes: readonly OfferedTheme[];
  readonly seen: Set<string>;
};

function viewStories(section: Section, at: number, { context, frame, themes, seen }: Making): StoryTools[] {
  const { stories, theme } = section;
  return stories.flatMap((story, index) => {
    const shown = frame.reading.sections[at]?.stories[index];
    if (!shown) return [];
    const anchor = anchorFor('story', story.id);
    const figures = viewFigureTools(story, section, context, seen);
    const dates = viewDateTools(story, context, seen);
    return [
      {
        id: story.id,
        anchor,
        name: shown.opening.words,
        shown,
        isFirst: index === 0,
        isLast: index === stories.length - 1,
        isOpening: at === 0 && index === 0,
        themes: themes.filter(({ id }) => id !== theme),
        figures,
        dates,
        dateWords: dates.some(({ isUndated }) => isUndated) ? DATE_WORDS.undated : DATE_WORDS.dated,
        areFiguresOpen: figures.some(({ isOpen }) => isOpen),
        areDatesOpen: dates.some(({ isOpen }) => isOpen),
        error: errorIn(context.problem, `story:${story.id}`),
        errorId: `${anchor}-error`,
      },
    ];
  });
}

/** Those of the edition, of what the machine made, and of the digest; each once. */
function knownThemes({ base, edition }: Draft, { themes }: Frame): OfferedTheme[] {
  const sections = [...edition.sections, ...base.sections].map(({ theme: id, title }) => ({ id, title }));
  return [...new Map([...sections, ...themes].toReversed().map((theme) => [theme.id, theme])).values()].toReversed();
}

/** Each with the mend that hid it. */
function viewHidden({ hidden, history }: Draft) {
  return hidden.map(({ story, headline }) => ({
    name: nameOf(headline) || 'قصة بلا عنوان',
    anchor: anchorFor('story', story),
    position:
      history.findLast(({ mend, undone }) => undone === null && mend.kind === 'hide' && mend.story === story)
        ?.position ?? null,
  }));
}

function viewApproval({ warnings, state, edition, hidden }: Draft, frame: Frame, digits: 'latn' | 'arab') {
  const unsettled = warnings.filter(({ isSettled }) => !isSettled).length;
  const amount = (count: number) => inDigits(String(count).replaceAll(/\B(?=(?:\d{3})+$)/gu, ','), digits);
  return {
    isNeeded: state === 'draft',
    recipients: frame.recipients === null ? '' : amount(frame.recipients),
    unsettled: unsettled > 0 ? amount(unsettled) : '',
    mayApprove: unsettled === 0 && state === 'draft',
    isEmpty: edition.sections.every(({ stories }) => stories.length === 0) && hidden.length > 0,
    sending: sendingPage(edition.number),
  };
}

/** The name in the address of the page that follows a change; null for any other. */
export function readDone(text: unknown): DoneName | null {
  return typeof text === 'string' && Object.hasOwn(DONE, text) ? (text as DoneName) : null;
}
