import { cpSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HOME, launch, run, workFolder } from './run.ts';

let cwd: string;
beforeEach(() => {
  cwd = workFolder();
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const importing = ['subscribers', 'import', 'list.csv', '--consent', 'invented', '--yes'];

test.skipIf(!process.env['MUJAZ_SOAK'])(
  'a list that ends mail says for how many, and an address that is allowed again may only sign up',
  async () => {
    writeFileSync(join(cwd, 'list.csv'), 'email\na@example.org\nb@example.org\n');
    expect((await run(importing, { cwd })).out).toContain('2 people imported');
    writeFileSync(join(cwd, 'list.csv'), 'email,status\na@example.org,complained\nb@example.org,active\n');
    const ended = await run(importing, { cwd });
    expect(ended.out).toContain('mail ends:        1');
    expect(ended.out).toContain('the mail of 1 has ended');
    const allowed = await run(['subscribers', 'allow', 'a@example.org'], { cwd });
    expect([allowed.code, allowed.out]).toEqual([
      0,
      expect.stringMatching(/no longer suppressed \(it was: complained/u),
    ]);
    const again = await run(['subscribers', 'allow', 'a@example.org'], { cwd });
    expect(again.out).toContain('this address was not suppressed');
    expect((await run(importing, { cwd })).out).toContain('left or blocked:  1');
    expect((await run(['subscribers', 'show', 'a@example.org'], { cwd })).out).toMatch(/status: +left/u);
    expect((await run(['subscribers', 'allow', 'nobody'], { cwd })).code).toBe(2);
  },
  60_000,
);

test('people who never confirmed keep a list out, with the line and what to do', async () => {
  writeFileSync(join(cwd, 'list.csv'), 'email,status\na@example.org,active\nb@example.org,unconfirmed\n');
  const ran = await run(importing, { cwd });
  expect([ran.code, ran.out]).toEqual([2, '']);
  expect(ran.err).toMatch(/list\.csv:3: this person never confirmed\. Import only people who agreed/u);
});

test.skipIf(process.platform === 'win32')('what the program makes in var/ is for this user alone', async () => {
  writeFileSync(join(cwd, 'list.csv'), 'email\na@example.org\n');
  await run(importing, { cwd });
  const folder = join(cwd, 'var');
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  const modes = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o777]);
  expect(modes).toEqual([
    ['mujaz.key', 0o600],
    ['mujaz.sqlite', 0o600],
  ]);
});

test.skipIf(!process.env['MUJAZ_SOAK'])(
  'a server that runs on while the key is changed says so in one line and takes no sign-ups that nobody could read',
  async () => {
    cpSync(join(HOME, 'corpus'), join(cwd, 'corpus'), { recursive: true });
    const [old, fresh] = ['ab'.repeat(32), 'cd'.repeat(32)];
    const program = launch(['start'], { cwd, env: { MUJAZ_KEY: old, PORT: '0' } });
    let [out, err] = ['', ''];
    program.stdout?.on('data', (data) => (out += data));
    program.stderr?.on('data', (data) => (err += data));
    try {
      await vi.waitFor(() => expect(out).toContain('Ctrl+C'), 60_000);
      const rotated = await run(['keys', 'rotate'], { cwd, env: { MUJAZ_KEY: old, MUJAZ_NEW_KEY: fresh } });
      expect([rotated.code, rotated.out]).toEqual([0, expect.stringContaining('good for leaving alone')]);
      await vi.waitFor(() => expect(err).toContain('the key was changed'), 10_000);
      expect(err.match(/the key was changed/gu)).toHaveLength(1);
      expect(err).toContain('Start it again with the new MUJAZ_KEY.');
    } finally {
      const ended = new Promise((end) => program.once('close', end));
      program.kill('SIGTERM');
      await ended;
    }
  },
  120_000,
);
