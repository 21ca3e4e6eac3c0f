/** What an editor may choose from: figures for the highlight strip, and stories that are hidden. */
import type { Card, Edition, MendRecord } from '../../model.ts';
import { cardsFor, indexOf } from './apply-mends.ts';
import { correctionsIn, openCorrector } from './correct.ts';
import { type MendMaterial, mendsOf } from './material.ts';

/** Figures that may stand on cards, strongest first, with their corrections; those of hidden stories are left out. */
export function cardsOffered(base: Edition, records: readonly MendRecord[], material: MendMaterial): readonly Card[] {
  const counting = records.filter(({ undone }) => undone === null);
  const hidden = new Set(mendsOf(counting, 'hide').map(({ story }) => story));
  const corrector = openCorrector(correctionsIn(counting, material), indexOf(base, material));
  return cardsFor(base, material)
    .filter(({ story }) => !hidden.has(story))
    .map(corrector.shown);
}

/** What is hidden, by id with its headline, else the beginning of its excerpt. */
export function hiddenStories(
  base: Edition,
  records: readonly MendRecord[],
): readonly { readonly story: string; readonly headline: string }[] {
  const counting = records.filter(({ undone }) => undone === null);
  const hidden = new Set(mendsOf(counting, 'hide').map(({ story }) => story));
  return [...hidden].flatMap((story) => {
    const headline = headlineIn(base, story);
    return headline === null ? [] : [{ story, headline }];
  });
}

const OPENING = 120;

function headlineIn({ sections }: Edition, id: string): string | null {
  const story = sections.flatMap(({ stories }) => stories).find((one) => one.id === id);
  const aside = sections.flatMap(({ asides }) => asides).find((one) => one.story === id);
  if (!story && !aside) return null;
  const text = story?.headline?.text ?? (story ?? aside)?.passages[0]?.text ?? '';
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length <= OPENING ? line : `${line.slice(0, OPENING).toWellFormed()}…`;
}
