/** A key that is missing, malformed or not the one the records were sealed with. Never holds a key. */
export class VaultFault extends Error {
  override readonly name = 'VaultFault';
  /** What to do about it. */
  readonly next: string;
  readonly badInput = true;

  constructor(what: string, next: string) {
    super(what);
    this.next = next;
  }
}
