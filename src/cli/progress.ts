/** Progress bars: on a terminal, for work that takes over a second; silent when piped. */
import { SingleBar } from 'cli-progress';

/** Tells how far the work is; `done` takes the bar away. */
export type Progress = { readonly step: (done: number, total: number) => void; readonly done: () => void };

const QUIET_MS = 1000;

/** A bar on standard error that appears once the work has taken a second. */
export function showProgress(label: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { step: () => undefined, done: () => undefined };
  const bar = new SingleBar({
    format: `${label} {bar} {value}/{total} · {eta_formatted}`,
    stream,
    hideCursor: true,
    clearOnComplete: true,
    etaBuffer: 200,
  });
  const began = performance.now();
  let shown = false;
  return {
    step(done, total) {
      if (!shown && performance.now() - began < QUIET_MS) return;
      if (!shown) bar.start(total, done);
      shown = true;
      bar.setTotal(total);
      bar.update(done);
    },
    done() {
      if (shown) bar.stop();
    },
  };
}
