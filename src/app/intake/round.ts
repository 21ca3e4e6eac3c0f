/** Rounds over the sources: several at a time, and what they bring is understood at once. */
import type { IngestReport, IngestRequest, SourceOutcome } from './contract.ts';
import type { IntakeDesk } from './desk.ts';
import { type DueSource, dueSources } from './due.ts';
import { locationOf } from './source-state.ts';
import { understandNew } from './understand-new.ts';
import { visitSource } from './visit-source.ts';

/** Sources that are read side by side. */
const LANES = 4;

export type Rounds = {
  /**
   * Reads what is due and is not being read, and understands all that is new. Rounds may overlap: a slow source keeps none
   * of the others waiting.
   * @throws StoreFault, after the other sources were read
   */
  run(request: IngestRequest, touched?: ReadonlySet<string>): Promise<IngestReport>;
};

/** Rounds of one program: together they read at most four sources at a time, and none twice at once. */
export function openRounds(desk: IntakeDesk): Rounds {
  const lane = openLanes(LANES);
  const open = new Set<string>();
  const settled = openOnce(() => settle(desk));
  const understanding = openTurns((stop: AbortSignal) => understandNew(desk, stop));
  return {
    async run(request, touched) {
      const stop = request.stop ?? new AbortController().signal;
      await settled();
      const due = (await dueSources(desk, request, touched)).filter(({ source }) => !open.has(source.id));
      for (const { source } of due) open.add(source.id);
      const counts: number[] = [];
      const visits = due.map(async (each) => {
        const outcome = await lane(() => visit(each, stop)).finally(() => open.delete(each.source.id));
        if (outcome === null) return [];
        request.onSource?.(outcome);
        if (outcome.added + outcome.changed > 0) counts.push(await understanding(stop));
        return [outcome];
      });
      const ended = await Promise.allSettled(visits);
      counts.push(await understanding(stop));
      return { outcomes: ended.flatMap(fulfilled), understood: counts.reduce((sum, count) => sum + count, 0) };
    },
  };

  async function visit({ source, forced }: DueSource, stop: AbortSignal): Promise<SourceOutcome | null> {
    return stop.aborted ? null : await visitSource(desk, { source, forced, stop });
  }
}

/** Sources may have other places in the configuration than they had, or none. */
function settle({ config, store }: IntakeDesk): Promise<void> {
  return store.intake.settle(config.inlets.map((source) => ({ source: source.id, location: locationOf(source) })));
}

/** What has worked once is not done again. */
function openOnce(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work().catch((error: unknown) => {
      done = undefined;
      throw error;
    });
    return done;
  };
}

function fulfilled<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}

/** At most so many works at a time; the others wait in their order. */
function openLanes(lanes: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = lanes;
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}

/** One work after the other: two at once would do the same. */
function openTurns<A>(work: (argument: A) => Promise<number>): (argument: A) => Promise<number> {
  let last: Promise<unknown> = Promise.resolve();
  return (argument) => {
    const turn = last.then(() => work(argument));
    last = turn.catch(() => undefined);
    return turn;
  };
}
