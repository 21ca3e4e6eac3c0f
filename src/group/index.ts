/** The door of `group/`: themes of articles, articles about one event, and how their figures stand to each other. */
import type { Article, Story, Telling, ThemeDefinition, ThemeId } from '../model.ts';
import { readBody } from './body.ts';
import { clusterEvents } from './clusters.ts';
import { cueTable } from './cues.ts';
import { relateFacts } from './facts.ts';
import { hashText } from './hash.ts';
import { readSignature } from './signature.ts';
import { OFF_TOPIC, readThemesOfBody } from './themes.ts';
import { weigh } from './weights.ts';

export { factKeyOf } from './fact-key.ts';
export { readThemes } from './themes.ts';

/**
 * Groups articles into stories, each about one event, with themes and related figures. The same articles give the same
 * stories in whatever order they come; stories and their tellings are in order of publication, then of page id.
 */
export function groupArticles(articles: readonly Article[], themes: readonly ThemeDefinition[]): readonly Story[] {
  const { fieldWords } = cueTable(themes);
  const ordered = articles.toSorted(byTime);
  const read = ordered.map((article) => {
    const body = readBody(article);
    const telling: Telling = { article, themes: readThemesOfBody(body, themes) };
    return { telling, signature: readSignature(article, body, fieldWords) };
  });
  const groups = clusterEvents(weigh(read.map(({ signature }) => signature)));
  return groups
    .toSorted((a, b) => (a[0] as number) - (b[0] as number))
    .map((members) => storyOf(members.map((member) => (read[member] as { telling: Telling }).telling)));
}

function storyOf(tellings: readonly Telling[]): Story {
  const ids = tellings.map(({ article }) => article.page.id).sort();
  return {
    id: hashText(ids.join('\n')),
    tellings: tellings as [Telling, ...Telling[]],
    primary: primaryOf(tellings),
    facts: relateFacts(tellings.map(({ article }) => article)),
  };
}

/** The theme most tellings are about; among equals the first told. */
function primaryOf(tellings: readonly Telling[]): ThemeId {
  const counts = new Map<ThemeId, number>();
  for (const { themes } of tellings) {
    // An article whose words say too little does not outvote one that says what it is about.
    const voice = themes.primary === OFF_TOPIC ? 0.5 : 1;
    counts.set(themes.primary, (counts.get(themes.primary) ?? 0) + voice);
  }
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), ['', 0] as [ThemeId, number])[0];
}

function byTime(a: Article, b: Article): number {
  const [x, y] = [a.published?.earliest ?? '', b.published?.earliest ?? ''];
  if (x !== y) return x < y ? -1 : 1;
  return a.page.id < b.page.id ? -1 : a.page.id > b.page.id ? 1 : 0;
}
