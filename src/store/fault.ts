/** What can be wrong with a database, as one word per kind; web and cli choose their words and exit codes by it. */
export type StoreFaultCode =
  | 'bad-url'
  | 'unreachable'
  | 'login-refused'
  | 'no-database'
  | 'no-permission'
  | 'folder-missing'
  | 'not-writable'
  | 'not-a-database'
  | 'newer'
  | 'locked'
  | 'disk-full'
  | 'unstorable-text'
  | 'failed';

/** A fault of the store, told in one line: which database, why, and the next step. Never holds a password. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';
  readonly code: StoreFaultCode;
  /** The database, or what was to be stored. */
  readonly what: string;
  readonly why: string;
  /** What to do about it. */
  readonly next: string;

  constructor(code: StoreFaultCode, what: string, why: string, next: string, cause?: unknown) {
    super(`${what}: ${oneLine(why)}.`, { cause });
    this.code = code;
    this.what = what;
    this.why = oneLine(why);
    this.next = next;
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim().replace(/\.$/u, '');
}
