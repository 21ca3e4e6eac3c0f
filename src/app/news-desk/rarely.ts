/** Work that costs something, for people and machines that ask as often as they like. */

/** Of all time, at most one part in so many goes into the work. */
const REST_SHARE = 20;

/**
 * Does the work only when its last answer is older than `keepMs`, and than twenty times what it took: whoever asks in the
 * meantime gets the same answer, also while it is under way. What it throws is not kept.
 */
export function rarely<T>(keepMs: number, work: () => Promise<T>): () => Promise<T> {
  let kept: { readonly answer: T; readonly until: number } | null = null;
  let running: Promise<T> | null = null;
  return () => {
    // Not the wall clock, which may be set back.
    if (kept && performance.now() < kept.until) return Promise.resolve(kept.answer);
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };

  async function run(): Promise<T> {
    const begun = performance.now();
    const answer = await work();
    const done = performance.now();
    kept = { answer, until: done + Math.max(keepMs, REST_SHARE * (done - begun)) };
    return answer;
  }
}
