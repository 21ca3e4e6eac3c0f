/** What became of a source, as lines for a log or a terminal. */
import type { SourceOutcome } from './contract.ts';
import { shownAddress } from './shown-address.ts';

/** `levant: 3 new, 1 changed, 2 refused`; a fault with its reason. */
export function outcomeLine({ source, state, fault, ...counts }: SourceOutcome): string {
  switch (state) {
    case 'read':
      return `${source.id}: ${countsLine(counts)}`;
    case 'unchanged':
      return `${source.id}: unchanged`;
    case 'failed':
      return `${source.id}: failed: ${fault}`;
    case 'waiting':
      return `${source.id}: waiting: ${fault}`;
    case 'busy':
      return `${source.id}: another program is reading it`;
  }
}

function countsLine(counts: Pick<SourceOutcome, 'added' | 'changed' | 'known' | 'withdrawn' | 'refusals'>): string {
  const parts: readonly (readonly [number, string])[] = [
    [counts.added, 'new'],
    [counts.changed, 'changed'],
    [counts.known, 'known already'],
    [counts.withdrawn, 'withdrawn'],
    [counts.refusals.length, 'refused'],
  ];
  return parts.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : [])).join(', ');
}

/** What an editor should write into the configuration; null when nothing has moved. */
export function movedLine({ source, movedTo }: SourceOutcome): string | null {
  if (movedTo === null) return null;
  return `${source.id}: moved for good: write ${shownAddress(movedTo)} in config/sources.yaml`;
}
