/** What a mail that came back says. */

/**
 * What a mail says. `delivered`: an answer of a server that delivered it, or handed it on. `auto-reply`: nobody read it
 * yet. `other`: none of these, a person who writes to the address, say.
 */
export type ReportKind = 'hard' | 'soft' | 'complaint' | 'delayed' | 'delivered' | 'auto-reply' | 'other';

/** A mail that came back, or that came to where they come back to. */
export type Report = {
  readonly kind: ReportKind;
  /** RFC 3463; '' when unknown. */
  readonly status: string;
  /** What its headers say of the addresses that it was sent to; anybody can write anything there. */
  readonly recipients: readonly string[];
  /** What a complaint says of the envelope's sender of the mail that it is about. */
  readonly mailedFrom: readonly string[];
  /** Without angle brackets; null without one. */
  readonly messageId: string | null;
};

/** What a part of a mail says about a delivery. */
export type Finding = Pick<Report, 'kind' | 'status'> & { readonly mailedFrom?: readonly string[] };

/** Of a header or a part with fields, so much is looked at. */
export const MOST_FIELD_BYTES = 64 * 1024;
/** RFC 5321, 4.5.3.1.3, with room for what should not be there. */
export const LONGEST_ADDRESS = 320;

/** Words with an @, without what may stand around them. Nothing is decoded: our own addresses are plain. */
export function addressesIn(text: string): string[] {
  const words = text.slice(0, MOST_FIELD_BYTES).split(/[\s<>(),;:"[\]]+/u);
  return words.filter((word) => word.includes('@') && word.length <= LONGEST_ADDRESS);
}
