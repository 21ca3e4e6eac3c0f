/**
 * What the replies to a message's commands make of it. The codes are read as for single mails (`answers.ts`), but for rules
 * about us (5.7.x): a single mail waits for somebody to mend that; of many, the share that is refused tells it, and whoever
 * sends them pauses and queues them again.
 */
import { readFailure } from '../answers.ts';
import { maskReply } from '../mask-reply.ts';
import type { BulkOutcome } from './contract.ts';
import type { Reply } from './reply-parser.ts';

/** The command that was answered; `DOT` is the end of the message. */
type Command = 'MAIL FROM' | 'RCPT TO' | 'DATA' | 'DOT';

/**
 * What is true of the message, and what follows for the connection: `goes-on`; `ends`: another connection may do
 * better; `fault`: no message would fare better.
 */
export type Verdict = { readonly outcome: BulkOutcome; readonly connection: 'goes-on' | 'ends' | 'fault' };

const CLOSING = 421;
const BAD_SEQUENCE = 503;

/** Reads a reply that does not let the message go on, or the last one. */
export function judge({ code, text }: Reply, command: Command, recipient: string): Verdict {
  if (command === 'DOT' && code >= 200 && code < 300)
    return { outcome: { outcome: 'sent', reply: maskReply(text, recipient) }, connection: 'goes-on' };
  const error = { responseCode: code, response: text, command: command === 'DOT' ? 'DATA' : command };
  const answer = readFailure(error, recipient);
  const { reply } = answer;
  if (answer.answer === 'refused')
    return { outcome: { outcome: 'failed', reply, noSuchAddress: answer.noSuchAddress }, connection: 'goes-on' };
  if (code >= 500 && code < 600 && code !== BAD_SEQUENCE && answer.answer === 'try-again')
    return { outcome: { outcome: 'failed', reply, noSuchAddress: false }, connection: 'goes-on' };
  if (answer.answer === 'server-fault') return { outcome: { outcome: 'unharmed', reply }, connection: 'fault' };
  // Below 400 the server answers something else than it was asked: after the dot nobody knows.
  if (code < 400)
    return { outcome: { outcome: command === 'DOT' ? 'uncertain' : 'unharmed', reply }, connection: 'ends' };
  // A sender put off is a server that wants a pause, not a message to be counted as tried.
  if (code === CLOSING || code === BAD_SEQUENCE || command === 'MAIL FROM')
    return { outcome: { outcome: 'unharmed', reply }, connection: 'ends' };
  return { outcome: { outcome: 'later', reply }, connection: 'goes-on' };
}

/** Nothing of a message was taken, for this reason. */
export function unharmed(reply: string): BulkOutcome {
  return { outcome: 'unharmed', reply };
}
