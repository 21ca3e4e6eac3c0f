/** The edition of a slot: made from what the store holds, approved and sent where the digest says so. */
import type { Config, DigestConfig } from '../../config/index.ts';
import { digestOf } from '../../config/index.ts';
import { freshStories } from '../../edit/index.ts';
import { groupArticles } from '../../group/index.ts';
import type { Day } from '../../model.ts';
import { readCron } from '../../queue/index.ts';
import type { Store } from '../../store/index.ts';
import { approve } from '../approve.ts';
import { saveNumbered, writeFiles } from '../number-edition.ts';
import type { DueSlot, IssueOutcome, MakeIssue } from '../schedule/contract.ts';
import { readNews } from './read-news.ts';

/** Makes editions of slots; `onLine` is told what an editor has to know beside the outcome. */
export function makeIssueOf(config: Config, store: Store, onLine: (line: string) => void): MakeIssue {
  return async (slot, now) => {
    const digest = digestOf(config, slot.digest);
    const time = isDaily(digest) ? {} : { time: slot.time };
    const before = await approvedBefore(store, digest.id, slot.date, time.time);
    // A program that died after the approval: its edition stands, only the sending may still have to be begun.
    if (before) return { ...before, sent: await sendIfAutomatic(config, store, digest, before.edition, now) };
    return await makeOf(config, store, { digest, slot, now, ...time }, onLine);
  };
}

type Order = { readonly digest: DigestConfig; readonly slot: DueSlot; readonly now: Date; readonly time?: string };

async function makeOf(
  config: Config,
  store: Store,
  { digest, slot: { date }, now, ...time }: Order,
  onLine: (line: string) => void,
): Promise<IssueOutcome> {
  const { articles, told, unread, isSample } = await readNews(config, store, digest, now);
  const { stories, updates } = freshStories(groupArticles(articles, config.themes), told);
  const shown = stories.filter((story) => digest.themes.some(({ id }) => id === story.primary));
  if (shown.length < digest.minStories) return { state: 'too-little', stories: shown.length };
  const edition = await saveNumbered(config, store, stories, { digest, date, now, updates, unread, ...time });
  await writeFiles(config, edition);
  if (isSample && digest.send === 'automatic') {
    onLine(`edition ${edition.number} (${digest.id}, ${date}) holds samples only: it waits for an approval.`);
  }
  const sent = !isSample && (await sendIfAutomatic(config, store, digest, edition.number, now));
  return { state: 'made', edition: edition.number, stories: edition.counts.stories, sent };
}

/** One slot a day: its edition is known by the day alone. */
function isDaily({ schedule }: DigestConfig): boolean {
  if (schedule === null) return true;
  const { minute, hour } = readCron(schedule.cron);
  return minute.length * hour.length === 1;
}

async function approvedBefore(store: Store, digest: string, date: Day, time: string | undefined) {
  const number = await store.nextEditionNumber(digest, date, time);
  const state = await store.editionState(number);
  if (!state?.approvedAt) return null;
  const edition = await store.edition(number);
  return { state: 'made', edition: number, stories: edition?.counts.stories ?? 0 } as const;
}

/** Approves and begins; the sending loop, or the next `mujaz send`, does the rest. */
async function sendIfAutomatic(
  config: Config,
  store: Store,
  { send }: DigestConfig,
  edition: number,
  now: Date,
): Promise<boolean> {
  if (send !== 'automatic') return false;
  await approve(config, store, edition, now);
  return await store.ledger.setState(edition, ['ready'], 'sending', { at: now.getTime(), reason: null });
}
