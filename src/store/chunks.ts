/**
 * Rows in one INSERT. PostgreSQL takes 65,535 parameters, SQLite 32,766: enough for the widest table. More rows are not
 * faster, and while SQLite works on a statement nothing else runs.
 */
const ROWS = 100;

/** Cuts rows into pieces that one INSERT can carry, and hands them over in their order. */
export async function inChunks<Row>(
  rows: readonly Row[],
  insert: (chunk: readonly Row[]) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS) await insert(rows.slice(at, at + ROWS));
}
