/** The mails that were written to a folder, as the desk shows them. Nothing here changes a file. */
import { constants, lstatSync } from 'node:fs';
import { type FileHandle, open, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setImmediate as others } from 'node:timers/promises';
import type { Config } from '../config/index.ts';
import { MOST_HEAD_BYTES, type ReadMessage, readMessage, readMessageHead } from '../deliver/index.ts';
import { maskAddress } from './address.ts';

/** A file of the outbox. */
export type OutboxFile = {
  readonly name: string;
  /** When it was written (epoch ms). */
  readonly at: number;
  readonly bytes: number;
};

/** What a list shows of one; recipients are shown in part. Without a subject: it is no message. */
export type OutboxItem = OutboxFile & { readonly subject: string; readonly to: string };

/** One page of the list, newest first. */
export type OutboxList = {
  readonly items: readonly OutboxItem[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly files: number;
  /** There are more files than are looked at. */
  readonly isCut: boolean;
};

/** A message as a reader would get it, but for the address, of which a part is shown; null where the file is none, or too large to be shown. */
export type OutboxMessage = OutboxFile & { readonly message: ReadMessage | null };

/** The outbox, for reading. */
export type OutboxView = {
  readonly folder: string;
  /** Names of the mail servers that are set; none: mails become files here. */
  readonly relays: readonly string[];
  list(page: number): Promise<OutboxList>;
  /** Null when there is no such file. */
  message(name: string): Promise<OutboxMessage | null>;
  /** The file byte for byte; its reader closes it. */
  file(name: string): Promise<{ readonly bytes: number; readonly stream: Readable } | null>;
};

const PER_PAGE = 50;
/** Of more files only so many are looked at: memory and time of a list have an end. */
const MOST_FILES = 200_000;
/** Looked at in one go, which takes about a millisecond. */
const AT_ONCE = 200;
/** A larger file is only handed over. */
const MOST_SHOWN_BYTES = 8 * 1024 * 1024;
/** Names that we give; no path, no hidden file, nothing that is still being written. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,180}\.eml$/u;
/** A link out of the folder is not followed, and a pipe is not waited for. */
const READING = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** The outbox of a configuration; its folder need not exist. */
export function openOutboxView(config: Config): OutboxView {
  const folder = config.mail.outbox;
  let listing: Promise<Listing> | null = null;
  // Visits at the same time share one look at the folder.
  const look = () => {
    listing ??= readFolder(folder).finally(() => {
      listing = null;
    });
    return listing;
  };
  return {
    folder,
    relays: config.sending.relays.map(({ name }) => name),
    list: async (page) => listPage(folder, await look(), page),
    message: (name) => withFile(folder, name, readWhole),
    file: async (name) => await openFile(folder, name),
  };
}

type Listing = { readonly files: readonly OutboxFile[]; readonly isCut: boolean };

/** Names do not tell the order: those of digests come from their Message-IDs. So each file is asked when it was written. */
async function readFolder(folder: string): Promise<Listing> {
  const files: OutboxFile[] = [];
  let batch: string[] = [];
  for await (const { name } of await entriesOf(folder)) {
    if (!NAME.test(name)) continue;
    if (files.length + batch.length >= MOST_FILES)
      return { files: sorted([...files, ...statsOf(folder, batch)]), isCut: true };
    batch.push(name);
    if (batch.length < AT_ONCE) continue;
    files.push(...statsOf(folder, batch));
    batch = [];
    await others();
  }
  return { files: sorted([...files, ...statsOf(folder, batch)]), isCut: false };
}

async function entriesOf(folder: string): Promise<AsyncIterable<{ readonly name: string }> | readonly never[]> {
  try {
    return await opendir(folder, { bufferSize: AT_ONCE });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Synchronous, since a hundred thousand promises would cost four times as long; others get their turn between batches. */
function statsOf(folder: string, names: readonly string[]): OutboxFile[] {
  return names.flatMap((name) => {
    const found = lstatSync(join(folder, name), { throwIfNoEntry: false });
    return found?.isFile() ? [{ name, at: Math.trunc(found.mtimeMs), bytes: found.size }] : [];
  });
}

function sorted(files: OutboxFile[]): OutboxFile[] {
  // Files of one millisecond keep an order too.
  return files.sort((a, b) => b.at - a.at || (a.name < b.name ? 1 : -1));
}

async function listPage(folder: string, { files, isCut }: Listing, page: number): Promise<OutboxList> {
  const chosen = files.slice((page - 1) * PER_PAGE, page * PER_PAGE);
  const items: OutboxItem[] = [];
  // One after the other: each holds its head in memory.
  for (const file of chosen) {
    const head = await withFile(
      folder,
      file.name,
      async (_file, handle) => await readMessageHead(await beginningOf(handle, MOST_HEAD_BYTES)),
    );
    items.push({ ...file, subject: head?.subject ?? '', to: head?.to.address ? maskAddress(head.to.address) : '' });
  }
  return { items, page, pages: Math.ceil(files.length / PER_PAGE), files: files.length, isCut };
}

async function readWhole(file: OutboxFile, handle: FileHandle): Promise<OutboxMessage> {
  const message = file.bytes > MOST_SHOWN_BYTES ? null : await readMessage(await beginningOf(handle, file.bytes));
  return { ...file, message: message && isMessage(message) ? withoutAddress(message) : null };
}

function withoutAddress(message: ReadMessage): ReadMessage {
  const { to } = message;
  return { ...message, to: { ...to, address: to.address && maskAddress(to.address) } };
}

function isMessage({ from, to, subject }: ReadMessage): boolean {
  return from.address !== '' || to.address !== '' || subject !== '';
}

async function beginningOf(handle: FileHandle, most: number): Promise<Uint8Array> {
  const bytes = Buffer.alloc(most);
  const { bytesRead } = await handle.read(bytes, 0, most, 0);
  return bytes.subarray(0, bytesRead);
}

async function withFile<T>(
  folder: string,
  name: string,
  work: (file: OutboxFile, handle: FileHandle) => Promise<T>,
): Promise<T | null> {
  const opened = await openHandle(folder, name);
  if (!opened) return null;
  try {
    return await work(opened.file, opened.handle);
  } finally {
    await opened.handle.close();
  }
}

async function openFile(folder: string, name: string): ReturnType<OutboxView['file']> {
  const opened = await openHandle(folder, name);
  return opened && { bytes: opened.file.bytes, stream: streamOf(opened.handle, opened.file.bytes) };
}

/** Not more than was announced, should the file grow. */
function streamOf(handle: FileHandle, bytes: number): Readable {
  return handle.createReadStream(bytes > 0 ? { start: 0, end: bytes - 1 } : {});
}

async function openHandle(folder: string, name: string) {
  if (!NAME.test(name)) return null;
  const handle = await opening(join(folder, name));
  if (!handle) return null;
  const found = await handle.stat();
  if (found.isFile()) return { handle, file: { name, at: Math.trunc(found.mtimeMs), bytes: found.size } };
  await handle.close();
  return null;
}

/** What is not there, or is a link, is none. */
const ABSENT = new Set(['ENOENT', 'ELOOP', 'ENXIO', 'ENOTDIR']);

async function opening(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, READING);
  } catch (error) {
    if (ABSENT.has((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
