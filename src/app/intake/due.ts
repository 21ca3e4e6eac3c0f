/** Which sources are to be read. */
import type { Source } from '../../model.ts';
import { AppFault } from '../app-fault.ts';
import type { IngestRequest } from './contract.ts';
import type { IntakeDesk } from './desk.ts';
import { currentState, isDue } from './source-state.ts';

/** A source that is to be read; `forced`: although it is not due. */
export type DueSource = { readonly source: Source; readonly forced: boolean };

/**
 * The sources that are due, those that have waited longest first.
 * @param touched sources in which something has changed: due in any case
 * @throws AppFault for a source that is not configured
 */
export async function dueSources(
  { config, store, clock }: IntakeDesk,
  { only, all = false }: IngestRequest,
  touched: ReadonlySet<string> = new Set(),
): Promise<readonly DueSource[]> {
  const chosen = only === undefined ? config.inlets : [sourceNamed(config.inlets, only)];
  const states = new Map((await store.intake.states()).map((state) => [state.source, state]));
  const now = clock();
  return chosen
    .map((source) => ({
      source,
      forced: all || only !== undefined || touched.has(source.id),
      state: currentState(source, states.get(source.id) ?? null),
    }))
    .filter(({ forced, state }) => forced || isDue(state, now))
    .sort((a, b) => a.state.nextAt - b.state.nextAt);
}

function sourceNamed(sources: readonly Source[], id: string): Source {
  const source = sources.find((each) => each.id === id);
  if (source) return source;
  const known = sources.map((each) => each.id).join(', ');
  throw new AppFault(`${id}: there is no such source in config/sources.yaml.`, `Known: ${known}.`, true);
}
