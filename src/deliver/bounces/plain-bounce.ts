/** Bounces in prose, of servers that write no delivery status: qmail (QSBMF), older Exim and others. */
import type { Finding } from './report.ts';
import { findStatus, isVague } from './status-codes.ts';

/** Where the mail begins that is sent back; what it says is no word of the server. */
const COPY = [
  '--- Below this line is a copy of the message', // qmail
  '------ This is a copy of the message', // Exim
  '--- The header of the original message', // Courier and others
  '----- Original message', // Gmail
];

/** Reasons stand near the beginning. */
const LONGEST_PROSE = 8000;

/**
 * A failure, since only failures are told of in this way. Prose is no proof: it is hard only where a code says that the
 * address is wrong (5.1.x).
 */
export function readPlainBounce(text: string): Finding {
  const status = findStatus(proseOf(text).split(GREETING_CODES).join(' '));
  const isGone = /^5\.1\.(?:[012346]|10)$/u.test(status);
  return { kind: isGone ? 'hard' : 'soft', status: isVague(status) ? '' : status };
}

/** Sentences around the reply may hold other codes, such as the version of a program: «Exim 4.9.8». */
const GREETING_CODES = /\b(?:exim|postfix|version|qmail|sendmail)[ /]\d[\d.]*/giu;

function proseOf(text: string): string {
  const prose = text.slice(0, LONGEST_PROSE);
  const ends = COPY.map((words) => prose.indexOf(words)).filter((at) => at >= 0);
  return ends.length > 0 ? prose.slice(0, Math.min(...ends)) : prose;
}
