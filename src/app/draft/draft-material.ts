/** The stories of an edition, put together again from the page versions that it quotes. */
import type { Config } from '../../config/index.ts';
import { digestOf } from '../../config/index.ts';
import type { MendMaterial } from '../../edit/index.ts';
import { openGrouping, storyOf } from '../../group/index.ts';
import type { Article, Edition, Story, ThemeId } from '../../model.ts';
import type { Store } from '../../store/index.ts';
import { dayIn } from '../calendar.ts';

/** Editions whose stories are kept at a time: an editor works on one, and looks at a few. */
const KEPT = 4;

/** Reads what mends draw on; the stories of the editions asked for last are kept. */
export function materialReader(config: Config, store: Store): (base: Edition) => Promise<MendMaterial> {
  const kept = new Map<string, Promise<readonly Story[]>>();
  return async (base) => {
    const pages = await store.drafts.pages(base.number);
    const key = JSON.stringify([base.number, pages, [...pagesOfStories(base)].map(([id, story]) => [id, story.theme])]);
    const stories = await (kept.get(key) ?? keep(key, loadStories(config, store, base, pages)));
    const facts = new Set(stories.flatMap((story) => story.facts.map((fact) => fact.key)));
    const excludePages = pages.map(({ page }) => page);
    return {
      stories,
      themes: digestOf(config, base.digest).themes,
      known: await store.knownFigures([...facts].sort(), { before: null, excludePages, samples: base.sample }),
      dayOf: (at) => dayIn(config.timeZone, new Date(at)),
    };
  };

  function keep(key: string, stories: Promise<readonly Story[]>): Promise<readonly Story[]> {
    if (kept.size === KEPT) kept.delete(kept.keys().next().value ?? '');
    kept.set(key, stories);
    stories.catch(() => kept.delete(key));
    return stories;
  }
}

type Told = { readonly theme: ThemeId; readonly pages: readonly string[] };

/** Story -> its theme and pages, as far as the edition names them. */
function pagesOfStories({ sections, cards }: Edition): ReadonlyMap<string, Told> {
  const told = new Map<string, Told>();
  const add = (story: string, theme: ThemeId, pages: readonly string[]) => {
    const known = told.get(story);
    told.set(story, { theme: known?.theme ?? theme, pages: [...new Set([...(known?.pages ?? []), ...pages])] });
  };
  for (const { theme, stories } of sections)
    for (const { id, citations } of stories)
      add(
        id,
        theme,
        citations.map(({ page }) => page),
      );
  for (const { theme, asides } of sections)
    for (const { story, citation } of asides) add(story, theme, [citation.page]);
  for (const { theme, story, figure } of cards) add(story, theme, [figure.page]);
  return told;
}

async function loadStories(
  { themes }: Config,
  store: Store,
  base: Edition,
  pages: readonly { readonly page: string; readonly version: number }[],
): Promise<readonly Story[]> {
  const versions = new Map(pages.map(({ page, version }) => [page, version]));
  const grouping = openGrouping(themes);
  const stories: Story[] = [];
  for (const [id, told] of pagesOfStories(base)) {
    const articles: Article[] = [];
    for (const page of told.pages) {
      const article = await store.article(page, versions.get(page));
      if (article) articles.push(article);
    }
    const tellings = articles.sort(byTime).map((article) => ({ article, themes: grouping.add(article) }));
    if (tellings.length === 0) continue;
    const grouped = tellings.map(({ article, themes: { primary, secondary } }, number) => ({
      number,
      page: article.page.id,
      primary,
      secondary,
    }));
    const tellingOf = ({ number }: { readonly number: number }) => tellings[number] as (typeof tellings)[number];
    stories.push(storyOf({ id, articles: grouped, primary: told.theme }, tellingOf));
  }
  return stories;
}

/** As grouping orders tellings. */
function byTime(a: Article, b: Article): number {
  const [x, y] = [a.published?.earliest ?? '', b.published?.earliest ?? ''];
  if (x !== y) return x < y ? -1 : 1;
  return a.page.id < b.page.id ? -1 : Number(a.page.id > b.page.id);
}
