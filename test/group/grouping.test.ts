import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extractArticle } from '../../src/extract/index.ts';
import { type Grouping, groupArticles, openGrouping, readThemes, storyOf } from '../../src/group/index.ts';
import type { Article, Story } from '../../src/model.ts';
import { isRefusal, pageFromDump } from '../../src/read/index.ts';
import { THEMES } from './build.ts';
import { EVENTS_A } from './invented-events-a.ts';

const TEXTS = EVENTS_A.flatMap(({ tellings, others }) => [...tellings, ...others]);

/** Article `number`, understood anew each time. */
function articleOf(number: number): Article {
  const page = pageFromDump(`page-${number}`, `page-${number}.txt`, TEXTS[number] as string);
  if (isRefusal(page)) throw new Error(page.reason);
  return extractArticle(page, []);
}

/** The stories with their articles handed in again, by their page ids. */
function wholeStories(grouping: Grouping): readonly Story[] {
  return grouping.stories().map((outline) =>
    storyOf(outline, ({ page }) => {
      const article = articleOf(Number(page.replace('page-', '')));
      return { article, themes: readThemes(article, THEMES) };
    }),
  );
}

/** What is still held of them after a collection of garbage. */
async function survivors(held: readonly WeakRef<Article>[]): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // A reference that was looked at is held to the end of the turn.
  await new Promise((resolve) => setImmediate(resolve));
  collect();
  return held.filter((each) => each.deref() !== undefined).length;
}

describe('grouping in two steps', () => {
  const all = TEXTS.map((_, number) => articleOf(number));
  const expected = groupArticles(all, THEMES);

  test('articles handed in again make the same stories as articles that were kept', () => {
    const grouping = openGrouping(THEMES);
    for (const number of TEXTS.keys()) grouping.add(articleOf(number));
    expect(expected.length).toBeLessThan(TEXTS.length);
    expect(wholeStories(grouping)).toEqual(expected);
  });

  test('whatever the order in which they are added', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        const grouping = openGrouping(THEMES);
        for (const article of shuffled) grouping.add(article);
        expect(wholeStories(grouping)).toEqual(expected);
      }),
      { numRuns: 5 },
    );
  });

  test('stories can be asked for in between, and articles added after it', () => {
    const grouping = openGrouping(THEMES);
    for (const article of all.slice(0, 10)) grouping.add(article);
    expect(wholeStories(grouping)).toEqual(groupArticles(all.slice(0, 10), THEMES));
    for (const article of all.slice(10)) grouping.add(article);
    expect(wholeStories(grouping)).toEqual(expected);
  });

  test('an outline tells the themes of its articles', () => {
    const grouping = openGrouping(THEMES);
    const readings = all.map(grouping.add);
    const grouped = grouping.stories().flatMap(({ articles }) => articles);
    expect(grouped.map(({ number }) => number).sort((a, b) => a - b)).toEqual([...all.keys()]);
    for (const { number, primary, secondary } of grouped) {
      expect({ primary, secondary }).toEqual({
        primary: readings[number]?.primary,
        secondary: readings[number]?.secondary,
      });
    }
  });

  test('no article is kept', async () => {
    const grouping = openGrouping(THEMES);
    const held = [...TEXTS.keys()].map((number) => {
      const article = articleOf(number);
      grouping.add(article);
      return new WeakRef(article);
    });
    // The last one may still lie in a register of the engine.
    expect(await survivors(held)).toBeLessThanOrEqual(1);
    expect(grouping.stories()).toHaveLength(expected.length);
  });

  test('no articles give no stories', () => {
    expect(openGrouping(THEMES).stories()).toEqual([]);
  });
});
