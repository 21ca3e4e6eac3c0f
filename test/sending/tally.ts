/** Judges a server's log: who got the mail, who did not, who got it twice, and whether that could have been avoided. */
import type { MailEvent, Taken } from './mail-log.ts';

/** What a sender could have known about a message before it sent another copy. */
export type DuplicateClass =
  /** The server never answered: nobody can know. */
  | 'unanswered'
  /** The sender was killed before it could end another message on that connection: one for each open connection. */
  | 'inWindow'
  /** It had gone on, or had said goodbye: its record was late. Always a fault. */
  | 'outside';

/** A copy after the first. */
export type Duplicate = {
  readonly to: string;
  readonly class: DuplicateClass;
  /** Which kill, from 0; null without one. */
  readonly kill: number | null;
  /** In the window, and the envelope after it had begun. */
  readonly hadBegunNext: boolean;
  readonly hasSameId: boolean;
};

export type Tally = {
  readonly messages: number;
  /** Neither taken nor refused for good. */
  readonly lost: readonly string[];
  readonly refusedForGood: number;
  /** Got it and are not on the list, or not as the header `To` says. */
  readonly strangers: readonly string[];
  readonly duplicates: readonly Duplicate[];
  /** Asked for again after a 5xx; `inWindow`: a kill may have come before the record. */
  readonly askedAgain: { readonly inWindow: number; readonly outside: number };
  /** Leaving links that two people have. */
  readonly sharedLinks: number;
  readonly kills: readonly { readonly when: string; readonly open: number; readonly duplicates: number }[];
};

/** What became of each connection, and when. */
type End = {
  lastMessage: number;
  lastEnvelope: number;
  quit: number;
  kill: number | null;
};

/** Judges a log against those who should have got the mail exactly once. */
export function tally(log: readonly MailEvent[], listed: readonly string[]): Tally {
  const ends = readEnds(log);
  const copies = new Map<string, [Taken, number][]>();
  const refused = new Map<string, [number, number]>();
  const again = { inWindow: 0, outside: 0 };
  log.forEach((entry, at) => {
    if (entry.event !== 'taken' && entry.event !== 'refused') return;
    const before = refused.get(entry.to);
    if (before) again[isInWindow(ends, before) ? 'inWindow' : 'outside']++;
    if (entry.event === 'taken') copies.set(entry.to, [...(copies.get(entry.to) ?? []), [entry, at]]);
    else if (entry.code >= 500) refused.set(entry.to, [entry.connection, at]);
  });
  const answered = new Set(log.flatMap((entry) => (entry.event === 'answered' ? [keyOf(entry)] : [])));
  const duplicates = [...copies.values()].flatMap((all) => judgeCopies(all, ends, answered));
  const taken = [...copies.values()].flat().map(([entry]) => entry);
  const list = new Set(listed);
  return {
    messages: taken.length,
    lost: listed.filter((to) => !copies.has(to) && !refused.has(to)),
    refusedForGood: listed.filter((to) => !copies.has(to) && refused.has(to)).length,
    strangers: taken.filter(({ to, headerTo }) => !list.has(to) || !headerTo.includes(to)).map(({ to }) => to),
    duplicates,
    askedAgain: again,
    sharedLinks: countShared(taken),
    kills: killsOf(log, duplicates),
  };
}

/** True when the sender was killed before it did anything on the connection that shows it knew better. */
function isInWindow(ends: ReadonlyMap<number, End>, [connection, at]: readonly [number, number]): boolean {
  const end = ends.get(connection);
  return end?.kill != null && end.lastMessage <= at && end.quit <= at;
}

function judgeCopies(
  copies: readonly (readonly [Taken, number])[],
  ends: ReadonlyMap<number, End>,
  answered: ReadonlySet<string>,
): Duplicate[] {
  return copies.slice(1).map(([copy], index) => {
    const [before, at] = copies[index] as readonly [Taken, number];
    const end = ends.get(before.connection);
    const isUnanswered = before.answer === 'none' || (before.answer === 'late' && !answered.has(keyOf(before)));
    const inWindow = isInWindow(ends, [before.connection, at]);
    return {
      to: copy.to,
      class: isUnanswered ? 'unanswered' : inWindow ? 'inWindow' : 'outside',
      kill: inWindow ? (end?.kill ?? null) : null,
      hadBegunNext: inWindow && (end?.lastEnvelope ?? 0) > at,
      hasSameId: copy.messageId === before.messageId && copy.messageId !== '',
    };
  });
}

function readEnds(log: readonly MailEvent[]): Map<number, End> {
  const ends = new Map<number, End>();
  let kills = 0;
  log.forEach((entry, at) => {
    if (entry.event === 'killed') {
      for (const connection of entry.open) endOf(ends, connection).kill = kills;
      kills++;
      return;
    }
    const end = endOf(ends, entry.connection);
    if (entry.event === 'taken') end.lastMessage = at;
    if (entry.event === 'envelope') end.lastEnvelope = at;
    if (entry.event === 'quit') end.quit = at;
  });
  return ends;
}

function endOf(ends: Map<number, End>, connection: number): End {
  const end = ends.get(connection) ?? { lastMessage: 0, lastEnvelope: 0, quit: 0, kill: null };
  ends.set(connection, end);
  return end;
}

function killsOf(log: readonly MailEvent[], duplicates: readonly Duplicate[]): Tally['kills'] {
  const kills = log.filter((entry) => entry.event === 'killed');
  return kills.map(({ when, open }, at) => ({
    when,
    open: open.length,
    duplicates: duplicates.filter(({ kill, class: kind }) => kind === 'inWindow' && kill === at).length,
  }));
}

function countShared(taken: readonly Taken[]): number {
  const owners = new Map<string, string>();
  let shared = 0;
  for (const { leave, to } of taken) {
    if (leave === '') continue;
    if ((owners.get(leave) ?? to) !== to) shared++;
    owners.set(leave, to);
  }
  return shared;
}

function keyOf({ connection, message }: { readonly connection: number; readonly message: number }): string {
  return `${connection}-${message}`;
}
