/**
 * Grouping in two steps. `add` looks at an article as soon as it is understood and keeps some hundred numbers of it, so that
 * the article can be dropped or lie in the store; `stories` says which articles tell one event. Who wants a story whole
 * hands its articles in again.
 */
import type { Article, Day, Story, Telling, ThemeDefinition, ThemeId, ThemeReading } from '../model.ts';
import { readBody } from './body.ts';
import { prepareCampScopes } from './camp-scope.ts';
import { clusterEvents } from './clusters.ts';
import { cueTable } from './cues.ts';
import { relateFacts } from './facts.ts';
import { hashText } from './hash.ts';
import { type Kept, openKeeper } from './kept.ts';
import { readSignature } from './signature.ts';
import { OFF_TOPIC, readThemesOfBody } from './themes.ts';
import { weigh } from './weights.ts';

/** An article that was looked at. */
export type Grouped = {
  /** How many articles were added before it. */
  readonly number: number;
  readonly page: string;
  readonly primary: ThemeId;
  readonly secondary: readonly ThemeId[];
};

/** Which articles tell one event. */
export type StoryOutline = {
  /** Stable for the same set of pages. */
  readonly id: string;
  /** In order of publication, then of page id. */
  readonly articles: readonly Grouped[];
  readonly primary: ThemeId;
};

/** A grouping that is open for articles. */
export type Grouping = {
  /** Looks at an article; its themes are not kept with their evidence, nor is the article. */
  readonly add: (article: Article) => ThemeReading;
  /** The stories of all articles added so far, in order of publication, then of page id. */
  readonly stories: () => readonly StoryOutline[];
};

type Entry = Grouped & { readonly earliest: Day | ''; readonly kept: Kept };

/** Opens a grouping; the same articles give the same stories in whatever order they are added. */
export function openGrouping(themes: readonly ThemeDefinition[]): Grouping {
  const { fieldWords } = cueTable(themes);
  const keeper = openKeeper();
  const entries: Entry[] = [];
  const add = (article: Article) => {
    const body = readBody(article);
    prepareCampScopes(article, body);
    const reading = readThemesOfBody(body, themes);
    entries.push({
      number: entries.length,
      page: article.page.id,
      primary: reading.primary,
      secondary: reading.secondary,
      earliest: article.published?.earliest ?? '',
      kept: keeper.keep(readSignature(article, body, fieldWords)),
    });
    return reading;
  };
  return { add, stories: () => outlines(entries.toSorted(byTime), keeper.hashes()) };
}

function outlines(ordered: readonly Entry[], hashes: Uint32Array): readonly StoryOutline[] {
  const kept = ordered.map((entry) => entry.kept);
  return clusterEvents(weigh(kept, hashes))
    .toSorted((a, b) => (a[0] as number) - (b[0] as number))
    .map((members) => outlineOf(members.map((member) => groupedOf(ordered[member] as Entry))));
}

const groupedOf = ({ number, page, primary, secondary }: Entry): Grouped => ({ number, page, primary, secondary });

function outlineOf(articles: readonly Grouped[]): StoryOutline {
  const ids = articles.map(({ page }) => page).sort();
  return { id: hashText(ids.join('\n')), articles, primary: primaryOf(articles) };
}

/** The theme most tellings are about; among equals the first told. */
function primaryOf(articles: readonly Grouped[]): ThemeId {
  const counts = new Map<ThemeId, number>();
  for (const { primary } of articles) {
    // An article whose words say too little does not outvote one that says what it is about.
    const voice = primary === OFF_TOPIC ? 0.5 : 1;
    counts.set(primary, (counts.get(primary) ?? 0) + voice);
  }
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), ['', 0] as [ThemeId, number])[0];
}

function byTime(a: Entry, b: Entry): number {
  if (a.earliest !== b.earliest) return a.earliest < b.earliest ? -1 : 1;
  return a.page < b.page ? -1 : a.page > b.page ? 1 : 0;
}

/** The whole story of an outline: its articles are handed in again with their themes, its figures related. */
export function storyOf({ id, articles, primary }: StoryOutline, tellingOf: (article: Grouped) => Telling): Story {
  const tellings = articles.map(tellingOf) as [Telling, ...Telling[]];
  return { id, tellings, primary, facts: relateFacts(tellings.map(({ article }) => article)) };
}
