/** Mails the letters that are due. */
import type { MailAnswer } from '../../deliver/index.ts';
import { type DueLetter, StoreFault } from '../../store/index.ts';
import { MINUTE_MS } from '../durations.ts';
import { composeLetter, isOutdated, openLetter } from '../letters.ts';
import { isGivenUp, pauseAfter, waitAfter } from './backing-off.ts';
import { suppressBounced } from './bounces.ts';
import type { Counter } from './counter.ts';
import { faultLine } from './fault-line.ts';
import type { Teller } from './teller.ts';
import { isUnwanted } from './unwanted.ts';

/** Letters on their way at once. */
const BATCH = 5;
/** Longer than a mailer's patience: nobody else takes a letter that is still on its way. */
const LEASE_MS = 2 * MINUTE_MS;

/** What became of a letter. `dropped`: not sent, because it is too old or nobody wants it any more. */
export type LetterEnd = 'accepted' | 'refused' | 'postponed' | 'given-up' | 'dropped';

/** The letters of a post office. */
export type LetterDesk = {
  /** Mails some of those that are due. Empty while the server cannot be used. @throws StoreFault */
  mailSome(): Promise<readonly LetterEnd[]>;
};

/** Opens the desk; how long the server has been unusable is remembered here. */
export function openLetterDesk(counter: Counter, tell: Teller): LetterDesk {
  const { store, clock } = counter;
  /** Done with, but still on the list because the database could not be written then. */
  const unfinished = new Set<string>();
  let faults = 0;
  let closedUntil = 0;

  return {
    async mailSome() {
      for (const id of unfinished) await finish(id);
      const now = clock();
      if (now < closedUntil) return [];
      // One letter is enough to ask whether the server is back.
      const due = await store.post.claimLetters(now, now + LEASE_MS, faults > 0 ? 1 : BATCH);
      const ends = await Promise.allSettled(due.map(mail));
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
      return ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
    },
  };

  async function mail(letter: DueLetter): Promise<LetterEnd> {
    try {
      return await send(letter);
    } catch (error) {
      if (error instanceof StoreFault) throw error;
      tell(faultLine(`a letter (${letter.kind}) could not be written`, error));
      return await postpone(letter, 'could not be written');
    }
  }

  async function send(letter: DueLetter): Promise<LetterEnd> {
    const content = openLetter(counter.vault, letter);
    if (isOutdated(content, letter.at, clock()) || (await isUnwanted(counter, letter, content))) {
      await finish(letter.id);
      return 'dropped';
    }
    const { message, envelope } = await composeLetter(counter.config, counter.vault, letter);
    const answer = await counter.mailer.send(message, envelope);
    if (answer.answer === 'refused' && answer.noSuchAddress) await suppressBounced(counter, letter, content, clock());
    return await settle(letter, answer);
  }

  async function settle(letter: DueLetter, { answer, reply }: MailAnswer): Promise<LetterEnd> {
    if (answer === 'server-fault') return await close(letter, reply);
    faults = 0;
    if (answer === 'try-again') return await postpone(letter, reply);
    if (answer === 'refused') tell(`a letter (${letter.kind}) was refused for good: ${reply}`);
    await finish(letter.id);
    return answer;
  }

  /** Nothing is given up for a server that cannot be used: it waits until it is outdated. */
  async function close(letter: DueLetter, reply: string): Promise<LetterEnd> {
    const now = clock();
    // Letters on their way at the same time fail of the same fault: it counts once.
    if (now >= closedUntil) closedUntil = now + pauseAfter(++faults);
    tell(`the mail server cannot be used, all letters wait: ${reply}`);
    await store.post.postponeLetter(letter.id, closedUntil, reply);
    return 'postponed';
  }

  async function postpone(letter: DueLetter, reply: string): Promise<LetterEnd> {
    const now = clock();
    if (isGivenUp(letter.at, now)) {
      tell(`a letter (${letter.kind}) was given up after three days: ${reply}`);
      await finish(letter.id);
      return 'given-up';
    }
    await store.post.postponeLetter(letter.id, now + waitAfter(letter.attempts), reply);
    return 'postponed';
  }

  async function finish(id: string): Promise<void> {
    unfinished.add(id);
    await store.post.finishLetter(id);
    unfinished.delete(id);
  }
}
