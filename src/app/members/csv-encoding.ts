/** Which encoding a text file has, told from its bytes alone. */
import { open } from 'node:fs/promises';

/** Names as `TextDecoder` takes them. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1256';

/** What was found out about a file without reading its rows. */
export type TextFile = { readonly encoding: Encoding; readonly lines: number };

/** Why a file cannot be read as text. */
export type NotText = { readonly refused: string; readonly next: string };

/** What spreadsheet programs write when they are not asked for CSV. */
const MAGIC: readonly (readonly [bytes: readonly number[], kind: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'an office document or zip archive'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old office document'],
  [[0x1f, 0x8b], 'a gzip archive'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF document'],
];

const SAVE_AS_CSV = 'Save the list as "CSV UTF-8" in the program it was made with, and import that file.';
const NEWLINE = 0x0a;
/** Bytes read at once: the rows of a piece are in memory together. */
const PIECE = 8 * 1024;
/** Beyond ASCII, more broken signs than this share of all: the file was never UTF-8. */
const NEVER_UTF8 = 0.2;

/** Reads the whole file once, in pieces. @throws the system's refusal to open it */
export async function examineText(path: string): Promise<TextFile | NotText> {
  const counts = { lines: 0, nul: false, other: 0, broken: 0, last: NEWLINE };
  let head: Uint8Array | null = null;
  const decoder = new TextDecoder('utf-8');
  for await (const bytes of piecesOf(path)) {
    head ??= bytes.slice(0, 4);
    countBytes(bytes, counts);
    countSigns(decoder.decode(bytes, { stream: true }), counts);
  }
  countSigns(decoder.decode(), counts);
  const lines = counts.lines + (counts.last === NEWLINE ? 0 : 1);
  return verdict(head ?? new Uint8Array(), lines, counts);
}

/** The bytes of a file; each piece is only good until the next one. */
export async function* piecesOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const buffer = new Uint8Array(PIECE);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

type Counts = { lines: number; nul: boolean; other: number; broken: number; last: number };

function countBytes(bytes: Uint8Array, counts: Counts): void {
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) counts.lines++;
  counts.nul ||= bytes.includes(0);
  counts.last = bytes.at(-1) ?? counts.last;
}

/** `other`: signs beyond ASCII; `broken`: those that are no UTF-8. */
function countSigns(text: string, counts: Counts): void {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    counts.other++;
    if (unit === 0xfffd) counts.broken++;
  }
}

function verdict(head: Uint8Array, lines: number, { nul, other, broken }: Counts): TextFile | NotText {
  const kind = MAGIC.find(([magic]) => magic.every((byte, at) => head[at] === byte))?.[1];
  if (kind) return { refused: `this is ${kind}, not CSV.`, next: SAVE_AS_CSV };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', lines };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', lines };
  if (nul) return { refused: 'it holds NUL bytes: this is no text, or UTF-16 without a mark.', next: SAVE_AS_CSV };
  if (broken === 0) return { encoding: 'utf-8', lines };
  if (broken > other * NEVER_UTF8) return { encoding: 'windows-1256', lines };
  return {
    refused: `it is UTF-8, but ${broken} of its bytes are not: the file is damaged or was put together of two.`,
    next: SAVE_AS_CSV,
  };
}
