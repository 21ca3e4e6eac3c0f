/** Which header fields a signature covers. */
import type { RelaxedField } from './relaxed.ts';

/** RFC 6376, 5.4.1, and what the rules for bulk mail rest on: both fields of RFC 8058 must be covered. */
const SIGNED = [
  'from',
  'to',
  'subject',
  'date',
  'message-id',
  'mime-version',
  'content-type',
  'list-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'auto-submitted',
  'precedence',
  'content-language',
];

/** The covered fields, and their names as in `h=`. */
export type Covered = { readonly names: readonly string[]; readonly text: string };

/**
 * Chooses the fields to sign. Of several of one name the last one comes first (RFC 6376, 5.4.2). `from` is named once more
 * than it is there: a second sender that somebody adds breaks the signature.
 */
export function coverFields(fields: readonly RelaxedField[]): Covered {
  const covered = SIGNED.flatMap((name) => fields.filter((field) => field.name === name).reverse());
  return {
    names: ['from', ...covered.map(({ name }) => name)],
    text: covered.map(({ text }) => text).join(''),
  };
}
