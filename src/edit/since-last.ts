/** What is new for readers of a digest: stories they do not know, and stories they know with other figures. */
import type { Day, Fact, Story, StoryUpdate, Telling } from '../model.ts';
import { changesOf } from './what-changed.ts';

/** Page id -> the edition that told it last, by the id it has among the stories at hand. */
export type ToldPages = ReadonlyMap<string, { readonly edition: number; readonly date: Day }>;

/** Stories as they may be shown: without the tellings that readers know. */
export type FreshStories = {
  readonly stories: readonly Story[];
  /** Story id -> why it comes again. */
  readonly updates: ReadonlyMap<string, StoryUpdate>;
};

/**
 * What readers do not know yet: stories that were never told, as they are, and told ones whose new tellings state new
 * figures, reduced to those tellings. In doubt a told story is left out: a wrong «تحديث» costs trust.
 */
export function freshStories(stories: readonly Story[], told: ToldPages): FreshStories {
  const updates = new Map<string, StoryUpdate>();
  const fresh = stories.flatMap((story): Story[] => {
    const untold = story.tellings.filter(({ article }) => !told.has(article.page.id));
    if (untold.length === story.tellings.length) return [story];
    const [first, ...rest] = untold;
    const changes = first ? changesOf(story, told) : [];
    if (!first || !isFilled(changes)) return [];
    updates.set(story.id, { ...lastTold(story, told), changes });
    return [reduced(story, [first, ...rest])];
  });
  return { stories: fresh, updates };
}

function isFilled<T>(list: readonly T[]): list is readonly [T, ...T[]] {
  return list.length > 0;
}

/** The edition that told any page of the story last. */
function lastTold(story: Story, told: ToldPages): Pick<StoryUpdate, 'edition' | 'date'> {
  const editions = story.tellings.flatMap(({ article }) => told.get(article.page.id) ?? []);
  return editions.reduce((last, each) => (each.edition > last.edition ? each : last));
}

/** The story with some of its tellings: of its facts and relations only what these state. */
function reduced(story: Story, tellings: Story['tellings']): Story {
  const pages = new Set(tellings.map(({ article }: Telling) => article.page.id));
  const facts = story.facts.flatMap((fact): Fact[] => {
    const figures = fact.figures.filter(({ page }) => pages.has(page));
    const relations = fact.relations.filter(({ a, b }) => pages.has(a.page) && pages.has(b.page));
    return figures.length > 0 ? [{ ...fact, figures, relations }] : [];
  });
  return { ...story, tellings, facts };
}
