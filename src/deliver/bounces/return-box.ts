/** A place that mails come back to, whatever it is. */

/** Who looks through it. */
export type BoxVisitor = {
  /** Whether a mail was handed over before and left where it is: it is passed over. */
  knows(name: string): boolean;
  /**
   * Takes a mail; `bytes` is as much of it as is read of one, or null where it cannot be read. True: it is marked as seen.
   * A rejection ends the visit, and the mail stays as it is.
   */
  take(name: string, bytes: Uint8Array | null): Promise<boolean>;
};

/** A maildir or a mailbox on a server. */
export type ReturnBox = {
  /** For messages: where it is, without a password. */
  readonly place: string;
  /** Hands over each mail that nobody has read, oldest first, until `stop`. @throws BoxFault when there is no way in */
  visit(visitor: BoxVisitor, stop: AbortSignal): Promise<void>;
};

/** Why a box cannot be looked into, in one line without addresses and passwords, and what to do. */
export class BoxFault extends Error {
  override readonly name = 'BoxFault';
  readonly next: string;

  constructor(message: string, next: string) {
    super(message);
    this.next = next;
  }
}
