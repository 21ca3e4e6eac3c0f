/** Statements of the hot path: their texts depend on the number of rows alone and are compiled once for each number. */
import type { CompiledQuery, QueryResult, RawBuilder, Transaction } from 'kysely';
import type { Database } from '../schema.ts';

/** Runs a statement for so many rows with these values, which stand in the order of the text. */
export type Statement<Row> = (
  transaction: Transaction<Database>,
  size: number,
  values: readonly unknown[],
) => Promise<QueryResult<Row>>;

/** Numbers of rows whose texts are kept. */
const KEPT = 200;

/** @param build the statement for a number of rows, with anything in the places of its values */
export function statement<Row>(build: (size: number) => RawBuilder<Row>): Statement<Row> {
  const compiled = new Map<number, CompiledQuery<Row>>();
  return async (transaction, size, values) => {
    let query = compiled.get(size);
    if (!query) {
      query = build(size).compile(transaction);
      if (compiled.size === KEPT) compiled.clear();
      compiled.set(size, query);
    }
    return await transaction.executeQuery<Row>({ ...query, parameters: values });
  };
}
