/** For whom an edition is previewed: a set of themes that readers have chosen, or one reader by id. No address is shown. */
import type { PreviewReaders, ReaderChoice } from '../../app/index.ts';
import type { Edition, ThemeId } from '../../model.ts';
import { counted, type Digits } from '../../text/index.ts';
import { previewPage, type ViewName } from '../addresses.ts';
import { NOT_FOR_READER } from './words.ts';

/** What an address asks for. */
export type AskedReader = {
  /** As it was typed; '' when no reader was asked for. */
  readonly id: string;
  /** What the reader gets of this edition; null: nothing, or nobody was asked for. */
  readonly themes: readonly ThemeId[] | null;
  /** Why the reader gets nothing; '' without. */
  readonly why: string;
};

export type AudienceView = {
  readonly action: string;
  readonly view: ViewName;
  readonly sets: readonly {
    readonly words: string;
    readonly people: string;
    /** Null: these readers do not get this edition. */
    readonly href: string | null;
    readonly isCurrent: boolean;
  }[];
  readonly reader: AskedReader & { readonly words: string };
};

const LONGEST_ID = 64;

/** Looks a reader up. */
export async function findReader(
  readers: PreviewReaders | null,
  edition: Edition,
  asked: unknown,
): Promise<AskedReader> {
  const id = typeof asked === 'string' ? asked.trim().slice(0, LONGEST_ID) : '';
  if (id === '' || readers === null) return { id: '', themes: null, why: '' };
  const reader = await readers.reader(id);
  const why = whyNot(reader, edition);
  return { id, themes: reader && why === '' ? themesIn(edition, reader.themes) : null, why };
}

function whyNot(reader: ReaderChoice | null, edition: Edition): string {
  if (!reader) return NOT_FOR_READER.unknown;
  if (reader.digest !== edition.digest) return NOT_FOR_READER.digest;
  if (reader.status !== 'active') return NOT_FOR_READER[reader.status];
  return themesIn(edition, reader.themes).length === 0 ? NOT_FOR_READER.themes : '';
}

/** Those that the edition has, in its order. */
function themesIn({ sections }: Edition, chosen: readonly ThemeId[] | 'all'): ThemeId[] {
  return sections.map(({ theme }) => theme).filter((theme) => chosen === 'all' || chosen.includes(theme));
}

type Look = { readonly view: ViewName; readonly themes: readonly ThemeId[] };

/** The view model of the choice; readers who get the same of this edition are one set. */
export async function viewAudience(
  readers: PreviewReaders,
  edition: Edition,
  look: Look,
  reader: AskedReader,
  digits: Digits,
): Promise<AudienceView> {
  const sets = new Map<string, number>();
  for (const { themes, people } of await readers.themeSets(edition)) {
    const key = themesIn(edition, themes).join('.');
    sets.set(key, (sets.get(key) ?? 0) + people);
  }
  const current = (look.themes.length > 0 ? look.themes : themesIn(edition, 'all')).join('.');
  const view = ([key, people]: readonly [string, number]) => ({
    words: setWords(edition, key),
    people: counted(people, 'recipient', 'nominative', digits),
    href: key === '' ? null : previewPage(edition.number, look.view, wholeOrSome(edition, key)),
    isCurrent: key === current && reader.id === '',
  });
  const words = reader.themes ? setWords(edition, reader.themes.join('.')) : '';
  return {
    action: previewPage(edition.number),
    view: look.view,
    sets: [...sets].sort(([, a], [, b]) => b - a).map(view),
    reader: { ...reader, words },
  };
}

function wholeOrSome({ sections }: Edition, key: string): ThemeId[] {
  const themes = key.split('.');
  return themes.length === sections.length ? [] : themes;
}

function setWords({ sections }: Edition, key: string): string {
  if (key === '') return NOT_FOR_READER.set;
  const themes = key.split('.');
  if (themes.length === sections.length) return 'الأبواب كلها';
  return themes.map((id) => sections.find(({ theme }) => theme === id)?.title ?? id).join('، ');
}
