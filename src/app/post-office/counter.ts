/** What the parts of the post office work with. */
import type { Config } from '../../config/index.ts';
import type { Mailer } from '../../deliver/index.ts';
import type { Store, WaitingSignUp } from '../../store/index.ts';
import type { Vault } from '../../vault/index.ts';

/** Everything a post office needs from outside. */
export type Counter = {
  readonly config: Config;
  readonly store: Store;
  readonly vault: Vault;
  readonly mailer: Mailer;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Decides on one sign-up and takes it off the list, in one transaction. */
  readonly decide: (signUp: WaitingSignUp) => Promise<void>;
  /** Told what went wrong in one line, without address or token; the same line is told once an hour at most. */
  readonly onFault: (line: string) => void;
};
