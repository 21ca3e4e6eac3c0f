/** Progress bars: on a terminal, for work that takes over a second; silent when piped. */
import { SingleBar } from 'cli-progress';

/** Tells how far the work is; `done` takes the bar away. */
export type Progress = { readonly step: (done: number, total: number) => void; readonly done: () => void };

/** A bar with words of its own behind it, and lines above it. */
export type WordedProgress = {
  readonly step: (done: number, total: number, words: string) => void;
  /** A line that stays; printed also where there is no bar. */
  readonly note: (line: string) => void;
  readonly done: () => void;
};

const QUIET_MS = 1000;

/** A bar on standard error that appears once the work has taken a second. */
export function showProgress(label: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { step: () => undefined, done: () => undefined };
  const bar = new SingleBar({
    format: `${label} {bar} {value}/{total} · {eta_formatted}`,
    stream,
    hideCursor: true,
    clearOnComplete: true,
    gracefulExit: false,
    etaBuffer: 200,
  });
  const began = performance.now();
  let shown = false;
  let forget = (): void => undefined;
  return {
    step(done, total) {
      if (!shown && performance.now() - began < QUIET_MS) return;
      if (!shown) {
        bar.start(total, done);
        forget = endWith(bar);
      }
      shown = true;
      bar.setTotal(total);
      bar.update(done);
    },
    done() {
      if (shown) bar.stop();
      forget();
    },
  };
}

/** A signal brings the cursor back and then does what it does without a bar; the bar's own way would swallow it. */
function endWith(bar: SingleBar): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const end = (signal: NodeJS.Signals): void => {
    bar.stop();
    forget();
    process.kill(process.pid, signal);
  };
  const forget = (): void => {
    for (const signal of signals) process.off(signal, end);
  };
  for (const signal of signals) process.on(signal, end);
  return forget;
}

/** A bar that is there from the first step on; signals are left to the caller. */
export function showWordedProgress(stream: NodeJS.WriteStream = process.stderr): WordedProgress {
  const plain = (line: string): void => {
    stream.write(`${line}\n`);
  };
  if (!stream.isTTY) return { step: () => undefined, note: plain, done: () => undefined };
  const bar = new SingleBar({
    format: '{bar} {words}',
    stream,
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    gracefulExit: false,
  });
  let last: Parameters<WordedProgress['step']> | null = null;
  const step: WordedProgress['step'] = (done, total, words) => {
    if (last === null) bar.start(total, done, { words });
    last = [done, total, words];
    bar.setTotal(total);
    bar.update(done, { words });
  };
  return {
    step,
    note(line) {
      const shown = last;
      bar.stop();
      last = null;
      plain(line);
      if (shown) step(...shown);
    },
    done() {
      bar.stop();
      last = null;
    },
  };
}
