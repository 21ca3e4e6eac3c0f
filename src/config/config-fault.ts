/** A mistake in a configuration file or the environment, told in one line. */
export class ConfigFault extends Error {
  override readonly name = 'ConfigFault';
  /** What to do about it. */
  readonly next: string;
  /** Bad input, not a fault of the program: exit code 2. */
  readonly badInput = true;

  constructor(file: string, line: number | null, key: string | null, what: string, next: string) {
    const place = [line === null ? file : `${file}:${line}`, key].filter((part) => part !== null).join(': ');
    super(`${place}: ${what}.`);
    this.next = next;
  }
}
