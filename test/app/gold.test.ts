import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type InspectedArticle, inspectFiles } from '../../src/app/index.ts';
import { loadConfig } from '../../src/config/index.ts';

const ROOT = resolve(import.meta.dirname, '../..');

type GoldFigure = {
  readonly fact: string;
  readonly num_start: number;
  readonly num_end: number;
  readonly start: number;
  readonly end: number;
  readonly value: number | null;
  readonly qualifier: string;
  readonly qualifier_accept?: readonly string[];
  readonly assertion: string;
  readonly optional: boolean;
};
type GoldArticle = {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly primary: string;
  readonly primary_accept?: readonly string[];
  readonly cluster: string;
  readonly figures: readonly GoldFigure[];
  readonly ignore: readonly { readonly start: number; readonly end: number; readonly tolerated: boolean }[];
};
/** Events that are still told as two stories: the second telling is of the next day, with another toll. */
const NOT_JOINED: Readonly<Record<string, readonly string[]>> = { blind5: ['f01 f07'] };

type Read = { readonly gold: GoldArticle; readonly ours: InspectedArticle; readonly shift: number };

/**
 * Invented articles that different people annotated (test/gold/README.md). What was reached on them is held here; it says
 * that nothing was lost, and nothing about pages never seen: docs/measurements.md has the first-shot numbers.
 */
describe.each(['blind', 'blind2', 'blind3', 'blind4', 'blind5'])('the annotated set %s', (name) => {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-gold-'));
  let read: Read[];

  beforeAll(async () => {
    const { articles } = JSON.parse(readFileSync(join(ROOT, `test/gold/${name}.json`), 'utf8')) as {
      articles: GoldArticle[];
    };
    const files = articles.map(({ id, title, text }) => {
      const file = join(folder, `${id}.txt`);
      writeFileSync(file, title ? `${title}\n\n${text}` : text);
      return file;
    });
    const inspected = await inspectFiles(files, loadConfig(join(ROOT, 'config'), ROOT, {}));
    const byId = new Map(inspected.articles.map((article) => [article.id, article]));
    read = articles.map((gold) => {
      const ours = byId.get(gold.id);
      if (!ours) throw new Error(`${gold.id} was not read`);
      return { gold, ours, shift: gold.title ? gold.title.length + 2 : 0 };
    });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('nearly every stated quantity is read with its value and its qualifier', () => {
    const facts = read.flatMap(({ gold, ours, shift }) =>
      [...Map.groupBy(required(gold), ({ fact }) => fact).values()].map((told) =>
        told.some((figure) => ours.figures.some((found) => isSame(found, figure, shift))),
      ),
    );
    expect(facts.filter(Boolean).length / facts.length).toBeGreaterThan(0.985);
  });

  test('hardly anything is read as a quantity that is none', () => {
    const all = read.flatMap(({ gold, ours, shift }) =>
      ours.figures.filter(({ start }) => start >= shift).map((found) => isRight(found, gold, shift)),
    );
    expect(all.filter((right) => !right).length / all.length).toBeLessThan(0.01);
  });

  test('no figure is highlighted that the text denies, alleges, supposes or only contrasts', () => {
    const wrong = read.flatMap(({ gold, ours, shift }) =>
      ours.figures
        .filter(({ highlight }) => highlight)
        .flatMap((found) => gold.figures.filter((figure) => isSame(found, figure, shift)))
        .filter(({ assertion }) => assertion !== 'asserted')
        .map(({ fact, assertion }) => `${fact}: ${assertion}`),
    );
    expect(wrong).toEqual([]);
  });

  test('every article has its theme', () => {
    const wrong = read.filter(
      ({ gold, ours }) => ours.primary !== gold.primary && !gold.primary_accept?.includes(ours.primary),
    );
    expect(wrong.map(({ gold, ours }) => `${gold.id}: ${ours.primary}`)).toEqual([]);
  });

  test('articles on one event are one story, and others are not', () => {
    const pairs = read.flatMap((one, at) => read.slice(at + 1).map((other) => [one, other] as const));
    const wrong = pairs.filter(
      ([one, other]) => (one.gold.cluster === other.gold.cluster) !== (one.ours.cluster === other.ours.cluster),
    );
    expect(wrong.map(([one, other]) => `${one.gold.id} ${other.gold.id}`)).toEqual(NOT_JOINED[name] ?? []);
  });
});

type Found = InspectedArticle['figures'][number];

function required(gold: GoldArticle): GoldFigure[] {
  return gold.figures.filter(({ optional }) => !optional);
}

/** The words overlap the number, and value and qualifier agree. */
function isSame(found: Found, figure: GoldFigure, shift: number): boolean {
  return overlaps(found, figure.num_start, figure.num_end, shift) && agrees(found, figure);
}

/** Thirds are written with four digits there; «مئات» has no value of ours, and bounds there. */
function agrees(found: Found, { value, qualifier, qualifier_accept }: GoldFigure): boolean {
  if (found.qualifier !== qualifier && !qualifier_accept?.includes(found.qualifier)) return false;
  if (value === null || found.value === null) return found.qualifier === 'vague';
  return Math.abs(found.value - value) <= Math.max(1e-9, Math.abs(value) * 2e-4);
}

/** A gold figure stands there, or what may be read as well. */
function isRight(found: Found, gold: GoldArticle, shift: number): boolean {
  return (
    gold.figures.some((figure) => overlaps(found, figure.start, figure.end, shift)) ||
    gold.ignore.some(({ start, end, tolerated }) => tolerated && overlaps(found, start, end, shift))
  );
}

function overlaps({ start, text }: Found, from: number, to: number, shift: number): boolean {
  return start < to + shift && start + text.length > from + shift;
}
