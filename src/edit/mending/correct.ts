/** Numbers put right wherever they are shown; the page's own words are never touched. */
import type {
  Conflict,
  Correction,
  EarlierFigure,
  EditionStory,
  MendRecord,
  Passage,
  Section,
  ShownFigure,
  StoryUpdate,
  Track,
} from '../../model.ts';
import { correctedNumber } from '../../text/index.ts';
import { type FigureIndex, type PlacedFigure, refKey } from '../figure-index.ts';
import type { MendMaterial } from './material.ts';
import { readTypedNumber } from './read-number.ts';

/** By `refKey`; the last word on a figure counts. */
export type Corrections = ReadonlyMap<string, Correction>;

/** Puts numbers right. */
export type Corrector = {
  shown<Figure extends ShownFigure>(figure: Figure): Figure;
  /** A statement without a reference of its own, by the fact that it states. */
  earlier(before: EarlierFigure | null, factKey: string | null): EarlierFigure | null;
  sections(sections: readonly Section[]): readonly Section[];
};

/** The corrections that count. */
export function correctionsIn(records: readonly MendRecord[], { dayOf }: MendMaterial): Corrections {
  const corrections = new Map<string, Correction>();
  for (const { mend, editor, at } of records) {
    const typed = mend.kind === 'correct' ? readTypedNumber(mend.number) : null;
    if (mend.kind !== 'correct' || !typed) continue;
    corrections.set(refKey(mend.figure), { ...typed, note: mend.note.trim(), by: editor.name, on: dayOf(at) });
  }
  return corrections;
}

/** Prepares the corrections of an edition. */
export function openCorrector(corrections: Corrections, index: FigureIndex): Corrector {
  const placed = [...corrections].flatMap(([key, correction]) => {
    const [page = '', figure = ''] = key.split('\n');
    const found = index.get({ page, figure });
    return found ? [{ found, correction }] : [];
  });

  const shown = <Figure extends ShownFigure>(figure: Figure): Figure => {
    const correction = corrections.get(refKey(figure.figure));
    const sentence = passage(figure.sentence);
    return correction ? { ...figure, sentence, correction } : { ...figure, sentence };
  };

  const passage = (one: Passage): Passage => {
    const marks = one.marks.map((mark) => {
      const correction = corrections.get(refKey({ page: one.page, figure: mark.figure }));
      return correction ? { ...mark, correction } : mark;
    });
    return { ...one, marks };
  };

  /** The correction of what is stated somewhere without saying which figure it is. */
  const statedAs = (statement: Statement, factKey: string | null): Correction | undefined =>
    placed.find(({ found }) => (found.fact?.key ?? null) === factKey && isStatement(found, statement))?.correction;

  const track = (one: Track): Track => ({
    ...one,
    points: one.points.map((point) => {
      const correction = statedAs(point, one.factKey);
      if (!correction) return point;
      return { ...point, value: correction.value, number: correctedNumber(correction.number, point.number) };
    }),
  });

  const earlier: Corrector['earlier'] = (before, factKey) => {
    const correction = before && statedAs(before, factKey);
    return before && correction ? { ...before, number: correctedNumber(correction.number, before.number) } : before;
  };

  const update = ({ changes, ...rest }: StoryUpdate): StoryUpdate => ({
    ...rest,
    changes: changes.map(({ factKey, now, before }) => ({
      factKey,
      now: shown(now),
      before: earlier(before, factKey),
    })) as unknown as StoryUpdate['changes'],
  });

  const story = (one: EditionStory): EditionStory => ({
    ...one,
    ...(one.update ? { update: update(one.update) } : {}),
    passages: one.passages.map(passage),
    conflicts: one.conflicts.map(({ factKey, sides }) => ({ factKey, sides: sides.map(shown) })).filter(isOpen),
    tracks: one.tracks.map(track),
  });

  return {
    shown,
    earlier,
    sections: (sections) =>
      sections.map((section) => ({
        ...section,
        stories: section.stories.map(story),
        asides: section.asides.map((aside) => ({ ...aside, passages: aside.passages.map(passage) })),
      })),
  };
}

/** True as long as the sides say different numbers. */
function isOpen({ sides }: Conflict): boolean {
  const said = sides.map(({ value, max, correction }) =>
    correction ? `${correction.value}|${correction.max}` : `${value}|${max}`,
  );
  return new Set(said).size > 1 || sides.every(({ correction }) => !correction);
}

type Statement = Pick<EarlierFigure, 'number' | 'asOf' | 'source'>;

function isStatement({ figure, article }: PlacedFigure, { number, asOf, source }: Statement): boolean {
  const { start, end } = figure.number;
  const own = figure.asOf ?? article.published;
  const isThen = own?.earliest === asOf?.earliest && own?.latest === asOf?.latest;
  return isThen && (article.source?.name ?? null) === source && article.page.text.slice(start, end) === number;
}
