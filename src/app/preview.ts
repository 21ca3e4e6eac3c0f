/** What the site asks of the house: reading only, so that no visit changes anything. */
import type { Config } from '../config/index.ts';
import type { Article, Edition, Page, Section, ThemeId } from '../model.ts';
import type { EditionView, Rendering } from '../render/index.ts';
import type { Store } from '../store/index.ts';
import { messageOf, readingOf, renderFor } from './finish-edition.ts';

/** What a page shows of an edition, as plain values; the mail shows the same as far as it fits. */
export type Reading = EditionView;
export type { Rendering } from '../render/index.ts';

/** What lists show of one edition. */
export type EditionSummary = Pick<Edition, 'number' | 'name' | 'date' | 'subject' | 'counts' | 'cards' | 'sample'> & {
  readonly sections: readonly Pick<Section, 'theme' | 'title' | 'colour'>[];
  /** Since when it is public; null: a draft. */
  readonly approvedAt: Date | null;
};

/** One page of the archive, newest edition first. */
export type EditionList = {
  readonly editions: readonly EditionSummary[];
  /** From 1. */
  readonly page: number;
  /** How many pages there are; 0 when no edition was made yet. */
  readonly pages: number;
};

/** The use cases behind the preview. Unknown editions and pages are `null`; faults are thrown. */
export type Preview = {
  /** A page behind the last one has no editions. */
  editions(page: number): Promise<EditionList>;
  edition(number: number): Promise<Edition | null>;
  /** Exactly as mailed, its links to the site filled in; for all themes when none are named. */
  rendering(number: number, themes?: readonly ThemeId[]): Promise<Rendering | null>;
  /** The same for the site's reading page: nothing is cut, its links are paths of the site. */
  reading(number: number, themes?: readonly ThemeId[]): Promise<Reading | null>;
  /** The message as it is handed to the mail server (RFC 5322). */
  rawMessage(number: number): Promise<Uint8Array | null>;
  /** The page as that edition was made from it, or as it was read last. */
  page(id: string, edition?: number): Promise<{ readonly page: Page; readonly article: Article } | null>;
};

/** Editions on one page of the archive. */
const PER_PAGE = 20;

/** The preview of what a store holds. */
export function openPreview(config: Config, store: Store): Preview {
  return {
    async editions(page) {
      const count = await store.editionCount();
      const pages = Math.ceil(count / PER_PAGE);
      // Numbers run from 1 without gaps, so a page of the archive begins at a number that can be computed.
      const before = count - (page - 1) * PER_PAGE + 1;
      return { editions: before > 1 ? await store.editions({ limit: PER_PAGE, before }) : [], page, pages };
    },
    edition: (number) => store.edition(number),
    async rendering(number, themes) {
      const edition = await store.edition(number);
      return edition && (await renderFor(config, edition, themes));
    },
    async reading(number, themes) {
      const edition = await store.edition(number);
      return edition && readingOf(config, edition, themes);
    },
    async rawMessage(number) {
      const edition = await store.edition(number);
      return edition && (await messageOf(config, edition, await renderFor(config, edition)));
    },
    async page(id, edition) {
      const version = edition === undefined ? null : await store.quotedVersion(edition, id);
      const article = await store.article(id, version ?? undefined);
      return article && { page: article.page, article };
    },
  };
}
