/** Replies of a mail server out of the bytes of its connection, however they are cut (RFC 5321, 4.2). */

/** One whole reply: `text` has all its lines, with their codes, up to a length that is worth keeping. */
export type Reply = { readonly code: number; readonly text: string };

/** Feeds on chunks. */
export type ReplyParser = {
  /** The replies that are whole now, in order; after `isGarbage`, nothing more is read. */
  read(chunk: Buffer): { readonly replies: readonly Reply[]; readonly isGarbage: boolean };
};

/** Far above the 512 octets of RFC 5321, 4.5.3.1.5. */
const LONGEST_LINE = 8192;
const MOST_LINES = 256;
const KEPT = 1000;
const LINE = /^([2-5]\d\d)(?:([ -])|$)/u;
const LF = 0x0a;

/** A parser for one connection. */
export function openReplyParser(): ReplyParser {
  let rest = Buffer.alloc(0);
  let open: { code: number; text: string; lines: number } | null = null;
  return { read };

  function read(chunk: Buffer) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = bytes.lastIndexOf(LF) + 1;
    // A copy: the chunk belongs to the socket.
    rest = Buffer.from(bytes.subarray(end));
    const replies: Reply[] = [];
    for (const line of bytes.toString('utf8', 0, end).split('\n').slice(0, -1)) {
      if (!take(line.endsWith('\r') ? line.slice(0, -1) : line, replies)) return { replies, isGarbage: true };
    }
    return { replies, isGarbage: rest.length > LONGEST_LINE };
  }

  /** False for a line that belongs to no reply. */
  function take(line: string, replies: Reply[]): boolean {
    // Some servers put an empty line behind their banner.
    if (line === '' && !open) return true;
    const match = LINE.exec(line);
    const code = Number(match?.[1]);
    if (!match || line.length > LONGEST_LINE || (open && (open.code !== code || open.lines >= MOST_LINES)))
      return false;
    const text = open ? (open.text.length < KEPT ? `${open.text}\n${line}` : open.text) : line;
    if (match[2] === '-') open = { code, text: text.slice(0, KEPT), lines: (open?.lines ?? 0) + 1 };
    else {
      replies.push({ code, text: text.slice(0, KEPT) });
      open = null;
    }
    return true;
  }
}
