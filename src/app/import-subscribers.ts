/** Taking in a list of subscribers: all of it or nothing; it brings nobody back who left, and may end mail. */
import { basename } from 'node:path';
import { type Config, digestOf } from '../config/index.ts';
import type { Arrival, ArrivalCounts, Store } from '../store/index.ts';
import { makeSubscriberId, type Vault } from '../vault/index.ts';
import { AppFault } from './app-fault.ts';
import type { Encoding } from './members/csv-encoding.ts';
import { type ListFile, type ListRow, openList, rowsOf } from './members/csv-file.ts';
import { type CsvOutput, openCsv } from './members/csv-report.ts';
import { type BadRow, type ListedPerson, type RowRules, readRow } from './members/csv-values.ts';
import { openVaultOf } from './open-vault.ts';

/** What is to be imported, and how. */
export type ImportRequest = {
  readonly file: string;
  /** Where a row names none; null: the first digest. */
  readonly digest: string | null;
  /** What proves that these people agreed; null: the column `confirmed_at` does. */
  readonly consent: string | null;
  readonly dryRun: boolean;
  readonly skipBadRows: boolean;
  /** Where all bad rows are written to. */
  readonly report: string | null;
  /** Epoch milliseconds. */
  readonly now: number;
};

/** A row that cannot be imported, as it is told. */
export type ToldRow = BadRow & { readonly file: string; readonly line: number };

/** Told while the import runs. */
export type ImportListener = {
  readonly onProgress: (done: number, total: number) => void;
  readonly onBadRow: (row: ToldRow) => void;
  /** Asked once all rows have been read and can be imported; false leaves everything as it was. */
  readonly onReady: (found: ImportFindings) => Promise<boolean>;
};

/** What the list holds. */
export type ImportFindings = {
  readonly file: string;
  readonly encoding: Encoding;
  readonly delimiter: string;
  /** Columns whose names say nothing to us. */
  readonly ignored: readonly string[];
  readonly rows: number;
  readonly bad: number;
  /** Rows with the address of another row. */
  readonly repeated: number;
  readonly counts: ArrivalCounts;
};

/** `bad-rows`: nothing was imported, because some rows are wrong. */
export type ImportOutcome = ImportFindings & { readonly state: 'imported' | 'dry-run' | 'bad-rows' | 'declined' };

/** Rows in one transaction: some hundred milliseconds in which others wait with their own. */
const BATCH = 20_000;
/** Rows between two steps of the progress bar. */
const STEP = 500;

/**
 * Imports a list. Rows wait in the table `arrivals`, where they count for nothing, until one transaction makes members of
 * all of them. @throws AppFault for a file that is no such list, or without anything that proves consent
 */
export async function importSubscribers(
  config: Config,
  store: Store,
  vault: Vault,
  request: ImportRequest,
  listener: ImportListener,
): Promise<ImportOutcome> {
  const list = await openList(request.file);
  if ('refused' in list) throw new AppFault(`${request.file}: ${list.refused}`, list.next, true);
  const rules = rulesOf(config, list, request);
  const sample = vault.seal('address', '');
  const checkKeys = async () => void (await openVaultOf(config, store)).vault.open('address', sample);
  const report = request.report === null ? null : await openCsv(request.report, ['file', 'line', 'reason', 'next']);
  try {
    const outcome = await bringIn({ store, vault, list, rules, request, listener, report, checkKeys });
    await report?.finish();
    return outcome;
  } finally {
    await report?.discard();
    await store.arrivals.clear();
  }
}

function rulesOf(config: Config, { header }: ListFile, request: ImportRequest): RowRules {
  if (request.consent === null && !header.places.has('confirmedAt')) {
    throw new AppFault(
      `${request.file}: nothing says that these people agreed to be mailed.`,
      'Say where their consent came from (--consent "sign-up form of our site, 2021-2024"), or add a column confirmed_at.',
      true,
    );
  }
  return {
    digests: config.digests,
    digest: digestOf(config, request.digest ?? undefined),
    isConsentGiven: request.consent !== null,
    now: request.now,
  };
}

type Work = {
  readonly store: Store;
  readonly vault: Vault;
  readonly list: ListFile;
  readonly rules: RowRules;
  readonly request: ImportRequest;
  readonly listener: ImportListener;
  readonly report: CsvOutput | null;
  /** @throws VaultFault when the keys were changed meanwhile: what was sealed before could not be opened again */
  readonly checkKeys: () => Promise<void>;
};

