/** Editors hear once of a source that has failed for days. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../../config/index.ts';
import { openMailer } from '../../deliver/index.ts';
import type { Store } from '../../store/index.ts';
import { MINUTE_MS } from '../durations.ts';
import { faultLine } from '../post-office/fault-line.ts';
import { openSigner } from '../signer.ts';
import { warnOfSources } from './warn-of-sources.ts';

/** A running watch. */
export type EditorWatch = { close(): Promise<void> };

const LOOK_EVERY_MS = 10 * MINUTE_MS;

/** Looks at once, and then every ten minutes. */
export function openEditorWatch(
  config: Config,
  store: Store,
  { onLine, clock }: { readonly onLine: (line: string) => void; readonly clock: () => number },
): EditorWatch {
  const stop = new AbortController();
  const watching = watch();
  return {
    async close() {
      stop.abort();
      await watching;
    },
  };

  async function watch(): Promise<void> {
    while (!stop.signal.aborted) {
      try {
        await look();
      } catch (error) {
        onLine(faultLine('notices to editors', error));
      }
      await pause(LOOK_EVERY_MS, undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
    }
  }

  async function look(): Promise<void> {
    const mailer = openMailer({ ...config.mail, signer: await openSigner(config) });
    try {
      await warnOfSources(config, store, mailer, clock(), onLine);
    } finally {
      mailer.close();
    }
  }
}
