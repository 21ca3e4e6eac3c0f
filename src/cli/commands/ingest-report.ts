/** What `mujaz ingest` says at its end. */
import type { IngestReport, SourceOutcome, Store } from '../../app/index.ts';
import type { Source } from '../../model.ts';

type States = Awaited<ReturnType<Store['intake']['states']>>;

/** What is told besides the report. */
export type IngestContext = {
  readonly states: States;
  readonly inlets: readonly Source[];
  readonly timeZone: string;
};

/** A line for each source, and the sum. */
export async function tellIngest(report: IngestReport, context: IngestContext): Promise<void> {
  const { movedLine, outcomeLine } = await import('../../app/index.ts');
  const { outcomes, understood } = report;
  if (outcomes.length === 0) return tellNothingDue(context);
  for (const outcome of outcomes) {
    console.log(`Mujaz: ${outcomeLine(outcome)}${nextTry(outcome, context)}`);
    const moved = movedLine(outcome);
    if (moved !== null) console.log(`Mujaz: ${moved}.`);
  }
  const sum = (count: (outcome: SourceOutcome) => number) => outcomes.reduce((all, each) => all + count(each), 0);
  const [added, changed] = [sum((each) => each.added), sum((each) => each.changed)];
  console.log(`موجز: المصادر: ${outcomes.length} · مواد جديدة: ${added} · متغيرة: ${changed} · مقروءة: ${understood}`);
}

function nextTry({ source, state }: SourceOutcome, { states, timeZone }: IngestContext): string {
  if (state !== 'failed' && state !== 'waiting') return '';
  const next = states.find((each) => each.source === source.id)?.nextAt ?? 0;
  return next < Date.now() ? '' : ` Next try ${clockTime(next, timeZone)}.`;
}

function tellNothingDue({ states, inlets, timeZone }: IngestContext): void {
  const known = new Set(inlets.map(({ id }) => id));
  const next = states.filter(({ source }) => known.has(source)).toSorted((a, b) => a.nextAt - b.nextAt)[0];
  const when = next ? ` The next one is ${next.source} at ${clockTime(next.nextAt, timeZone)}.` : '';
  console.log('موجز: لا مصدر حان وقته الآن.');
  console.log(`Mujaz: no source is due.${when} Read all of them now: npx mujaz ingest --all`);
}

/** `12:30`, with the day when it is another one. */
function clockTime(at: number, timeZone: string): string {
  const day = (time: number) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(time);
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
  return day(at) === day(Date.now()) ? clock : `${day(at)} ${clock}`;
}

/** For scripts. Times are ISO 8601. */
export function ingestJson({ outcomes, understood }: IngestReport, states: States): object {
  return {
    understood,
    sources: outcomes.map(({ source, refusals, ...outcome }) => {
      const nextAt = states.find((state) => state.source === source.id)?.nextAt;
      return {
        source: source.id,
        name: source.name,
        kind: source.kind,
        ...outcome,
        refused: refusals,
        nextAt: nextAt === undefined ? null : new Date(nextAt).toISOString(),
      };
    }),
  };
}
