import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { launch, type Ran, run, workFolder } from './run.ts';

let cwd: string;
beforeEach(() => {
  cwd = workFolder();
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const PASSWORD = 'harbour lantern seventeen';

/** Runs the command with a password on its standard input. */
async function runWith(password: string, args: readonly string[]): Promise<Ran> {
  const child = launch(args, { cwd });
  let [out, err] = ['', ''];
  child.stdout?.on('data', (data) => (out += data));
  child.stderr?.on('data', (data) => (err += data));
  child.stdin?.end(password);
  const [code] = await once(child, 'close');
  return { code, out, err };
}

test('an account is added with a password from standard input, and listed; the password is shown nowhere', async () => {
  const added = await runWith(`${PASSWORD}\r\nanother line`, ['editor', 'add', 'Salma', '--role', 'publisher']);
  expect([added.code, added.err]).toEqual([0, '']);
  expect(added.out).toContain('the account Salma (publisher) is added');
  const listed = await run(['editor', 'list'], { cwd });
  expect(listed.out).toBe('Salma  publisher  without code  open sessions: 0\n');
  for (const { out, err } of [added, listed]) expect(out + err).not.toContain(PASSWORD);
}, 60_000);
