/** A list as a file: found out how it is written, then read row by row. */
import { pipeline, Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { type Column, type Delimiter, declaredDelimiter, delimiterOf, type Header, readHeader } from './csv-columns.ts';
import { type Encoding, examineText, type NotText, piecesOf } from './csv-encoding.ts';
import { withoutEscape } from './csv-report.ts';

/** How a list is written. */
export type ListFile = {
  readonly path: string;
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly header: Header;
  /** In the whole file, about as many as it has rows. */
  readonly lines: number;
  /** Line of the header: 1, or 2 behind `sep=;`. */
  readonly headerLine: number;
};

/** A row: the line it begins in, and its cells; or where the file cannot be read on. */
export type ListRow =
  | { readonly line: number; readonly cell: (column: Column) => string; readonly isCut: boolean }
  | { readonly line: number; readonly broken: string };

/** A header is never longer. */
const MAX_HEADER = 20_000;
/** Characters in a row: more are a quotation mark that was never closed. */
const MAX_ROW = 200_000;

/** Finds out encoding, delimiter and columns. @throws the system's refusal to open the file */
export async function openList(path: string): Promise<ListFile | NotText> {
  const text = await examineText(path);
  if ('refused' in text) return text;
  const [first = '', second = ''] = await firstLines(path, text.encoding);
  const declared = declaredDelimiter(first);
  const line = declared ? second : first;
  const delimiter = declared ?? delimiterOf(line);
  const header = readHeader(await cellsOf(line, delimiter));
  if ('refused' in header) return header;
  return { path, ...text, delimiter, header, headerLine: declared ? 2 : 1 };
}

async function firstLines(path: string, encoding: Encoding): Promise<string[]> {
  let text = '';
  for await (const piece of textOf(path, encoding)) {
    text += piece;
    if (text.length > MAX_HEADER || text.split('\n', 3).length > 2) break;
  }
  return text.slice(0, MAX_HEADER).split('\n', 2);
}

/**
 * The text of a file in pieces, without its byte order mark. Lines end with LF alone, however they ended: a file may have
 * been put together of several, and the parser counts CRLF inside of quotes as two lines.
 */
async function* textOf(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let held = '';
  for await (const bytes of piecesOf(path)) {
    const text = held + decoder.decode(bytes, { stream: true });
    held = text.endsWith('\r') ? '\r' : '';
    yield (held === '' ? text : text.slice(0, -1)).replace(/\r\n?/gu, '\n');
  }
  yield (held + decoder.decode()).replace(/\r\n?/gu, '\n');
}

const OPTIONS = {
  record_delimiter: '\n',
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  max_record_size: MAX_ROW,
};

async function cellsOf(line: string, delimiter: Delimiter): Promise<string[]> {
  const rows: string[][] = await Readable.from([line])
    .pipe(parse({ ...OPTIONS, delimiter }))
    .toArray();
  return rows[0] ?? [];
}

type Parsed = { readonly record: string[]; readonly info: { readonly lines: number } };

/** The rows behind the header, one by one. A row that cannot be read is the last one. */
export async function* rowsOf(list: ListFile): AsyncGenerator<ListRow> {
  const parser = parse({ ...OPTIONS, delimiter: list.delimiter, info: true });
  // Errors come out of the parser; unlike `pipe`, this closes the file then.
  pipeline(Readable.from(textOf(list.path, list.encoding)), parser, () => undefined);
  let last = list.headerLine;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      const line = info.lines - newlinesIn(record);
      last = info.lines;
      if (line > list.headerLine && record.some((cell) => cell.trim() !== '')) yield rowOf(list.header, line, record);
    }
  } catch (error) {
    if (!isCsvError(error)) throw error;
    yield { line: last + 1, broken: 'a quotation mark is opened and never closed.' };
  }
}

function rowOf({ places, isExport }: Header, line: number, record: readonly string[]): ListRow {
  const cell = (column: Column) => {
    const text = record[places.get(column) ?? -1] ?? '';
    return (isExport ? withoutEscape(text) : text).trim();
  };
  return { line, cell, isCut: record.length <= (places.get('email') ?? 0) };
}

/** Rows may go over several lines, inside of quotes. */
function newlinesIn(record: readonly string[]): number {
  let lines = 0;
  for (const cell of record) {
    if (cell.includes('\n')) lines += cell.split('\n').length - 1;
  }
  return lines;
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_');
}
