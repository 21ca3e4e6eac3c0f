/** Addresses of articles: what makes two of them the same one, and which article lies there. */
import type { Transaction } from 'kysely';
import { inChunks } from './chunks.ts';
import { hashText } from './content.ts';
import type { AddressRow, Database } from './schema.ts';

/** PostgreSQL indexes up to 2,700 bytes. */
const LONGEST = 2000;

/** A canonical address without what does not tell articles apart: scheme, `www.` and the slash at its end. */
export function addressKey(url: string): string {
  const key = url.replace(/^[a-z]+:\/\//iu, '').replace(/^www\./iu, '');
  const bare = key.endsWith('/') ? key.slice(0, -1) : key;
  return bare.length > LONGEST || !/^[\x20-\x7e]*$/u.test(bare) ? hashText(bare) : bare;
}

/** Of two articles with one address the first has it. */
export async function saveAddresses(transaction: Transaction<Database>, rows: readonly AddressRow[]): Promise<void> {
  await inChunks(rows, (chunk) =>
    transaction
      .insertInto('addresses')
      .values(chunk)
      .onConflict((conflict) => conflict.column('address').doNothing())
      .execute(),
  );
}
