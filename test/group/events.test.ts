import { describe, expect, test } from 'vitest';
import { extractArticle } from '../../src/extract/index.ts';
import { groupArticles, readThemes } from '../../src/group/index.ts';
import type { Article } from '../../src/model.ts';
import { isRefusal, pageFromDump } from '../../src/read/index.ts';
import { THEMES } from './build.ts';
import { EVENTS_A, type InventedEvent, OTHER_FIELDS_A } from './invented-events-a.ts';
import { EVENTS_B, OTHER_FIELDS_B } from './invented-events-b.ts';

function read(id: string, text: string): Article {
  const page = pageFromDump(id, `${id}.txt`, text);
  if (isRefusal(page)) throw new Error(`«${id}» was refused: ${page.reason}`);
  return extractArticle(page, []);
}

/** By page id: the story it lies in, all events read together. */
function storiesOf(events: readonly InventedEvent[]): ReadonlyMap<string, string> {
  const articles = events.flatMap(({ tellings, others }, event) => [
    ...tellings.map((text, index) => read(`${event}-telling-${index}`, text)),
    ...others.map((text, index) => read(`${event}-other-${index}`, text)),
  ]);
  const stories = groupArticles(articles, THEMES);
  return new Map(stories.flatMap(({ id, tellings }) => tellings.map(({ article }) => [article.page.id, id] as const)));
}

/** Cases that are not solved: the words alone say too little, or a number is read as counting something else. */
const OPEN: ReadonlySet<string> = new Set([
  'an air strike, told by the army and by villagers; a strike in the same hills in another month',
  'a court ruling, told by two outlets in other words; a ruling of the same court in another case',
]);

describe.each([
  ['first half', EVENTS_A],
  ['second half', EVENTS_B],
])('invented events, %s', (_, events) => {
  const stories = storiesOf(events);
  for (const [event, { of, tellings, others }] of events.entries()) {
    const check = OPEN.has(of) ? test.fails : test;
    check(of, () => {
      const told = new Set(tellings.map((_, index) => stories.get(`${event}-telling-${index}`)));
      expect(told.size).toBe(1);
      for (const index of others.keys()) expect(told).not.toContain(stories.get(`${event}-other-${index}`));
    });
  }
});

describe('other fields, in words of war', () => {
  test.each([...OTHER_FIELDS_A, ...OTHER_FIELDS_B])('%s', (text) => {
    expect(readThemes(read('a', text), THEMES)).toEqual({ primary: 'off_topic', secondary: [], evidence: [] });
  });
});
