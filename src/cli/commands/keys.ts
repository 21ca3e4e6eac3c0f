/** `mujaz keys`: make and change the key that addresses are sealed under. */
import { relative } from 'node:path';
import type { Command } from 'commander';
import type { Rotation } from '../../app/index.ts';
import { showProgress } from '../progress.ts';
import { settingsOf } from '../settings.ts';

const NEW_EXAMPLES = `
Examples:
  $ npx mujaz keys new                          print a key
  $ export MUJAZ_KEY="$(npx mujaz keys new)"    use one from now on

Keep the key where the database and its backups are not: whoever has both can read all addresses, and without the key
nobody can.`;

const ROTATE_EXAMPLES = `
Examples:
  $ export MUJAZ_NEW_KEY="$(npx mujaz keys new)"
  $ echo "$MUJAZ_NEW_KEY"                       put it where you keep keys, before anything else
  $ MUJAZ_KEY=... npx mujaz keys rotate         from the key in MUJAZ_KEY to the one in MUJAZ_NEW_KEY
  $ npx mujaz keys rotate                       where no key is set: a new development key, in its file

Stop the server first and start it again with the new key: one that runs on with the old key notices within a second
and then takes no sign-ups and opens no preferences, though people can leave. If the command is stopped, run it again as it was: at every
moment either the old key opens everything or the new one does, and at the end the old key opens nothing.

After a theft of key and database: what was stolen stays readable to the thief. What is renewed: the key of the addresses
(all are sealed again, the old key is dropped), of links (those in mails already sent are good for leaving alone, so that
nobody can open preferences with forged ones) and of forms. What stays: the key that addresses are looked up with, because
of the erased only its hashes are left; a thief can go on testing whether an address is in a database stolen later.`;

/** Adds the commands to the program. */
export function addKeysCommand(program: Command): void {
  const keys = program.command('keys').description('make and change the key that addresses are sealed under');
  keys
    .command('new')
    .description('print a new key for MUJAZ_KEY')
    .addHelpText('after', NEW_EXAMPLES)
    .action(async () => {
      const { makeKey } = await import('../../app/index.ts');
      console.log(makeKey());
    });
  keys
    .command('rotate')
    .description('change the key from MUJAZ_KEY to MUJAZ_NEW_KEY and seal every address again')
    .addHelpText('after', ROTATE_EXAMPLES)
    .action((_options: object, command: Command) => rotate(command));
}

async function rotate(command: Command): Promise<void> {
  const config = settingsOf(command);
  const { openStore, rotateKeysOf } = await import('../../app/index.ts');
  const store = await openStore(config.database);
  const progress = showProgress('texts');
  try {
    const newKey = process.env['MUJAZ_NEW_KEY']?.trim() || null;
    const rotation = await rotateKeysOf(config, store, newKey, progress.step);
    progress.done();
    tellRotation(rotation, config.key.text !== null);
  } finally {
    progress.done();
    await store.close();
  }
}

function tellRotation({ resealed, resumed, keysInUse, newKey, file }: Rotation, wasSet: boolean): void {
  const where = relative('.', file) || file;
  console.log(`موجز: تغيّر المفتاح · النصوص التي خُتمت من جديد: ${resealed}`);
  console.log(
    `Mujaz: ${resumed ? 'the key had been changed before; ' : 'the key is changed; '}texts sealed again: ${resealed}`,
  );
  if (keysInUse > 0) {
    console.log(
      `Older keys of addresses that are still needed: ${keysInUse} (an import was going on); rotate once more later.`,
    );
  }
  console.log('Links in mails already sent are good for leaving alone from now on; the next mails bring new ones.');
  if (newKey === 'in-file') {
    console.log(`Next: start the server again; the new key is in ${where}.`);
    return;
  }
  console.log('Next: set MUJAZ_KEY to the new key, unset MUJAZ_NEW_KEY, and start the server again.');
  console.log(
    wasSet
      ? 'The old key opens nothing any more, but old backups: keep it as long as you keep those.'
      : `${where} opens nothing any more, but old backups: take it away from this machine.`,
  );
}
