/** Taking in the news: one round over the sources. */
import type { Config } from '../../config/index.ts';
import type { Store } from '../../store/index.ts';
import type { IngestReport, IngestRequest } from './contract.ts';
import { type IntakeTools, openDesk } from './desk.ts';
import { openRounds } from './round.ts';

/**
 * Reads the sources that are due, each by one program at a time, and understands what is new. What goes wrong outside is told
 * of its source and stops no other.
 * @throws AppFault for a source that is not configured; StoreFault
 */
export function ingest(
  config: Config,
  store: Store,
  tools: IntakeTools,
  request: IngestRequest,
): Promise<IngestReport> {
  // Whoever asks by hand may just have put pages there; and looking into a folder troubles nobody.
  const folders = config.inlets.flatMap((source) => (source.kind === 'folder' ? [source.id] : []));
  return openRounds(openDesk(config, store, tools)).run(request, new Set(folders));
}
