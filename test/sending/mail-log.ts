/** What a mail server can swear to: one entry for everything that happened, in the order it happened. */

/** A message that the server has, whatever it said about it. */
export type Taken = {
  readonly event: 'taken';
  readonly connection: number;
  /** 1, 2, ... on its connection. */
  readonly message: number;
  readonly to: string;
  readonly messageId: string;
  /** `given`: an answer was to follow at once; `late`: much later; `none`: never one that can be understood. */
  readonly answer: 'given' | 'late' | 'none';
  /** What the header `To` and the header `List-Unsubscribe` say. */
  readonly headerTo: string;
  readonly leave: string;
  readonly bytes: number;
  readonly longestLine: number;
};

export type MailEvent =
  | Taken
  | { readonly event: 'connected'; readonly connection: number }
  /** A reply to a message has gone out. */
  | { readonly event: 'answered'; readonly connection: number; readonly message: number }
  /** The client began another envelope. */
  | { readonly event: 'envelope'; readonly connection: number }
  | { readonly event: 'refused'; readonly connection: number; readonly to: string; readonly code: number }
  | { readonly event: 'quit'; readonly connection: number }
  | { readonly event: 'ended'; readonly connection: number }
  /** The sender was killed while these connections were open. */
  | { readonly event: 'killed'; readonly when: string; readonly open: readonly number[] };

/** The facts that a message states of itself. */
export function readMessage(raw: string): Pick<Taken, 'messageId' | 'headerTo' | 'leave' | 'bytes' | 'longestLine'> {
  const end = raw.indexOf('\r\n\r\n');
  const head = raw.slice(0, end < 0 ? raw.length : end).replace(/\r\n[\t ]+/gu, ' ');
  const header = (name: string) => new RegExp(`^${name}:(.*)$`, 'imu').exec(head)?.[1]?.trim() ?? '';
  let longestLine = 0;
  for (let from = 0; from < raw.length; ) {
    const next = raw.indexOf('\r\n', from);
    const to = next < 0 ? raw.length : next;
    longestLine = Math.max(longestLine, to - from);
    from = to + 2;
  }
  return {
    messageId: header('Message-ID'),
    headerTo: header('To'),
    leave: header('List-Unsubscribe'),
    bytes: raw.length,
    longestLine,
  };
}
