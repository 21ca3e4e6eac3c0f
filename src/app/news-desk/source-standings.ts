/** Sources as they stand: what is configured, with what is known of its readings. */
import type { Source } from '../../model.ts';
import type { SourceState } from '../../store/index.ts';
import { currentState } from '../intake/source-state.ts';
import type { SourceStanding } from '../news-desk.ts';

/** One for each, in the order of the configuration. */
export function standingsOf(inlets: readonly Source[], states: readonly SourceState[]): readonly SourceStanding[] {
  const known = new Map(states.map((state) => [state.source, state]));
  return inlets.map((source) => standingOf(source, currentState(source, known.get(source.id) ?? null)));
}

function standingOf(source: Source, state: SourceState): SourceStanding {
  const { id, name, kind } = source;
  const { movedTo, triedAt, readAt, newsAt, nextAt, failingSince, fault } = state;
  return {
    id,
    name,
    kind,
    location: placeOf(source),
    movedTo,
    state: failingSince !== null ? 'failing' : readAt !== null ? 'well' : 'never',
    readAt,
    newsAt,
    nextAt: triedAt === null ? null : nextAt,
    failingSince,
    fault: failingSince === null ? null : fault,
  };
}

/** Of several pages the first. */
function placeOf(source: Source): string {
  if (source.kind === 'folder') return source.folder;
  return source.kind === 'pages' ? (source.urls[0] ?? '') : source.url;
}
