/** For whom an edition can be previewed: sets of themes that readers have chosen, and single readers by their ids. */
import type { Edition, SubscriberStatus, ThemeId } from '../model.ts';
import type { Store } from '../store/index.ts';
import { rarely } from './news-desk/rarely.ts';

/** What one reader chose; no address is in it. */
export type ReaderChoice = {
  readonly digest: string;
  readonly themes: readonly ThemeId[] | 'all';
  readonly status: SubscriberStatus;
};

type ThemeSet = { readonly themes: readonly ThemeId[] | 'all'; readonly people: number };

/** The use cases behind the previews; reading only. */
export type PreviewReaders = {
  /** What readers of an edition's digest have chosen who would get it now, and how many chose that; most first. */
  themeSets(edition: Pick<Edition, 'digest'>): Promise<readonly ThemeSet[]>;
  /** Null: there is no such reader. */
  reader(id: string): Promise<ReaderChoice | null>;
};

/** To count all readers takes a while, and a page that is looked at often asks each time. */
const KEPT_MS = 5000;

/** The readers of a store; `clock` is epoch milliseconds. */
export function openPreviewReaders(store: Store, clock: () => number = Date.now): PreviewReaders {
  const counted = new Map<string, () => Promise<readonly ThemeSet[]>>();
  return {
    themeSets({ digest }) {
      const known = counted.get(digest) ?? rarely(KEPT_MS, () => countSets(store, digest, clock()));
      counted.set(digest, known);
      return known();
    },
    async reader(id) {
      const found = await store.members.byId(id);
      return found && { ...found.choice, status: found.status };
    },
  };
}

async function countSets(store: Store, digest: string, now: number): Promise<readonly ThemeSet[]> {
  const { byThemes } = await store.ledger.recipients(digest, now);
  const sets = byThemes.map(({ themes, people }) => ({
    themes: themes === '*' ? ('all' as const) : themes.split(','),
    people,
  }));
  return sets.sort((a, b) => b.people - a.people);
}
