/** A maildir (cr.yp.to/proto/maildir.html): each file of `new/` is a mail that nobody has read. */
import { open, readdir, rename } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { MOST_BYTES } from './read-report.ts';
import { BoxFault, type BoxVisitor, type ReturnBox } from './return-box.ts';

/** Opens a folder with `new/` and `cur/`; nothing is looked at yet. */
export function openMaildir(folder: string): ReturnBox {
  const place = relative('.', folder) || '.';
  return {
    place,
    async visit({ knows, take }: BoxVisitor, stop: AbortSignal) {
      for (const name of await unreadIn(folder, place)) {
        if (stop.aborted) return;
        if (knows(name)) continue;
        const bytes = await readMail(join(folder, 'new', name));
        if (bytes !== 'gone' && (await take(name, bytes))) await markSeen(folder, place, name);
      }
    },
  };
}

/** Names begin with the time of delivery. A link may lead out of the folder. */
async function unreadIn(folder: string, place: string): Promise<string[]> {
  try {
    const entries = await readdir(join(folder, 'new'), { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    throw new BoxFault(
      `${place}: this is no maildir that can be read (${codeOf(error)}).`,
      'Name the folder that has new/ and cur/ in it, and let the user of this program read and write there.',
    );
  }
}

/** Null: it cannot be read. `gone`: another program has taken it. */
async function readMail(path: string): Promise<Uint8Array | null | 'gone'> {
  try {
    return await readBeginning(path);
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? 'gone' : null;
  }
}

async function readBeginning(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const bytes = Buffer.alloc(Math.min(size, MOST_BYTES));
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } finally {
    await file.close();
  }
}

async function markSeen(folder: string, place: string, name: string): Promise<void> {
  const [unique = name] = name.split(':', 1);
  try {
    await rename(join(folder, 'new', name), join(folder, 'cur', `${unique}:2,S`));
  } catch (error) {
    if (codeOf(error) === 'ENOENT' && !(await isThere(join(folder, 'new', name)))) return;
    throw new BoxFault(
      `${place}: a mail cannot be moved from new/ to cur/ (${codeOf(error)}).`,
      'Make the folder cur/, and let the user of this program write there.',
    );
  }
}

async function isThere(path: string): Promise<boolean> {
  return (await readMail(path)) !== 'gone';
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'failed';
}
