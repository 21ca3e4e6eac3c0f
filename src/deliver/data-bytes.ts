/** The bytes of DATA read back as a message. */

const DOT = 0x2e;
const LINE_DOT = Buffer.from('\r\n.');
/** Unfolded or not (RFC 5322, 3.6.4). */
const MESSAGE_ID = /^Message-ID:[ \t]*(?:\r\n[ \t]+)?(<[^\r\n]+>)/imu;

/** The message without the dots that stand for the way (RFC 5321, 4.5.2). */
export function unstuffed(chunks: readonly Uint8Array[]): Buffer {
  const bytes = Buffer.concat(chunks);
  let [from, to] = [bytes[0] === DOT ? 1 : 0, 0];
  for (let at = bytes.indexOf(LINE_DOT, 0); at >= 0; at = bytes.indexOf(LINE_DOT, at + 2)) {
    to += bytes.copy(bytes, to, from, at + 2);
    from = at + LINE_DOT.length;
  }
  if (from > 0) to += bytes.copy(bytes, to, from);
  return from > 0 ? bytes.subarray(0, to) : bytes;
}

/** What the header of a message calls it; the whole message where it has no name. */
export function messageIdOf(message: Buffer): string | Buffer {
  const end = message.indexOf('\r\n\r\n');
  return MESSAGE_ID.exec(message.toString('latin1', 0, end < 0 ? message.length : end))?.[1] ?? message;
}
