/** An edition gets its number, is saved and written to its folder: by hand and by the schedule alike. */
import type { Config, DigestConfig } from '../config/index.ts';
import { type EditionBrief, makeEdition } from '../edit/index.ts';
import type { Day, Edition, KnownFigure, Story } from '../model.ts';
import type { SlotOrigin, Store } from '../store/index.ts';
import { AppFault } from './app-fault.ts';
import { writeDigest } from './digest-files.ts';
import { messageOf, renderFor } from './finish-edition.ts';
import { ToldChanged } from './schedule/told-changed.ts';

/** Which edition it is to be, and what the schedule knows besides. */
export type NumberedRequest = {
  readonly digest: DigestConfig;
  readonly date: Day;
  readonly now: Date;
  readonly origin?: SlotOrigin;
} & Pick<EditionBrief, 'time' | 'updates' | 'unread'>;

/** Editors have mended the edition: it is not made anew, and what they did is not lost. */
export class MendedFault extends AppFault {
  readonly edition: number;

  constructor(edition: number, digest: string, date: Day) {
    super(
      `edition ${edition} (${digest}, ${date}) was mended by editors: it stays as they left it.`,
      'To have it made anew, undo their changes at the desk.',
      true,
    );
    this.edition = edition;
  }
}

/** Two processes may make editions at once: the one that lost the number makes its edition again under the next. */
const MOST_TRIES = 10;

/**
 * Makes the edition of a digest and day and saves it; made again it keeps its number.
 * @throws AppFault when it was approved already, MendedFault when editors are at work on it, ToldChanged when the approvals
 * are no longer those of its origin
 */
export async function saveNumbered(
  config: Config,
  store: Store,
  stories: readonly Story[],
  { digest: { id: digest, name, themes }, date, now, origin, ...known }: NumberedRequest,
): Promise<Edition> {
  const brief = { digest, name, date, themes, limits: config.limits, ...known };
  const facts = await knownFigures(store, stories, date);
  let number = await store.nextEditionNumber(digest, date, known.time);
  for (let round = 0; round < MOST_TRIES; round++) {
    const edition = makeEdition(stories, { ...brief, number, known: facts });
    const saved = await store.saveEdition(edition, stories, now, origin);
    if (!('refused' in saved)) return edition;
    if (saved.refused === 'approved') throw alreadyApproved(number, digest, date);
    if (saved.refused === 'mended') throw new MendedFault(number, digest, date);
    if (saved.refused === 'told-changed') throw new ToldChanged(number);
    number = saved.next;
  }
  throw new AppFault(
    `edition of ${date}: its number was taken ${MOST_TRIES} times by other processes.`,
    'Run one of them at a time.',
    false,
  );
}

/** The four files of an edition; gives their folder. */
export async function writeFiles(config: Config, edition: Edition): Promise<string> {
  const variant = await renderFor(config, edition);
  const message = await messageOf(config, edition, variant);
  return await writeDigest(config.out, { edition, variant, message });
}

function knownFigures(store: Store, stories: readonly Story[], date: Day): Promise<readonly KnownFigure[]> {
  const articles = stories.flatMap((story) => story.tellings.map((telling) => telling.article));
  const keys = new Set(stories.flatMap((story) => story.facts.map((fact) => fact.key)));
  return store.knownFigures([...keys].sort(), {
    before: date,
    excludePages: articles.map((article) => article.page.id),
    samples: articles.some((article) => article.page.meta.sample),
  });
}

function alreadyApproved(number: number, digest: string, date: Day): AppFault {
  return new AppFault(
    `edition ${number} (${digest}, ${date}) was approved with other content.`,
    'What was approved is not changed: make another day with --date YYYY-MM-DD.',
    true,
  );
}
