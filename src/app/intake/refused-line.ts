/** Refusals as lines. */
import type { PageRefusal } from '../../model.ts';

/** Longer lines are cut: what a server says may be long. */
const LONGEST = 300;

/** A reason as a sentence, because the next step follows it on the same line. */
export function asSentence(reason: string): string {
  const line = reason
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[.\s]+$/u, '');
  return `${line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line}.`.toWellFormed();
}

/** Why and what to do, in one line. */
export function faultOf({ reason, next }: Pick<PageRefusal, 'reason' | 'next'>): string {
  return `${asSentence(reason)} ${next}`.trim();
}
