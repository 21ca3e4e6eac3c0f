/** What has to be decided on before an edition is approved. */
import type { Card, DraftWarning, Edition, EditionStory, FigureRef, MendRecord } from '../../model.ts';
import { type FigureIndex, indexFigures, type PlacedFigure, refKey } from '../figure-index.ts';
import { type MendMaterial, mendsOf } from './material.ts';

type Found = Omit<DraftWarning, 'isSettled'>;

/**
 * The warnings of an edition as it stands; what was mended away has none. `isShortened`: its mail does not hold all of it.
 * The id of a warning names what it is about with its values: where those change, it has to be looked at again.
 */
export function warningsOf(
  edition: Edition,
  records: readonly MendRecord[],
  material: MendMaterial,
  { isShortened }: { readonly isShortened: boolean },
): readonly DraftWarning[] {
  const settled = new Set(
    mendsOf(
      records.filter(({ undone }) => undone === null),
      'settle',
    ).map(({ warning }) => warning),
  );
  const stories = edition.sections.flatMap((section) => section.stories);
  const index = indexFigures(material.stories, material.known);
  return [
    ...stories.flatMap(conflictsIn),
    ...edition.cards.flatMap((card) => supersededIn(card, index)),
    ...stories.flatMap(undatedIn),
    ...(edition.unread ?? []).map(({ name, since }) => unreadSource(name, since)),
    ...(isShortened ? [overBudget()] : []),
  ].map((warning) => ({ ...warning, isSettled: settled.has(warning.id) }));
}

function conflictsIn({ id: story, conflicts }: EditionStory): readonly Found[] {
  return conflicts.map(({ factKey, sides }) => {
    const said = sides.map(({ number, correction }) => correction?.number ?? number.text).join('/');
    const figures = sides.map(({ figure }) => figure);
    return { id: `conflict:${story}:${factKey}:${said}`, kind: 'conflict', story, figures, subject: null };
  });
}

/** A card with a number of which a newer one is known, in another story or in an earlier edition's pages. */
function supersededIn(card: Card, index: FigureIndex): readonly Found[] {
  const placed = index.get(card.figure);
  if (card.correction || !placed) return [];
  const newer = newerIn(placed, index);
  if (newer === null && !newerKnown(placed, index)) return [];
  const id = `superseded:${card.figure.page}:${card.figure.figure}`;
  const figures = [card.figure, ...(newer ? [newer] : [])];
  return [{ id, kind: 'superseded', story: card.story, figures, subject: null }];
}

/** Where its own words or its day say that it was before another of the same fact. */
function newerIn({ ref, figure, article, fact }: PlacedFigure, index: FigureIndex): FigureRef | null {
  const isOther = (other: PlacedFigure | undefined): other is PlacedFigure =>
    other !== undefined && other.figure.assertion === 'asserted' && isOtherValue(figure, other.figure);
  const replaced = (fact?.relations ?? [])
    .filter(({ kind, a }) => (kind === 'update' || kind === 'series') && refKey(a) === refKey(ref))
    .map(({ b }) => index.get(b))
    .find(isOther);
  if (replaced) return replaced.ref;
  const day = (figure.asOf ?? article.published)?.latest;
  if (!fact?.scoped || day === undefined) return null;
  const later = index
    .ofFact(fact.key)
    .find((other) => isOther(other) && ((other.figure.asOf ?? other.article.published)?.earliest ?? '') > day);
  return later?.ref ?? null;
}

function newerKnown({ figure, article, fact }: PlacedFigure, index: FigureIndex): boolean {
  const day = (figure.asOf ?? article.published)?.latest;
  if (!fact?.scoped || day === undefined) return false;
  return index.known(fact.key).some((known) => (known.asOf?.earliest ?? '') > day && isOtherValue(figure, known));
}

type Value = { readonly value: number | null; readonly max: number | null };

function isOtherValue(a: Value, b: Value): boolean {
  return b.value !== null && (a.value !== b.value || a.max !== b.max);
}

/** A story none of whose tellings has a date. */
function undatedIn({ id: story, citations }: EditionStory): readonly Found[] {
  if (citations.some(({ published }) => published !== null)) return [];
  const [{ page, source }] = citations;
  return [{ id: `undated:${story}`, kind: 'undated', story, figures: [], subject: source ?? page }];
}

function unreadSource(name: string, since: string | null): Found {
  return { id: `unread-source:${name}:${since ?? ''}`, kind: 'unread-source', story: null, figures: [], subject: name };
}

function overBudget(): Found {
  return { id: 'over-budget', kind: 'over-budget', story: null, figures: [], subject: null };
}
