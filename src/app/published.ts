/** What lists of public editions are made of. */
import type { Edition } from '../model.ts';
import type { EditionSummary } from '../store/index.ts';

/** An edition that was approved. */
export type Published = EditionSummary & { readonly approvedAt: Date };

/** The path of an edition for its readers. */
export function editionPath({ number }: Pick<Edition, 'number'>): string {
  return `/editions/${number}`;
}
