/** `mujaz editor`: the accounts of the people at the desk. */
import { type Command, Option } from 'commander';
import type { EditorsByHand, NameRefusal, PasswordRefusal } from '../../app/index.ts';
import type { EditorRole } from '../../model.ts';
import { UsageFault } from '../exit-codes.ts';
import { settingsOf } from '../settings.ts';
import { askPassword } from './editor-password.ts';

const EXAMPLES = `
Examples:
  $ npx mujaz editor add salma                      prepares and approves editions; the password is asked for
  $ npx mujaz editor add "Omar K" --role publisher  sends them, too
  $ npx mujaz editor add salma < password.txt       in scripts: the first line is the password
  $ npx mujaz editor list
  $ npx mujaz editor password salma                 a new password; ends the sessions, and lets a disabled account in again
  $ npx mujaz editor password salma --without-code  also takes the code from the telephone off
  $ npx mujaz editor sign-out salma                 ends all sessions
  $ npx mujaz editor disable salma                  nobody can sign in with it any more

As soon as there is one account, the desk opens only to those who sign in, from anywhere; until then it opens to a browser
on this machine alone. A password has at least 12 characters, of any kind. Exit code 2 when a name or password does not do.`;

/** Adds the commands to the program. */
export function addEditorCommand(program: Command): void {
  const editor = program
    .command('editor')
    .description('the accounts of the people at the desk')
    .addHelpText('after', EXAMPLES);
  editor
    .command('add')
    .description('add an account; its password is asked for')
    .argument('<name>', '2 to 40 letters, digits, spaces, dots and hyphens')
    .addOption(
      new Option('--role <role>', 'editor: prepares and approves; publisher: sends, too')
        .choices(['editor', 'publisher'])
        .default('editor'),
    )
    .action((name: string, { role }: { role: EditorRole }, command: Command) => add(name, role, command));
  editor
    .command('list')
    .description('all accounts')
    .action((_options: object, command: Command) => withEditors(command, list));
  editor
    .command('disable')
    .description('nobody can sign in with an account any more; its sessions end')
    .argument('<name>')
    .action((name: string, _options: object, command: Command) => disable(name, command));
  editor
    .command('password')
    .description('set a new password; ends all sessions of the account')
    .argument('<name>')
    .option('--without-code', 'take the second factor off: the telephone was lost')
    .action((name: string, { withoutCode }: { withoutCode?: true }, command: Command) =>
      setPassword(name, withoutCode === true, command),
    );
  editor
    .command('sign-out')
    .description('end all sessions of an account')
    .argument('<name>')
    .action((name: string, _options: object, command: Command) => signOut(name, command));
}

async function withEditors(command: Command, work: (editors: EditorsByHand) => Promise<void>): Promise<void> {
  const config = settingsOf(command);
  const { openEditors, openStore, openVaultOf } = await import('../../app/index.ts');
  const store = await openStore(config.database);
  try {
    const { vault } = await openVaultOf(config, store);
    await work(openEditors(config, store, vault).byHand);
  } finally {
    await store.close();
  }
}

async function add(name: string, role: EditorRole, command: Command): Promise<void> {
  const password = await askPassword(name);
  await withEditors(command, async (editors) => {
    const answer = await editors.add(name, role, password);
    if ('refused' in answer) throw refusal(name, answer.refused);
    console.log(`موجز: أُضيف حساب «${answer.added.name}»`);
    console.log(`Mujaz: the account ${answer.added.name} (${role}) is added. Sign in at /desk.`);
  });
}

async function list(editors: EditorsByHand): Promise<void> {
  const all = await editors.list();
  if (all.length === 0) console.log('No accounts yet. Add one: npx mujaz editor add NAME.');
  for (const { name, role, disabledAt, hasSecondFactor, sessions } of all) {
    const state = disabledAt === null ? `open sessions: ${sessions}` : `disabled ${dayOf(disabledAt)}`;
    console.log(`${name}  ${role}  ${hasSecondFactor ? 'with code' : 'without code'}  ${state}`);
  }
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

async function disable(name: string, command: Command): Promise<void> {
  await withEditors(command, async (editors) => {
    const answer = await editors.disable(name);
    if ('refused' in answer) throw refusal(name, answer.refused);
    console.log(`موجز: عُطّل حساب «${name}»`);
    console.log(`Mujaz: nobody can sign in as ${name} any more; the sessions have ended.`);
  });
}

async function setPassword(name: string, withoutCode: boolean, command: Command): Promise<void> {
  const password = await askPassword(name);
  await withEditors(command, async (editors) => {
    const answer = await editors.setPassword(name, password, withoutCode);
    if ('refused' in answer) throw refusal(name, answer.refused);
    console.log(`موجز: تغيّرت كلمة مرور «${name}»`);
    console.log(
      `Mujaz: ${name} has a new password; all sessions have ended${withoutCode ? ', and no code is asked for' : ''}.`,
    );
  });
}

async function signOut(name: string, command: Command): Promise<void> {
  await withEditors(command, async (editors) => {
    const answer = await editors.signOut(name);
    if ('refused' in answer) throw refusal(name, answer.refused);
    console.log(`موجز: أُنهيت جلسات «${name}»: ${answer.ended}`);
    console.log(`Mujaz: sessions of ${name} that ended: ${answer.ended}.`);
  });
}

const REFUSALS: Readonly<Record<NameRefusal | PasswordRefusal | 'unknown', readonly [what: string, next: string]>> = {
  unfit: ['this name cannot be given.', 'Take 2 to 40 letters, digits, spaces, dots, hyphens or underscores.'],
  taken: ['there is an account of this name.', 'Take another, or set its password: npx mujaz editor password NAME.'],
  unknown: ['there is no account of this name.', 'See which there are: npx mujaz editor list.'],
  short: [
    'the password has fewer than 12 characters.',
    'Take a longer one: a few words that nobody else puts together.',
  ],
  long: ['the password has more than 1024 characters.', 'Take a shorter one.'],
  name: ['the password is the name.', 'Take another.'],
};

function refusal(name: string, refused: keyof typeof REFUSALS): UsageFault {
  const [what, next] = REFUSALS[refused];
  return new UsageFault(`${name}: ${what}`, next);
}
