/** When a message is tried again. Time and chance are passed in, all in milliseconds. */
const MINUTE = 60_000;

/** Pauses after the first, second ... "later", in minutes; the last one from then on. */
const LADDER = [5, 15, 30, 60, 120, 240] as const;
/** How long a message is tried after its first try. */
const LONGEST = 24 * 60 * MINUTE;
/** A try that would come closer than this to the last one is left out for it. */
const LAST_CALL = 60 * MINUTE;

/** Pauses after the first, second ... broken connection, in minutes; the last one from then on. */
const BREAKS = [0, 0, 0, 0.25, 0.5, 1, 2, 4, 8, 15] as const;

/** Part of a pause that chance may add, so that messages put off together do not come back together. */
const JITTER = 0.1;

/** Where a message stands: `attempts` are the tries answered with "later", this one included. */
export type TriedMessage = {
  readonly attempts: number;
  readonly firstTriedAt: number;
  readonly now: number;
  /** From 0 to 1, without 1. */
  readonly random: number;
};

/**
 * When to try again after a "later": after 5, 15, 30 minutes, 1, 2, 4, 4 ... hours, and for the last time when 24 hours
 * have passed since the first try. Null: that was the last try. RFC 5321, 4.5.4.1 wants more patience of a relay, but a
 * digest of the day before yesterday is of no use.
 */
export function nextTry({ attempts, firstTriedAt, now, random }: TriedMessage): number | null {
  // A first try that lies ahead is a clock that was set back since.
  const last = Math.min(firstTriedAt, now) + LONGEST;
  if (now >= last) return null;
  const next = now + pauseAfter(LADDER, attempts, random);
  return next > last - LAST_CALL ? last : next;
}

/**
 * When to try again after a connection broke that had not handed the message over, `breaks` times in a row by now: at
 * once, but not for ever, because the message itself may be what breaks it.
 */
export function afterBreak({
  breaks,
  now,
  random,
}: {
  readonly breaks: number;
  readonly now: number;
  readonly random: number;
}): number {
  return now + pauseAfter(BREAKS, breaks, random);
}

function pauseAfter(minutes: readonly number[], times: number, random: number): number {
  const step = minutes[Math.min(Math.max(times, 1), minutes.length) - 1] as number;
  return Math.round(step * MINUTE * (1 + JITTER * random));
}
