/** `mujaz bounces`: reads once the mails that came back. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { MailCounts } from '../../app/index.ts';
import type { Config } from '../../config/index.ts';
import { UsageFault } from '../exit-codes.ts';
import { existingFolder, settingsOf } from '../settings.ts';

const EXAMPLES = `
Examples:
  $ npx mujaz bounces                       what has come back since the last time
  $ npx mujaz bounces --maildir ~/Maildir   of this folder alone

It reads the maildir of config/mujaz.yaml (bounces.maildir) and the mailbox in BOUNCES_IMAP_URL once; npm start does so
every minute by itself. Addresses where nobody is get no more mail, and people who complain are unsubscribed. Only mails to
the signed address that each digest carries count; the others change nothing.`;

/** Adds the command to the program. */
export function addBouncesCommand(program: Command): void {
  program
    .command('bounces')
    .description('read the mails that came back, once')
    .option('--maildir <dir>', 'a folder with new/ and cur/ in it, instead of those that are set')
    .addHelpText('after', EXAMPLES)
    .action((options: { maildir?: string }, command: Command) => takeBounces(settingsOf(command), options.maildir));
}

async function takeBounces(settings: Config, folder: string | undefined): Promise<void> {
  const config = folder === undefined ? settings : withMaildir(settings, existingFolder('--maildir', folder));
  const { maildir, imap } = config.bounces;
  if (maildir === null && imap === null) {
    throw new UsageFault(
      'there is no place that mails come back to.',
      'Set bounces.maildir in config/mujaz.yaml or BOUNCES_IMAP_URL, or name a folder: npx mujaz bounces --maildir DIR.',
    );
  }
  const { openStore, openVaultOf, readBounces } = await import('../../app/index.ts');
  const store = await openStore(config.database);
  try {
    const { vault } = await openVaultOf(config, store);
    tellCounts(await readBounces(config, store, vault, (line) => console.error(`mujaz: ${line}`)));
  } finally {
    await store.close();
  }
}

function withMaildir(config: Config, folder: string): Config {
  return { ...config, bounces: { ...config.bounces, maildir: resolve(folder), imap: null } };
}

function tellCounts(counts: MailCounts): void {
  const read = Object.values(counts).reduce((sum, mails) => sum + mails, 0);
  const { hard, soft, complaint, delayed, delivered } = counts;
  console.log(`موجز: الرسائل المرتدة · قُرئت: ${read} · عناوين معطلة: ${hard} · مؤقتة: ${soft} · شكاوى: ${complaint}`);
  console.log(`Mujaz: mails read: ${read}; hard: ${hard}, soft: ${soft}, complaints: ${complaint}`);
  console.log(
    `       auto-replies: ${counts['auto-reply']}, delayed: ${delayed}, delivered: ${delivered}, taken before: ${counts.known}, other: ${counts.other}, not ours: ${counts['not-ours']}, unreadable: ${counts.unreadable}`,
  );
}
