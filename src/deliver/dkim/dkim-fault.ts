/** A key that cannot sign, told in one line with the next step. Never holds anything of the key. */
export class DkimFault extends Error {
  override readonly name = 'DkimFault';
  /** What to do about it. */
  readonly next: string;

  constructor(what: string, next: string) {
    super(what);
    this.next = next;
  }
}
