/** What an edition of the schedule is made from: news that the digest has not told, and what it told lately. */
import type { Config, DigestConfig } from '../../config/index.ts';
import type { ToldPages } from '../../edit/index.ts';
import type { Article, Figure, UnreadSource } from '../../model.ts';
import type { Store } from '../../store/index.ts';
import { dayIn } from '../calendar.ts';
import { DAY_MS } from '../durations.ts';
import { asCorrected } from './as-corrected.ts';

/** Everything that the stories of an edition are grouped from. */
export type News = {
  readonly articles: readonly Article[];
  /** Which of them the readers of the digest know. */
  readonly told: ToldPages;
  readonly unread: readonly UnreadSource[];
  /** True when there is nothing but samples. */
  readonly isSample: boolean;
};

/** A story that was told longer ago than this begins anew when it comes again. */
const REMEMBERED_MS = 30 * DAY_MS;

/** Reads the news of a digest as it stands at `now`. */
export async function readNews(config: Config, store: Store, digest: DigestConfig, now: Date): Promise<News> {
  const zone = digest.schedule?.timeZone ?? config.timeZone;
  const day = (at: number) => dayIn(zone, new Date(at));
  const at = now.getTime();
  const [last] = await store.editions({ digest: digest.id, approved: true, limit: 1 });
  const lastAt = last?.madeAt.getTime() ?? null;
  const from = at - digest.window;
  const seen = await store.intake.untold(digest.id, {
    publishedFrom: day(from),
    seenFrom: from,
    lateAfter: lastAt,
    lateFrom: day(Math.min(from, lastAt ?? from) - digest.late),
  });
  const { untold, told } = withoutSamples(
    seen.map(({ article }) => article),
    await asCorrected(store, await store.intake.told(digest.id, day(at - REMEMBERED_MS))),
  );
  const current = new Set(untold.map(({ page }) => page.id));
  const known = told.map(({ article, edition, date }) => ({
    article: current.has(article.page.id) ? asTold(article) : article,
    edition,
    date,
  }));
  return {
    articles: [...untold, ...known.map(({ article }) => article)],
    told: new Map(known.map(({ article, edition, date }) => [article.page.id, { edition, date }])),
    unread: await unreadSources(config, store, lastAt, day),
    isSample: untold.length > 0 && untold.every(isSample),
  };
}

const isSample = ({ page }: Article) => page.meta.sample;

/** Samples are for trying out: beside real news they are nothing, and nothing of them was told. */
function withoutSamples<Told extends { readonly article: Article }>(
  untold: readonly Article[],
  told: readonly Told[],
): { readonly untold: readonly Article[]; readonly told: readonly Told[] } {
  if (untold.every(isSample)) return { untold, told };
  return {
    untold: untold.filter((article) => !isSample(article)),
    told: told.filter(({ article }) => !isSample(article)),
  };
}

/** A page that has changed since stands beside its told version, under an id of its own. */
function asTold(article: Article): Article {
  const id = `${article.page.id}~told`;
  const renamed = (figure: string) => id + figure.slice(figure.lastIndexOf('#'));
  const rename = (figure: Figure): Figure => ({
    ...figure,
    id: renamed(figure.id),
    partOf: figure.partOf === null ? null : renamed(figure.partOf),
  });
  return { ...article, page: { ...article.page, id }, figures: article.figures.map(rename) };
}

/** Outlets of which nothing could be read since the digest's last edition, by any of their ways; each once. */
async function unreadSources(
  { inlets }: Config,
  store: Store,
  lastAt: number | null,
  day: (at: number) => string,
): Promise<readonly UnreadSource[]> {
  const states = new Map((await store.intake.states()).map((state) => [state.source, state]));
  const outlets = Map.groupBy(
    inlets.filter(({ outlet }) => outlet !== null),
    ({ outlet }) => outlet,
  );
  return [...outlets.values()].flatMap((ways) => {
    const tried = ways.flatMap(({ id }) => states.get(id) ?? []);
    const readAt = Math.max(...tried.map((state) => state.readAt ?? 0));
    const isRead = tried.some(({ failingSince }) => failingSince === null) || (lastAt !== null && readAt > lastAt);
    const [way] = ways;
    if (tried.length === 0 || isRead || !way) return [];
    return [{ name: way.name, since: readAt === 0 ? null : day(readAt) }];
  });
}
