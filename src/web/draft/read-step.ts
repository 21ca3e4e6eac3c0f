/** Reads the forms of the page: which of them came in, and what it changes. */
import { type Draft, isDay } from '../../app/index.ts';
import type { EditionStory, FigureRef, Mend, Section } from '../../model.ts';
import type { FormFields } from '../membership/form-fields.ts';
import { anchorFor } from './places.ts';
import { type DoneName, UNREADABLE } from './words.ts';

/** What a form asks for; `form` is its name on the page, `anchor` where the page goes on afterwards. */
export type Step = { readonly form: string; readonly anchor: string; readonly done: DoneName } & (
  | { readonly mend: Mend }
  | { readonly undo: number }
  | { readonly unfit: string }
);

type Reader = (fields: FormFields, draft: Draft) => Step;

/** Null: no form of the page. */
export function readStep(fields: FormFields, draft: Draft): Step | null {
  const act = fields.one('act');
  return Object.hasOwn(READERS, act) ? (READERS[act as keyof typeof READERS](fields, draft) ?? null) : null;
}

const READERS = {
  up: shift(-1),
  down: shift(1),
  move: (fields) => {
    const story = fields.one('story');
    const before = fields.one('before');
    const mend: Mend = { kind: 'move', story, theme: fields.one('theme'), before: before === '' ? null : before };
    return { ...storyStep(story, 'move'), mend };
  },
  hide: (fields) => ({
    ...storyStep(fields.one('story'), 'hide'),
    anchor: 'hidden-stories',
    mend: { kind: 'hide', story: fields.one('story') },
  }),
  'open-with': (fields) => ({
    ...storyStep(fields.one('story'), 'open-with'),
    mend: { kind: 'open-with', story: fields.one('story') },
  }),
  'card-add': (fields, draft) => cardStep(fields, draft, (cards, figure) => [...without(cards, figure), figure]),
  'card-drop': (fields, draft) => cardStep(fields, draft, without),
  'card-earlier': (fields, draft) => cardStep(fields, draft, (cards, figure) => swapped(cards, figure, -1)),
  'card-later': (fields, draft) => cardStep(fields, draft, (cards, figure) => swapped(cards, figure, 1)),
  'card-place': (fields, draft) =>
    cardStep(fields, draft, (cards, figure) => placed(cards, figure, fields.one('before'))),
  correct: readCorrection,
  date: readDate,
  wording: readWording,
  settle: (fields) => ({
    form: 'settle',
    anchor: 'warnings',
    done: 'settle',
    mend: { kind: 'settle', warning: fields.one('warning') },
  }),
  undo: (fields) => {
    const position = fields.one('position');
    const step = { form: 'undo', anchor: 'history', done: 'undo' } as const;
    return /^\d{1,6}$/u.test(position) ? { ...step, undo: Number(position) } : { ...step, unfit: UNREADABLE.place };
  },
} as const satisfies Record<string, Reader>;

function storyStep(story: string, done: DoneName) {
  return { form: `story:${story}`, anchor: anchorFor('story', story), done } as const;
}

/** One place up or down in its own section. */
function shift(by: 1 | -1): Reader {
  return (fields, { edition }) => {
    const story = fields.one('story');
    const step = storyStep(story, 'move');
    const section = edition.sections.find(({ stories }) => stories.some(({ id }) => id === story));
    const before = section && placeAfterShift(section, story, by);
    if (!section || before === undefined) return { ...step, unfit: UNREADABLE.place };
    return { ...step, mend: { kind: 'move', story, theme: section.theme, before } };
  };
}

/** The story before which it then stands, null behind all; undefined where there is no such place. */
function placeAfterShift({ stories }: Section, story: string, by: 1 | -1): string | null | undefined {
  const at = stories.findIndex(({ id }) => id === story);
  const isPlace = at + by >= 0 && at + by < stories.length;
  const before: EditionStory | undefined = stories[by < 0 ? at - 1 : at + 2];
  return isPlace ? (before?.id ?? null) : undefined;
}

type Cards = readonly FigureRef[];

function cardStep(fields: FormFields, draft: Draft, change: (cards: Cards, figure: FigureRef) => Cards): Step {
  const id = fields.one('figure');
  const step = { form: `card:${id}`, anchor: 'cards', done: 'cards' } as const;
  const figure = refOf(id, draft);
  const cards = draft.edition.cards.map((card) => card.figure);
  return { ...step, mend: { kind: 'cards', figures: change(cards, figure) } };
}

/** A figure's id begins with its page's (see `Figure.id`). */
function refOf(id: string, { figures }: Draft): FigureRef {
  const known = figures.find(({ ref }) => ref.figure === id);
  return known?.ref ?? { page: id.slice(0, Math.max(0, id.lastIndexOf('#'))), figure: id };
}

function without(cards: Cards, { figure }: FigureRef): Cards {
  return cards.filter((card) => card.figure !== figure);
}

function swapped(cards: Cards, { figure }: FigureRef, by: 1 | -1): Cards {
  const at = cards.findIndex((card) => card.figure === figure);
  const [own, other] = [cards[at], cards[at + by]];
  if (!own || !other) return cards;
  return cards.map((card) => (card === own ? other : card === other ? own : card));
}

/** Before another card; behind all when that one is not there. */
function placed(cards: Cards, figure: FigureRef, before: string): Cards {
  const others = without(cards, figure);
  const at = others.findIndex((card) => card.figure === before);
  return at < 0 ? [...others, figure] : [...others.slice(0, at), figure, ...others.slice(at)];
}

function readCorrection(fields: FormFields, draft: Draft): Step {
  const id = fields.one('figure');
  const number = fields.one('number').trim();
  const step = { form: `correct:${id}`, anchor: anchorFor('figure', id), done: 'correct' } as const;
  if (number === '') return { ...step, unfit: UNREADABLE.number };
  return { ...step, mend: { kind: 'correct', figure: refOf(id, draft), number, note: fields.one('note').trim() } };
}

function readDate(fields: FormFields): Step {
  const page = fields.one('page');
  const earliest = fields.one('earliest').trim();
  const latest = fields.one('latest').trim() || earliest;
  const step = { form: `date:${page}`, anchor: anchorFor('date', page), done: 'date' } as const;
  if (!isDay(earliest) || !isDay(latest) || latest < earliest) return { ...step, unfit: UNREADABLE.date };
  return { ...step, mend: { kind: 'date', page, published: { earliest, latest } } };
}

function readWording(fields: FormFields): Step {
  const field = (['subject', 'preheader', 'lead'] as const).find((name) => name === fields.one('field')) ?? 'subject';
  const text = fields.one('text').trim();
  const step = { form: `wording:${field}`, anchor: 'wording', done: 'wording' } as const;
  return text === '' ? { ...step, unfit: UNREADABLE.wording } : { ...step, mend: { kind: 'wording', field, text } };
}
