/** A folder in the place of a mail server, for a whole list: the same lane, and each message becomes a file. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BulkLane, BulkMessage, BulkOutcome, BulkSource, ServerFaultKind } from './bulk/contract.ts';
import { writeEnvelope } from './bulk/envelope.ts';
import { unharmed } from './bulk/outcomes.ts';
import { messageIdOf, unstuffed } from './data-bytes.ts';

/** Mails hold addresses and secrets: other users of the machine may not read them. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
/** Files open at a time. */
const WRITERS = 16;
/** Files that are not whole yet, in a folder for each run; what a killed program has left goes after an hour. */
const PARTS = '.parts';
const LEFT_MS = 3_600_000;
/** What only a person can mend. */
const REFUSED: ReadonlySet<string> = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EEXIST',
  'ELOOP',
  'ENAMETOOLONG',
]);
const TAKES_ALL = { pipelining: false, smtpUtf8: true, eightBitMime: true, size: 0 };

/**
 * A lane into a folder, which is made when it is needed. A file is there whole or not at all; its name comes from the
 * Message-ID, so that a message written again replaces itself.
 */
export function openOutboxLane(folder: string): BulkLane {
  return {
    async run(source, stop) {
      const run = new Run(folder, source, stop);
      await Promise.all(Array.from({ length: WRITERS }, () => run.work()));
      await run.end();
    },
  };
}

class Run {
  readonly #folder: string;
  readonly #parts: string;
  readonly #source: BulkSource;
  readonly #stop: AbortSignal;
  #written = 0;
  #isOver: boolean = false;
  #error: { readonly cause: unknown } | null = null;

  constructor(folder: string, source: BulkSource, stop: AbortSignal) {
    this.#folder = folder;
    // Of this run alone: two programs never write into the same file.
    this.#parts = join(folder, PARTS, randomBytes(6).toString('hex'));
    this.#source = source;
    this.#stop = stop;
  }

  /** One message after the other; never rejects. */
  async work(): Promise<void> {
    try {
      while (!this.#isOver && !this.#stop.aborted) {
        const message = await this.#source.next();
        if (!message) return;
        await this.#source.settle(message, await this.#outcomeOf(message));
      }
    } catch (cause) {
      this.#error ??= { cause };
      this.#isOver = true;
    }
  }

  /** Tidies up; rejects with what a source has failed of. */
  async end(): Promise<void> {
    await rm(this.#parts, { recursive: true, force: true }).catch(() => {});
    await tidy(join(this.#folder, PARTS)).catch(() => {});
    if (this.#error) throw this.#error.cause;
  }

  async #outcomeOf(message: BulkMessage): Promise<BulkOutcome> {
    if (this.#isOver || this.#stop.aborted) return unharmed('stopped');
    const envelope = writeEnvelope(message, TAKES_ALL, () => 0);
    if ('outcome' in envelope) return envelope;
    const bytes = unstuffed(message.chunks());
    const name = `${createHash('sha256').update(messageIdOf(bytes)).digest('hex').slice(0, 40)}.eml`;
    try {
      await this.#write(bytes, name);
      return { outcome: 'sent', reply: name };
    } catch (error) {
      const word = (error as NodeJS.ErrnoException).code ?? 'failed';
      this.#fail(word);
      return unharmed(word);
    }
  }

  async #write(bytes: Uint8Array, name: string): Promise<void> {
    const part = join(this.#parts, String(this.#written++));
    try {
      await writeFile(part, bytes, { mode: FILE_MODE });
    } catch (error) {
      // The first of a run, or somebody has taken the folder away.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      await mkdir(this.#parts, { recursive: true, mode: FOLDER_MODE });
      await writeFile(part, bytes, { mode: FILE_MODE });
    }
    await rename(part, join(this.#folder, name));
  }

  #fail(word: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const kind: ServerFaultKind = REFUSED.has(word) ? 'refused' : 'unreachable';
    this.#source.serverFault(word, kind);
  }
}

/** Takes away what nobody writes into any more, and the folder itself when nothing is left; rejects when something is. */
async function tidy(parts: string): Promise<void> {
  for (const run of await readdir(parts)) {
    const { mtimeMs } = await stat(join(parts, run));
    if (Date.now() - mtimeMs > LEFT_MS) await rm(join(parts, run), { recursive: true, force: true });
  }
  await rmdir(parts);
}
