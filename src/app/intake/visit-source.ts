/** One visit to a source: claimed, read, written down, released. */
import type { Source } from '../../model.ts';
import { type SourceState, StoreFault } from '../../store/index.ts';
import { MINUTE_MS } from '../durations.ts';
import { faultLine } from '../post-office/fault-line.ts';
import type { SourceOutcome } from './contract.ts';
import { emptyTally, type IntakeDesk, type Tally, type Visit } from './desk.ts';
import { afterFailure, afterReading, currentState, isDue, type Reading, type SourceFailure } from './source-state.ts';
import { visitFeed } from './visit-feed.ts';
import { visitFolder } from './visit-folder.ts';
import { visitList } from './visit-list.ts';
import { visitPages } from './visit-pages.ts';

/** A program that dies leaves its claim behind for so long. */
const LEASE_MS = 5 * MINUTE_MS;

/** How a source is visited. `forced`: also when it is not due. */
export type VisitOrder = { readonly source: Source; readonly forced: boolean; readonly stop: AbortSignal };

/**
 * Reads a source, when no other program does.
 * @throws StoreFault; whatever else goes wrong is the source's failure
 */
export async function visitSource(desk: IntakeDesk, { source, forced, stop }: VisitOrder): Promise<SourceOutcome> {
  const { intake } = desk.store;
  const now = desk.clock();
  if (!(await intake.claim(source.id, desk.owner, now, now + LEASE_MS))) return outcomeOf(source, 'busy', emptyTally());
  const lease = keepLease(desk, source.id);
  try {
    const state = currentState(source, await intake.state(source.id));
    // Another program was there in the meantime.
    if (!forced && !isDue(state, desk.clock())) return outcomeOf(source, 'busy', emptyTally());
    const visit = { desk, source, state, stop: AbortSignal.any([stop, lease.lost]), tally: emptyTally() };
    return await finish(visit, await readSource(visit));
  } finally {
    lease.end();
    // Where the records are away the claim runs out by itself.
    await intake.release(source.id, desk.owner).catch(() => undefined);
  }
}

/** Renews the claim while the source is read; a lost one ends the visit. */
function keepLease({ store, owner, clock }: IntakeDesk, source: string): { lost: AbortSignal; end: () => void } {
  const lost = new AbortController();
  const renew = async (): Promise<void> => {
    const now = clock();
    if (!(await store.intake.claim(source, owner, now, now + LEASE_MS).catch(() => false))) lost.abort();
  };
  const timer = setInterval(() => void renew(), LEASE_MS / 3).unref();
  return { lost: lost.signal, end: () => clearInterval(timer) };
}

async function readSource(visit: Visit): Promise<Reading> {
  try {
    return await readByKind(visit);
  } catch (error) {
    if (error instanceof StoreFault) throw error;
    const fault = `${faultLine('unexpected fault', error)}. Please report it.`;
    return { kind: 'failed', why: 'failed', fault, retryAfterMs: null };
  }
}

function readByKind(visit: Visit): Promise<Reading> {
  const { source } = visit;
  switch (source.kind) {
    case 'folder':
      return visitFolder({ ...visit, source });
    case 'feed':
      return visitFeed({ ...visit, source });
    case 'list':
      return visitList({ ...visit, source });
    case 'pages':
      return visitPages({ ...visit, source });
  }
}

/** A visit that was broken off changes nothing of what is known of the source: the next one begins where it began. */
async function finish(visit: Visit, reading: Reading): Promise<SourceOutcome> {
  const { desk, source, state, stop, tally } = visit;
  if (stop.aborted) return outcomeOf(source, 'waiting', tally, { fault: 'stopped before all of it was read.' });
  const at = desk.clock();
  const next =
    reading.kind === 'read'
      ? afterReading(state, reading, { source, hasNews: tally.added + tally.changed > 0, at })
      : afterFailure(await withWarning(desk, state), reading, at);
  await desk.store.intake.saveState(next);
  const { movedTo, fault } = next;
  return outcomeOf(source, stateOf(reading, tally), tally, { movedTo, fault });
}

/** An editor may have been told of the failure meanwhile. */
async function withWarning({ store }: IntakeDesk, state: SourceState): Promise<SourceState> {
  const now = await store.intake.state(state.source);
  return now === null ? state : { ...state, warnedAt: now.warnedAt };
}

function stateOf(reading: Reading, { added, changed, known, withdrawn, refusals }: Tally): SourceOutcome['state'] {
  if (reading.kind === 'failed') return waits(reading) ? 'waiting' : 'failed';
  return added + changed + known + withdrawn + refusals.length > 0 ? 'read' : 'unchanged';
}

const waits = ({ why }: SourceFailure) => why === 'waiting';

function outcomeOf(
  source: Source,
  state: SourceOutcome['state'],
  tally: Tally,
  more: Partial<Pick<SourceOutcome, 'movedTo' | 'fault'>> = {},
): SourceOutcome {
  return { source, state, fault: null, movedTo: null, ...more, ...tally };
}
