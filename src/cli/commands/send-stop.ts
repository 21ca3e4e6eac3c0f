/** Stopping by a signal: once politely, twice at once. */
import { EXIT } from '../exit-codes.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Ctrl+C reaches the whole group of processes, and npm and the launcher hand it on: one press may arrive three times. */
const ONE_PRESS_MS = 500;

/** What a command that can be stopped holds. */
export type Stop = { readonly signal: AbortSignal; readonly release: () => void };

/** Aborts at the first signal, after saying so; a later one ends the process at once. */
export function stopOnSignal(onStop: () => void): Stop {
  const stop = new AbortController();
  let since = 0;
  const heard = (): void => {
    if (!stop.signal.aborted) {
      since = performance.now();
      stop.abort();
      onStop();
    } else if (performance.now() - since > ONE_PRESS_MS) process.exit(EXIT.fault);
  };
  for (const signal of SIGNALS) process.on(signal, heard);
  return {
    signal: stop.signal,
    release() {
      for (const signal of SIGNALS) process.off(signal, heard);
    },
  };
}

/** Nobody reads any more (`| head`, a closed terminal): no reason to break off what is under way. */
export function outliveReaders(): () => void {
  const ignore = (): void => undefined;
  const streams = [process.stdout, process.stderr];
  for (const stream of streams) stream.on('error', ignore);
  return () => {
    for (const stream of streams) stream.off('error', ignore);
  };
}
