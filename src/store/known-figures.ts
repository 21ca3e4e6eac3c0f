/** What earlier pages said of the same facts. */
import { type Kysely, sql } from 'kysely';
import type { Day, KnownFigure } from '../model.ts';
import type { Records } from './records.ts';
import type { Database } from './schema.ts';

/** Which statements count. */
export type KnownFigureFilter = {
  /** Only what was so before this day; null for every statement, undated ones too. */
  readonly before: Day | null;
  /** Pages of the edition in the making: they are not earlier. */
  readonly excludePages?: readonly string[];
  /** Also those of sample pages, which are invented: only for an edition that is a sample itself. */
  readonly samples?: boolean;
};

/** So many of the latest statements of one fact are enough for any comparison or chart. */
const MOST_PER_FACT = 50;
/** Facts asked for at a time: SQLite answers one query in one go, and nothing else runs meanwhile. */
const GROUP = 500;
/** Behind every day. */
const UNDATED = '~';

/**
 * What is known of facts, oldest first and undated last. Only what a page asserts counts, in the page's last version.
 * The same value from the same source at the same time is given once, as it was first told.
 */
export async function findKnownFigures(
  records: Records,
  factKeys: readonly string[],
  filter: KnownFigureFilter,
): Promise<readonly KnownFigure[]> {
  const known: KnownFigure[] = [];
  const keys = [...new Set(factKeys)];
  for (let from = 0; from < keys.length; from += GROUP) {
    const group = keys.slice(from, from + GROUP);
    const rows = await records.read((db) => latestPerFact(db, records, group, filter));
    known.push(...rows.map(toKnownFigure));
  }
  return known.sort(byDay);
}

type Row = Awaited<ReturnType<typeof latestPerFact>>[number];

function toKnownFigure(row: Row): KnownFigure {
  const { earliest, latest } = row;
  return {
    factKey: row.fact_key,
    value: row.value,
    max: row.value_max,
    qualifier: row.qualifier,
    numberText: row.number_text,
    unit: row.unit,
    asOf: earliest === null || latest === null ? null : { earliest, latest },
    source: row.source,
    page: row.page_id,
    span: { start: row.span_start, end: row.span_end },
  };
}

/** A total order, so that the same records always give the same list. */
function byDay(a: KnownFigure, b: KnownFigure): number {
  return (
    compare(a.asOf?.earliest ?? UNDATED, b.asOf?.earliest ?? UNDATED) ||
    compare(a.asOf?.latest ?? UNDATED, b.asOf?.latest ?? UNDATED) ||
    compare(a.page, b.page) ||
    a.span.start - b.span.start ||
    compare(a.factKey, b.factKey)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The day a figure speaks of: its own as-of words, else the publication of its page. */
const EARLIEST = sql<Day | null>`coalesce(as_of_earliest, published_earliest)`;
const LATEST = sql<Day | null>`coalesce(as_of_latest, published_latest)`;

/** The statements that count, numbered among those that say the same. */
function statements(db: Kysely<Database>, { among }: Records, factKeys: readonly string[], filter: KnownFigureFilter) {
  const asserted = db
    .selectFrom('figures')
    .innerJoin('pages', (join) =>
      join.onRef('pages.id', '=', 'figures.page_id').onRef('pages.version', '=', 'figures.version'),
    )
    .where(among('fact_key', factKeys))
    .where('assertion', '=', 'asserted')
    .$if(filter.before !== null, (query) => query.where(LATEST, '<', filter.before))
    .$if(filter.excludePages !== undefined, (query) =>
      query.where((where) => where.not(among('page_id', filter.excludePages ?? []))),
    )
    .$if(filter.samples !== true, (query) => query.where('sample', '=', 0));
  return asserted
    .select(['value', 'value_max', 'qualifier', 'number_text', 'unit', 'source', 'page_id', 'span_start', 'span_end'])
    .select([sql<string>`fact_key`.as('fact_key'), EARLIEST.as('earliest'), LATEST.as('latest')])
    .select(
      sql<number>`row_number() over (
        partition by fact_key, source, value, value_max, case when value is null then number_text end,
          as_of_earliest, as_of_latest
        order by published_earliest nulls last, first_seen_at, page_id, span_start)`.as('telling'),
    );
}

function latestPerFact(db: Kysely<Database>, records: Records, factKeys: readonly string[], filter: KnownFigureFilter) {
  const first = db.selectFrom(statements(db, records, factKeys, filter).as('statement')).where('telling', '=', 1);
  const ranked = first.selectAll('statement').select(
    sql<number>`row_number() over (
        partition by fact_key order by earliest desc nulls last, latest desc, page_id desc, span_start desc)`.as('age'),
  );
  return db.selectFrom(ranked.as('ranked')).selectAll('ranked').where('age', '<=', MOST_PER_FACT).execute();
}
