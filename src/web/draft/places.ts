/** Addresses and anchors of the page where a draft is mended. */
import { createHash } from 'node:crypto';
import { DESK } from '../addresses.ts';
import type { DoneName } from './words.ts';

/** The page itself; `done` is told on it, and the browser goes to `anchor`. */
export function draftPage(number: number, done?: { readonly name: DoneName; readonly unapproved?: boolean }): string {
  const query = new URLSearchParams(done ? { done: done.name } : {});
  if (done?.unapproved) query.set('unapproved', '1');
  return `${DESK}/editions/${number}/draft${query.size > 0 ? `?${query}` : ''}`;
}

/** Takes every form of the page but the approval. */
export function mendsPath(number: number): string {
  return `${DESK}/editions/${number}/mends`;
}

export function approvalPath(number: number): string {
  return `${DESK}/editions/${number}/draft/approval`;
}

/** Ids come from file names and may hold anything: an anchor is a short name of its own. */
export function anchorFor(kind: 'story' | 'figure' | 'card' | 'date', id: string): string {
  return `${kind}-${createHash('sha256').update(id).digest('hex').slice(0, 12)}`;
}
