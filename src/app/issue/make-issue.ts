/** The edition of a slot: made from what the store holds, approved and sent where the digest says so. */
import type { Config, DigestConfig } from '../../config/index.ts';
import { digestOf } from '../../config/index.ts';
import { freshStories } from '../../edit/index.ts';
import { groupArticles } from '../../group/index.ts';
import type { Edition } from '../../model.ts';
import type { Store } from '../../store/index.ts';
import { approve } from '../approve.ts';
import { saveNumbered, writeFiles } from '../number-edition.ts';
import type { IssueOutcome, MakeIssue } from '../schedule/contract.ts';
import { ToldChanged } from '../schedule/told-changed.ts';
import { readNews } from './read-news.ts';
import { mendedEdition, type Order, standingEdition, timeOf } from './standing.ts';

/** Where the editions go, and who is told what an editor has to know beside the outcome. */
type Desk = { readonly config: Config; readonly store: Store; readonly onLine: (line: string) => void };

/** So often the news are read again because an edition was approved meanwhile. */
const TRIES = 5;

/** Makes editions of slots; `onLine` is told what an editor has to know beside the outcome. */
export function makeIssueOf(config: Config, store: Store, onLine: (line: string) => void): MakeIssue {
  const desk = { config, store, onLine };
  return async (slot, now) => {
    const digest = digestOf(config, slot.digest);
    const order = { digest, slot, now, ...(await timeOf(store, digest, slot)) };
    for (let tries = 1; ; tries++) {
      try {
        return await makeOnce(desk, order, tries === 1);
      } catch (error) {
        if (!(error instanceof ToldChanged) || tries === TRIES) throw error;
      }
    }
  };
}

/** Counted before anything is read: whoever approves later than this is noticed. */
async function makeOnce(desk: Desk, order: Order, keepsDraft: boolean): Promise<IssueOutcome> {
  const approvals = await desk.store.editionCount({ digest: order.digest.id, approved: true });
  const standing = await standingEdition(desk.store, order);
  if (standing?.approvedAt) {
    // A program that died after the approval: its edition stands, only the sending may still have to be begun.
    return made(standing.edition, await sendIfAutomatic(desk, order, standing.edition.number, approvals));
  }
  const mended = await mendedEdition(desk.store, order);
  if (mended) {
    const { number, digest, date } = mended;
    desk.onLine(`edition ${number} (${digest}, ${date}) was mended by editors: it stays as they left it.`);
    return made(mended, false);
  }
  if (standing && keepsDraft) return await release(desk, order, standing.edition, standing.edition.sample, approvals);
  return await makeNew(desk, order, approvals);
}

async function makeNew(desk: Desk, order: Order, approvals: number): Promise<IssueOutcome> {
  const { config, store } = desk;
  const { digest, slot, now, ...time } = order;
  const { articles, told, unread, isSample } = await readNews(config, store, digest, now);
  const { stories, updates } = freshStories(groupArticles(articles, config.themes), told);
  const shown = stories.filter((story) => digest.themes.some(({ id }) => id === story.primary));
  if (shown.length < digest.minStories) return { state: 'too-little', stories: shown.length, unread: unread.length };
  const origin = { slot, approvals };
  const request = { digest, date: slot.date, now, updates, unread, origin, ...time };
  const edition = await saveNumbered(config, store, shown, request);
  return await release(desk, order, edition, isSample, approvals);
}

/** Writes the files of a draft, and lets it go where the digest says so. */
async function release(
  desk: Desk,
  order: Order,
  edition: Edition,
  isSample: boolean,
  approvals: number,
): Promise<IssueOutcome> {
  await writeFiles(desk.config, edition);
  const { id, send } = order.digest;
  if (isSample && send === 'automatic') {
    desk.onLine(`edition ${edition.number} (${id}, ${edition.date}) holds samples only: it waits for an approval.`);
  }
  return made(edition, !isSample && (await sendIfAutomatic(desk, order, edition.number, approvals)));
}

function made({ number, counts }: Edition, sent: boolean): IssueOutcome {
  return { state: 'made', edition: number, stories: counts.stories, sent };
}

/** Approves and begins; the sending loop, or the next `mujaz send`, does the rest. */
async function sendIfAutomatic(
  { config, store }: Desk,
  { digest, now }: { readonly digest: DigestConfig; readonly now: Date },
  edition: number,
  approvals: number,
): Promise<boolean> {
  if (digest.send !== 'automatic') return false;
  await approve(config, store, edition, now, approvals);
  return await store.ledger.setState(edition, ['ready'], 'sending', { at: now.getTime(), reason: null });
}
