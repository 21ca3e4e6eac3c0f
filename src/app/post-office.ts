/** The post office: a loop in the process that decides on sign-ups, mails letters and forgets what is due to be. */
import type { Counter } from './post-office/counter.ts';
import { faultLine } from './post-office/fault-line.ts';
import { openHousekeeping } from './post-office/housekeeping.ts';
import { type LetterEnd, openLetterDesk } from './post-office/letter-desk.ts';
import { openSignUpDesk } from './post-office/sign-ups.ts';
import { openTeller } from './post-office/teller.ts';

/** What was done in one go, from the first thing that waited to the last. */
export type PostOfficeReport = {
  /** Sign-ups decided on. */
  readonly signUps: number;
  readonly letters: Readonly<Record<LetterEnd, number>>;
};

/** A running post office. */
export type PostOffice = {
  /** Says that something waits; returns at once. */
  wake(): void;
  /** Works until nothing is left that can be done now, or joins the work that is going on. Never throws. */
  drain(): Promise<PostOfficeReport>;
  /** Finishes the letters on their way and stops. */
  close(): Promise<void>;
};

/** What a post office needs, and how often it looks by itself. */
export type PostOfficeOptions = Counter & { readonly everyMs?: number };

const EVERY_MS = 15_000;

/**
 * Opens the post office and looks what waits. It works alone in its process, never twice at once; several processes share
 * the work, because a letter is claimed for two minutes before it is sent. No fault ends it: whatever cannot be done now
 * is tried again.
 *
 * A letter that the mail server has accepted is taken off the list after that: when the process dies in between, or the
 * server's answer is lost, the letter goes out again, with the same Message-ID, by which mailboxes can tell the double.
 */
export function openPostOffice({ everyMs = EVERY_MS, ...counter }: PostOfficeOptions): PostOffice {
  const tell = openTeller(counter);
  const signUps = openSignUpDesk(counter, tell);
  const letters = openLetterDesk(counter, tell);
  const housekeeping = openHousekeeping(counter);
  let working: Promise<PostOfficeReport> | null = null;
  let isWoken = false;
  let isClosed = false;
  const timer = setInterval(wake, everyMs);
  timer.unref();
  wake();
  return { wake, drain, close };

  function wake(): void {
    if (!isClosed) void drain();
  }

  function drain(): Promise<PostOfficeReport> {
    isWoken = true;
    working ??= work();
    return working;
  }

  async function close(): Promise<void> {
    isClosed = true;
    clearInterval(timer);
    await working;
  }

  async function work(): Promise<PostOfficeReport> {
    const report = emptyReport();
    try {
      for (let isBusy = true; isBusy && !isClosed; ) {
        isWoken = false;
        isBusy = (await round(report)) || isWoken;
      }
    } catch (error) {
      tell(faultLine('the post office could not go on', error));
    } finally {
      // At once, so that nobody who comes after the last look waits for work that is over.
      working = null;
    }
    return report;
  }

  /** One look at everything; true when there may be more to do. */
  async function round(report: Report): Promise<boolean> {
    if (await housekeeping.tidy()) signUps.forgive();
    const decided = await signUps.decideSome();
    report.signUps += decided;
    const ends = isClosed ? [] : await letters.mailSome();
    for (const end of ends) report.letters[end]++;
    return decided > 0 || ends.length > 0;
  }
}

type Report = { signUps: number; letters: Record<LetterEnd, number> };

function emptyReport(): Report {
  return { signUps: 0, letters: { accepted: 0, refused: 0, postponed: 0, 'given-up': 0, dropped: 0 } };
}
