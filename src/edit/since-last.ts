/** What is new for readers of a digest: stories they do not know, and stories they know with other figures. */
import type { Day, Fact, Story, StoryUpdate, Telling } from '../model.ts';
import { type Happening, happeningOf } from './same-happening.ts';
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
 * What readers do not know yet: stories that were never told, as they are; told ones whose new tellings go on with them and
 * state new figures, reduced to those tellings; and tellings of something else that only looks like it, as a story of
 * their own. A wrong «تحديث» costs trust: without proof of going on, other figures are another story.
 */
export function freshStories(stories: readonly Story[], told: ToldPages): FreshStories {
  const updates = new Map<string, StoryUpdate>();
  const fresh = stories.flatMap((story): Story[] => {
    const known = story.tellings.filter(({ article }) => told.has(article.page.id));
    if (known.length === 0) return [story];
    const { same, other, unsure } = sorted(story, known, told);
    const going = changed(story, known, same, told);
    const doubtful = changed(story, known, unsure, told) ? unsure : [];
    if (going) updates.set(story.id, { ...lastTold(story, told), changes: going.changes });
    const own = reduced(story, [...other, ...doubtful]);
    // Two stories may come of one: each has its id.
    return [going?.story ?? [], own === null ? [] : { ...own, id: going ? `${own.id}-2` : own.id }].flat();
  });
  return { stories: fresh, updates };
}

/** The tellings that readers do not know, by what they speak of. */
function sorted(story: Story, known: readonly Telling[], told: ToldPages): Record<Happening, readonly Telling[]> {
  const articles = known.map(({ article }) => article);
  const untold = story.tellings.filter((telling) => !known.includes(telling));
  const by = Map.groupBy(untold, ({ article }) => happeningOf(article, articles, told));
  return { same: by.get('same') ?? [], other: by.get('other') ?? [], unsure: by.get('unsure') ?? [] };
}

/** What new tellings change about what was told; null when nothing. */
function changed(
  story: Story,
  known: readonly Telling[],
  fresh: readonly Telling[],
  told: ToldPages,
): { readonly story: Story; readonly changes: StoryUpdate['changes'] } | null {
  const both = fresh.length > 0 ? reduced(story, [...known, ...fresh]) : null;
  const alone = reduced(story, fresh);
  const changes = both ? changesOf(both, told) : [];
  return alone && isFilled(changes) ? { story: alone, changes } : null;
}

function isFilled<T>(list: readonly T[]): list is readonly [T, ...T[]] {
  return list.length > 0;
}

/** The edition that told any page of the story last. */
function lastTold(story: Story, told: ToldPages): Pick<StoryUpdate, 'edition' | 'date'> {
  const editions = story.tellings.flatMap(({ article }) => told.get(article.page.id) ?? []);
  return editions.reduce((last, each) => (each.edition > last.edition ? each : last));
}

/** The story with some of its tellings, in its order: of its facts and relations only what these state. Null: with none. */
function reduced(story: Story, chosen: readonly Telling[]): Story | null {
  const tellings = story.tellings.filter((telling) => chosen.includes(telling));
  if (!isFilled(tellings)) return null;
  const pages = new Set(tellings.map(({ article }) => article.page.id));
  const facts = story.facts.flatMap((fact): Fact[] => {
    const figures = fact.figures.filter(({ page }) => pages.has(page));
    const relations = fact.relations.filter(({ a, b }) => pages.has(a.page) && pages.has(b.page));
    return figures.length > 0 ? [{ ...fact, figures, relations }] : [];
  });
  return { ...story, tellings, facts };
}
