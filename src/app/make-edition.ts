/** The main job: from a folder of pages to a finished edition, in the store and as files. */
import type { Config, DigestConfig } from '../config/index.ts';
import { factKeyOf } from '../group/index.ts';
import type { Day, Edition, PageRefusal, Story } from '../model.ts';
import type { Store } from '../store/index.ts';
import { AppFault } from './app-fault.ts';
import { dayIn } from './calendar.ts';
import { MendedFault, type NumberedRequest, saveNumbered, writeFiles } from './number-edition.ts';
import { type OnPage, type Understood, understandFolder } from './understand.ts';

/** What to make: which digest, for which day (today in the configured time zone when left out). */
export type EditionRequest = { readonly digest: DigestConfig; readonly date: Day | undefined; readonly now: Date };

/** What was made, and what could not be read on the way. */
export type MadeEdition = {
  readonly edition: Edition;
  readonly folder: string;
  /** How many pages were read. */
  readonly pages: number;
  readonly refusals: readonly PageRefusal[];
  /** Why it is not made of these pages but left as it was: one line. Null: it is. */
  readonly kept: string | null;
};

/**
 * Reads the corpus, makes the edition of a digest's day, saves it and writes its files. Made again for the same day it
 * keeps its number; from the same pages it is the same, byte for byte. One that editors have mended stays as they left it.
 * @throws AppFault when there is nothing to read or the edition was approved already
 */
export async function makeDigest(
  config: Config,
  store: Store,
  request: EditionRequest,
  onPage?: OnPage,
): Promise<MadeEdition> {
  const understood = await understandFolder(config.corpus, config, onPage);
  if (understood.articles.length === 0) throw nothingToRead(config.corpus, understood.refusals);
  await saveUnderstood(store, understood, request.now);
  const date = request.date ?? dayIn(config.timeZone, request.now);
  const { edition, kept } = await saveOrKeep(config, store, understood.stories, { ...request, date });
  const folder = await writeFiles(config, edition);
  return { edition, folder, pages: understood.articles.length, refusals: understood.refusals, kept };
}

async function saveOrKeep(
  config: Config,
  store: Store,
  stories: readonly Story[],
  request: NumberedRequest,
): Promise<Pick<MadeEdition, 'edition' | 'kept'>> {
  try {
    return { edition: await saveNumbered(config, store, stories, request), kept: null };
  } catch (error) {
    const edition = error instanceof MendedFault ? await store.edition(error.edition) : null;
    if (!edition) throw error;
    return { edition, kept: (error as MendedFault).message };
  }
}

async function saveUnderstood(store: Store, { articles, stories }: Understood, now: Date): Promise<void> {
  const keys = factKeysOf(stories);
  await store.savePages(
    articles.map((article) => article.page),
    now,
  );
  await store.saveArticles(
    articles.map((article) => ({
      article,
      factKeys: keys.get(article.page.id) ?? new Map(article.figures.map((f) => [f.id, factKeyOf(article, f)])),
    })),
    now,
  );
}

/** Page id -> figure id -> key of the fact it states. */
function factKeysOf(stories: readonly Story[]): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const keys = new Map<string, Map<string, string>>();
  for (const { key, figures } of stories.flatMap((story) => story.facts)) {
    for (const { page, figure } of figures) {
      const ofPage = keys.get(page) ?? new Map<string, string>();
      keys.set(page, ofPage.set(figure, key));
    }
  }
  return keys;
}

function nothingToRead(corpus: string, refusals: readonly PageRefusal[]): AppFault {
  const [first] = refusals;
  const why = first
    ? `${refusals.length} files, none of them readable; the first, ${first.origin}: ${first.reason}`
    : 'no page in it.';
  return new AppFault(
    `${corpus}: ${why}`,
    'Put saved news pages (.txt or .html) there, or name another folder with --corpus DIR.',
    true,
  );
}
