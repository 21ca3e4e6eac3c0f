/** The replies to an envelope, sent at once (RFC 2920) or step by step. */
import type { Timeouts } from './contract.ts';
import { type Line, LineBroken } from './line.ts';
import type { OpenMessage } from './open-message.ts';
import { judge, type Verdict } from './outcomes.ts';
import type { Reply } from './reply-parser.ts';

/** `refusal` null: the message may go. `isOver`: no transaction is left open by a refusal. */
export type Asked = { readonly refusal: Verdict | null; readonly isOver: boolean };

/** One line's way of asking. */
export type Asking = {
  readonly line: Line;
  /** The whole envelope has been written; else its first command. */
  readonly isPipelined: boolean;
  readonly timeouts: Timeouts;
  /** Called at the reply to MAIL. */
  heard(): void;
};

const END_OF_DATA = '.\r\n';
const GO_AHEAD = 354;
const CLOSING = 421;

/** Hears what the server says to an envelope, and writes the commands of it that have not left. */
export async function askEnvelope(asking: Asking, open: OpenMessage): Promise<Asked> {
  const { envelope, resets, message } = open;
  if (resets) {
    const reset = await answer(asking, null);
    if (!isPositive(reset)) throw new LineBroken(reset.text);
  }
  const mail = await answer(asking, resets ? envelope.mail : null);
  asking.heard();
  const badSender = isPositive(mail) ? null : judge(mail, 'MAIL FROM', message.to);
  if (badSender && concludes(asking, open, badSender)) return { refusal: badSender, isOver: false };
  const rcpt = await answer(asking, envelope.rcpt);
  const refusal = badSender ?? (isPositive(rcpt) ? null : judge(rcpt, 'RCPT TO', message.to));
  if (refusal && concludes(asking, open, refusal)) return { refusal, isOver: false };
  const data = await answer(asking, 'DATA');
  if (refusal) return afterRefusal(asking, refusal, data, badSender !== null);
  return { refusal: data.code === GO_AHEAD ? null : judge(data, 'DATA', message.to), isOver: false };
}

/** Keeps a refusal, whatever follows; true where it ends the envelope: nothing behind it is to be heard. */
function concludes({ isPipelined }: Asking, open: OpenMessage, refusal: Verdict): boolean {
  open.known = refusal.outcome;
  return !isPipelined || refusal.connection !== 'goes-on';
}

/** DATA was sent with an envelope that was refused. A server that takes it gets an empty message (RFC 2920, 3.1). */
async function afterRefusal(
  { line, timeouts }: Asking,
  refusal: Verdict,
  data: Reply,
  isBadSender: boolean,
): Promise<Asked> {
  const ends: Verdict = { ...refusal, connection: 'ends' };
  if (data.code === CLOSING || (data.code === GO_AHEAD && isBadSender)) return { refusal: ends, isOver: false };
  if (data.code !== GO_AHEAD) return { refusal, isOver: false };
  line.write(END_OF_DATA, 1);
  const { code } = await line.reply(timeouts.final);
  return { refusal: code === CLOSING ? ends : refusal, isOver: true };
}

/** The reply to a command, which is written first unless it has left already. */
async function answer({ line, isPipelined, timeouts }: Asking, command: string | null): Promise<Reply> {
  if (command !== null && !isPipelined) line.write(`${command}\r\n`, 1);
  return line.reply(timeouts.envelope);
}

function isPositive({ code }: Reply): boolean {
  return code >= 200 && code < 300;
}
