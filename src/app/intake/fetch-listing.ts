/** Asks for a feed or a list, when it has changed since it was taken in. */
import type { WebContent, WebRequest } from '../../read/index.ts';
import type { FeedSource, ListSource, Visit } from './desk.ts';
import { faultOf } from './refused-line.ts';
import { shownAddress } from './shown-address.ts';
import { hashOf, type Learned, type SourceFailure } from './source-state.ts';

/** `learned` counts only when all of the content was taken in. */
export type FetchedListing =
  | { readonly kind: 'new'; readonly content: WebContent; readonly learned: Learned }
  | { readonly kind: 'same'; readonly learned: Learned }
  | SourceFailure;

/** Fetches what the source's address holds; from where it has moved to, when that is known. */
export async function fetchListing(
  { desk, source, state, stop }: Visit<FeedSource | ListSource>,
  wants: WebRequest['wants'],
): Promise<FetchedListing> {
  const { etag, lastModified, movedTo } = state;
  const url = movedTo ?? source.url;
  const answer = await desk.reader.read({ url, wants, validators: { etag, lastModified } }, stop);
  if (answer.kind === 'refused') {
    const fault = faultAt(source, url, answer);
    return { kind: 'failed', why: answer.why, fault, retryAfterMs: answer.retryAfterMs };
  }
  const moved = { movedTo: answer.movedTo ?? movedTo };
  if (answer.kind === 'not-modified') return { kind: 'same', learned: moved };
  const contentHash = hashOf(answer.bytes);
  const learned = { ...moved, etag: answer.etag, lastModified: answer.lastModified, contentHash };
  return contentHash === state.contentHash ? { kind: 'same', learned } : { kind: 'new', content: answer, learned };
}

/** What was fetched is no feed or list. */
export function unreadable(source: FeedSource | ListSource, found: string, refusal: Refusal): SourceFailure {
  return { kind: 'failed', why: 'failed', fault: faultAt(source, found, refusal), retryAfterMs: null };
}

type Refusal = { readonly reason: string; readonly next: string };

/** With the address, where it is not the configured one. */
function faultAt(source: FeedSource | ListSource, url: string, refusal: Refusal): string {
  return url === source.url ? faultOf(refusal) : `${shownAddress(url)}: ${faultOf(refusal)}`;
}
