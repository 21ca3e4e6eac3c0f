/** Sources that are not configured any more: what they brought is kept until they are again. */
import { sql } from 'kysely';

/** Before their ids; no configured id has it. */
export const PARKED = '~';

/** Of an item: its source is configured. */
export const IS_CONFIGURED = sql<boolean>`source not like '~%'`;

/** See `IS_CONFIGURED`. */
export function isParked(source: string): boolean {
  return source.startsWith(PARKED);
}
