/** Where nothing comes of anything for a while, whoever watches is told once that it is not forgotten. */

/** What is told how far the work is. */
export type SilenceWatch = { readonly heard: (done: number) => void; readonly end: () => void };

const SILENCE_MS = 15_000;

/** Tells after 15 s without a step, and again only when there was one since. */
export function watchSilence(tell: (line: string) => void): SilenceWatch {
  let last = -1;
  const say = (): void =>
    tell('mujaz: nothing has moved for 15 s: the mail server is slow or away. It is tried for some minutes more.');
  const timer = setTimeout(say, SILENCE_MS).unref();
  return {
    heard(done) {
      if (done !== last) timer.refresh();
      last = done;
    },
    end: () => clearTimeout(timer),
  };
}
