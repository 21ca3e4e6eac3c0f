/** Decides on the sign-ups that wait. */
import { StoreFault } from '../../store/index.ts';
import type { Counter } from './counter.ts';
import { faultLine } from './fault-line.ts';
import type { Teller } from './teller.ts';

const BATCH = 50;

/** The sign-ups of a post office. */
export type SignUpDesk = {
  /** Decides on some of those that wait, oldest first; answers how many. @throws StoreFault */
  decideSome(): Promise<number>;
  /** Looks again at those that could not be decided on. */
  forgive(): void;
};

/** One that cannot be decided on (its key is gone, say) is set aside in memory and does not hold up the others. */
export function openSignUpDesk({ store, decide }: Counter, tell: Teller): SignUpDesk {
  const setAside = new Set<string>();
  return {
    async decideSome() {
      const waiting = await store.post.waitingSignUps(BATCH + setAside.size);
      let decided = 0;
      for (const signUp of waiting.filter(({ id }) => !setAside.has(id))) {
        try {
          await decide(signUp);
          decided++;
        } catch (error) {
          if (error instanceof StoreFault) throw error;
          setAside.add(signUp.id);
          tell(faultLine('a sign-up could not be decided on', error));
        }
      }
      return decided;
    },
    forgive: () => setAside.clear(),
  };
}
