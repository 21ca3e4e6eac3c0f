/** Numbers that take a while: counted beside the pages, and shown as they were counted last. */

/** An answer and when it was counted (epoch ms); null while it is counted for the first time. */
export type Kept<T> = { readonly answer: T; readonly at: number } | null;

/** A page waits so long for an answer: a small store has counted it by then. */
const PATIENCE_MS = 40;

/**
 * Gives the last answer at once, and begins to count anew where it is older than `keepMs`; only who begins it waits a moment. What a count throws is thrown to
 * the next who asks, and whoever asks after that begins again.
 */
export function keep<T>(keepMs: number, clock: () => number, count: () => Promise<T>): () => Promise<Kept<T>> {
  let kept: Kept<T> = null;
  let running: Promise<void> | null = null;
  let fault: { readonly error: unknown } | null = null;
  const run = async () => {
    try {
      kept = { answer: await count(), at: clock() };
    } catch (error) {
      fault = { error };
    } finally {
      running = null;
    }
  };
  return async () => {
    const isFresh = kept !== null && clock() - kept.at < keepMs;
    if (!isFresh && fault === null && running === null) {
      running = run();
      await Promise.race([running, patience()]);
    }
    if (fault === null) return kept;
    const { error } = fault;
    fault = null;
    throw error;
  };
}

function patience(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, PATIENCE_MS));
}

/** Lets everything else that waits have its turn. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
