/** A use case that cannot be done, told in one line with the next step. */
export class AppFault extends Error {
  override readonly name = 'AppFault';
  /** What to do about it. */
  readonly next: string;
  /** True when the input is to blame, not the program or the machine. */
  readonly badInput: boolean;

  constructor(what: string, next: string, badInput: boolean) {
    super(what);
    this.next = next;
    this.badInput = badInput;
  }
}
