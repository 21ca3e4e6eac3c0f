/** The addresses of the pages about subscribers. None holds more of a person than the id. */
import { DESK } from '../addresses.ts';

export const PEOPLE = `${DESK}/subscribers`;

/** What can be done for one person, as it stands in an address. */
export const ACTS = ['suppress', 'lift', 'erase'] as const;
export type ActName = (typeof ACTS)[number];

export function personPage(id: string): string {
  return `${PEOPLE}/${encodeURIComponent(id)}`;
}

export function actPage(id: string, act: ActName): string {
  return `${personPage(id)}/${act}`;
}

/** One page of the list; `before` is the number that it begins below. */
export function listOfPeople(status: string | null, before: number | null): string {
  const query = new URLSearchParams();
  if (status !== null) query.set('status', status);
  if (before !== null) query.set('before', String(before));
  return query.size > 0 ? `${PEOPLE}?${query}` : PEOPLE;
}
