/** A folder in the place of a mail server: one file per message, for trying out and for tests. */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MailAnswer, Mailer } from './mailer.ts';

/** Mails hold addresses and secrets: other users of the machine may not read them. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** Writes each message into a folder; a file is there whole or not at all. */
export function openOutbox(folder: string): Mailer {
  let written = 0;
  return {
    send: (message) =>
      told(async () => {
        await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
        const name = fileName(new Date(), written++);
        await writeFile(join(folder, `.${name}.part`), message, { mode: FILE_MODE });
        await rename(join(folder, `.${name}.part`), join(folder, name));
        return name;
      }),
    verify: () =>
      told(async () => {
        await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
        await access(folder, constants.W_OK);
        return 'writable';
      }),
    close: () => {},
  };
}

/** Sorted by name they are in the order of writing; the random end keeps two processes apart. */
function fileName(now: Date, number: number): string {
  const time = now.toISOString().replaceAll(/[-:.]/g, '');
  return `${time}-${String(number).padStart(6, '0')}-${randomBytes(3).toString('hex')}.eml`;
}

/** A folder that cannot be written is like a server that is not there. */
async function told(work: () => Promise<string>): Promise<MailAnswer> {
  try {
    return { answer: 'accepted', reply: await work() };
  } catch (error) {
    return { answer: 'server-fault', reply: (error as NodeJS.ErrnoException).code ?? 'failed' };
  }
}
