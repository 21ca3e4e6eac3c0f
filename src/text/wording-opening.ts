/** The fixed words that join an edition's opening: its lead sentence, subject and preheader. */

/** Opens the lead sentence. */
export const IN_THIS_EDITION = 'في هذا العدد: ';

/** Between the parts of the lead sentence. */
export const LEAD_JOIN = '؛ ';

/** Between the figures of a subject or preheader. */
export const SUBJECT_JOIN = ' · ';