async function bringIn(work: Work): Promise<ImportOutcome> {
  const { store, list, request, listener } = work;
  const name = makeSubscriberId();
  await store.arrivals.clear();
  const { rows, bad, isCut } = await readRows(work, name);
  const people = await store.arrivals.count(name);
  const found: ImportFindings = {
    file: request.file,
    encoding: list.encoding,
    delimiter: list.delimiter,
    ignored: list.header.ignored,
    rows,
    bad,
    repeated: rows - bad - people,
    counts: await store.arrivals.weigh(name),
  };
  if (isCut || (bad > 0 && !request.skipBadRows)) return { ...found, repeated: 0, state: 'bad-rows' };
  if (request.dryRun) return { ...found, state: 'dry-run' };
  if (!(await listener.onReady(found))) return { ...found, state: 'declined' };
  await work.checkKeys();
  const counts = await store.arrivals.land(name, people, request.now);
  if (counts) return { ...found, counts, state: 'imported' };
  throw new AppFault('another import has begun meanwhile, so nothing was imported.', 'Run one after the other.', false);
}

type Tally = { rows: number; bad: number; isCut: boolean };

/** Once a row is bad and may not be skipped, the others are only read to tell of them. */
async function readRows(work: Work, name: string): Promise<Tally> {
  const { store, request, listener } = work;
  const tally: Tally = { rows: 0, bad: 0, isCut: false };
  const arrivals = arrivalsOf(work, tally);
  for (let isDone = false; !isDone; ) {
    if (tally.bad > 0 && !request.skipBadRows) isDone = (await arrivals.next()).done === true;
    else {
      const batch = { left: BATCH, isDone: false };
      await store.arrivals.add(name, upTo(arrivals, batch));
      isDone = batch.isDone;
    }
  }
  listener.onProgress(tally.rows, tally.rows);
  return tally;
}

/** The next rows of an iteration that goes on afterwards. */
async function* upTo(rows: AsyncGenerator<Arrival>, batch: { left: number; isDone: boolean }): AsyncGenerator<Arrival> {
  while (batch.left-- > 0) {
    const next = await rows.next();
    if (next.done) {
      batch.isDone = true;
      return;
    }
    yield next.value;
  }
}

async function* arrivalsOf(work: Work, tally: Tally): AsyncGenerator<Arrival> {
  for await (const row of rowsOf(work.list)) {
    tally.rows++;
    if (tally.rows % STEP === 0) work.listener.onProgress(tally.rows, Math.max(tally.rows, work.list.lines));
    const read = readListed(row, work.rules);
    if ('reason' in read) {
      tally.bad++;
      tally.isCut ||= 'broken' in row;
      await tellBadRow(work, row.line, read);
    } else yield arrivalOf(work, row.line, read);
  }
}

function readListed(row: ListRow, rules: RowRules): ListedPerson | BadRow {
  if ('broken' in row) {
    return { reason: row.broken, next: 'Close or remove it; the rows behind it could not be read.' };
  }
  if (row.isCut) return { reason: 'the row ends before the address.', next: 'Add what is missing, or take it out.' };
  return readRow(row.cell, rules);
}

async function tellBadRow({ request, listener, report }: Work, line: number, { reason, next }: BadRow): Promise<void> {
  listener.onBadRow({ file: request.file, line, reason, next });
  await report?.write([[request.file, line, reason, next]]);
}

function arrivalOf({ vault, request }: Work, line: number, person: ListedPerson): Arrival {
  const { address, canonical, status, choice, signedUpAt, confirmedAt, leftAt, pausedUntil, earlier } = person;
  return {
    line,
    id: makeSubscriberId(),
    addressHash: vault.hashAddress(canonical),
    address: vault.seal('address', address),
    status,
    choice,
    signedUpAt: signedUpAt ?? confirmedAt ?? leftAt ?? request.now,
    confirmedAt,
    leftAt,
    detail: {
      file: basename(request.file),
      line,
      ...(request.consent === null ? {} : { consent: request.consent }),
      ...(earlier.length > 0 ? { earlier } : {}),
      ...(pausedUntil === null ? {} : { pausedUntil }),
    },
  };
}
