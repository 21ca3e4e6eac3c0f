/** A form that is sent twice is done once: the second gets the answer of the first. */

const KEPT_MS = 600_000;
const MOST_KEPT = 1000;

/** Remembers by name for ten minutes what was done; what failed may be tried again. @param clock epoch milliseconds */
export function onlyOnce<T>(clock: () => number): (name: string, work: () => Promise<T>) => Promise<T> {
  const done = new Map<string, { readonly at: number; readonly answer: Promise<T> }>();
  return (name, work) => {
    const now = clock();
    for (const [key, { at }] of done) if (now - at > KEPT_MS || done.size > MOST_KEPT) done.delete(key);
    const known = done.get(name);
    if (known) return known.answer;
    const answer = work();
    done.set(name, { at: now, answer });
    answer.catch(() => done.delete(name));
    return answer;
  };
}
