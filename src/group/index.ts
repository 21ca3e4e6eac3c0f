/** The door of `group/`: themes of articles, articles about one event, and how their figures stand to each other. */
import type { Article, Story, ThemeDefinition, ThemeReading } from '../model.ts';
import { openGrouping, storyOf } from './grouping.ts';

export { factKeyOf } from './fact-key.ts';
export { type Grouping, openGrouping, storyOf } from './grouping.ts';
export { readThemes } from './themes.ts';

/**
 * Groups articles into stories, each about one event, with themes and related figures. The same articles give the same
 * stories in whatever order they come; stories and their tellings are in order of publication, then of page id.
 */
export function groupArticles(articles: readonly Article[], themes: readonly ThemeDefinition[]): readonly Story[] {
  const grouping = openGrouping(themes);
  const readings = articles.map(grouping.add);
  return grouping.stories().map((outline) =>
    storyOf(outline, ({ number }) => ({
      article: articles[number] as Article,
      themes: readings[number] as ThemeReading,
    })),
  );
}
