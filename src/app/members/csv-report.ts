/** Files that come out of lists: written beside their place and put there when whole, for this user's eyes only. */
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';

/** A CSV file in the making. */
export type CsvOutput = {
  /** Adds rows. */
  write(rows: readonly (readonly (string | number)[])[]): Promise<void>;
  /** Puts the file in its place; what stood there is replaced. */
  finish(): Promise<void>;
  /** Leaves nothing behind. After `finish` it does nothing. */
  discard(): Promise<void>;
};

/** Spreadsheet programs take UTF-8 for another encoding without it. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Opens `path` for writing; cells that a spreadsheet program would run as formulas get an apostrophe in front (OWASP, CSV
 * injection).
 */
export async function openCsv(path: string, header: readonly string[]): Promise<CsvOutput> {
  const part = `${path}.${process.pid}.part`;
  const file = await open(part, 'w', 0o600);
  await file.write(BYTE_ORDER_MARK + csvText([header]));
  let isOpen = true;
  return {
    write: async (rows) => void (await file.write(csvText(rows))),
    async finish() {
      isOpen = false;
      await putInPlace(file, part, path);
    },
    async discard() {
      if (!isOpen) return;
      isOpen = false;
      await file.close();
      await rm(part, { force: true });
    },
  };
}

async function putInPlace(file: FileHandle, part: string, path: string): Promise<void> {
  await file.sync();
  await file.close();
  await rename(part, path);
}

/** What a spreadsheet program would run, with the apostrophes that keep it from it: `=1+1`, `'=1+1`. */
const ESCAPED = /^'+(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/u;

/** Rows as CSV. A cell that has such an apostrophe of its own gets one more, so that one can always be taken off. */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) => row.map((cell) => (ESCAPED.test(String(cell)) ? `'${cell}` : cell)));
  return stringify(cells, { escape_formulas: true, record_delimiter: '\r\n' });
}

/** A cell of ours as it was before `csvText` wrote it. */
export function withoutEscape(cell: string): string {
  return ESCAPED.test(cell) ? cell.slice(1) : cell;
}
