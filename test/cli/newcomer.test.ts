import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOME, launch, type Ran, run, workFolder } from './run.ts';

const NOBODY = 65534;

let cwd: string;
beforeEach(() => {
  cwd = workFolder();
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function useSamples(): void {
  cpSync(join(HOME, 'corpus'), join(cwd, 'corpus'), { recursive: true });
}

/** One clear line: nothing but it on standard error, no stack, and a next step. */
function expectOneLine({ err }: Ran, parts: readonly string[]): void {
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(err).not.toMatch(/\bat .*:\d+:\d+/);
  for (const part of parts) expect(err).toContain(part);
}

describe('the main job', () => {
  test('mujaz digest writes the four files and says so in Arabic and English', async () => {
    useSamples();
    const ran = await run(['digest', '--date', '2025-11-20'], { cwd });
    expect(ran.err).toBe('');
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('موجز: العدد 1');
    expect(ran.out).toContain('edition 1 of 2025-11-20 is ready');
    for (const file of ['index.html', 'text.txt', 'message.eml', 'edition.json']) {
      expect(existsSync(join(cwd, 'digests/0001', file))).toBe(true);
    }
  });

  test.runIf(process.env['MUJAZ_SOAK'])('two runs on the same input are byte-identical', async () => {
    useSamples();
    await run(['digest', '--date', '2025-11-20', '--out', 'a'], { cwd });
    const second = await run(['digest', '--date', '2025-11-20', '--out', 'b', '--json'], { cwd });
    expect(JSON.parse(second.out)).toMatchObject({ number: 1, digest: 'coalition', date: '2025-11-20' });
    for (const file of ['index.html', 'text.txt', 'message.eml', 'edition.json']) {
      expect(readFileSync(join(cwd, 'b/0001', file))).toEqual(readFileSync(join(cwd, 'a/0001', file)));
    }
  });

  test('mujaz start serves the edition it made and ends with 0 on SIGTERM', async () => {
    useSamples();
    const child = launch(['start'], { cwd, env: { PORT: '0' } });
    let out = '';
    child.stdout?.on('data', (data) => (out += data));
    const url = await waitFor(() => /this edition\s+(http:\S+)/.exec(out)?.[1]);
    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('dir="rtl"');
    child.kill('SIGTERM');
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
  });
});

describe('what a newcomer gets wrong', () => {
  test('no corpus folder', async () => {
    const ran = await run(['digest'], { cwd });
    expect(ran.code).toBe(2);
    expectOneLine(ran, ['corpus', '--corpus DIR']);
  });

  test('a corpus without a page', async () => {
    mkdirSync(join(cwd, 'corpus'));
    const ran = await run(['digest'], { cwd });
    expect(ran.code).toBe(2);
    expectOneLine(ran, ['no page in it', 'saved news pages']);
  });

  test('an empty file among good ones is named and the others are read', async () => {
    useSamples();
    writeFileSync(join(cwd, 'corpus/empty.txt'), '');
    const ran = await run(['digest', '--date', '2025-11-20'], { cwd });
    expect(ran.code).toBe(0);
    expectOneLine(ran, ['empty.txt']);
    expect(ran.out).toContain('is ready');
  });

  test('a wrong key in the configuration', async () => {
    useSamples();
    writeFileSync(join(cwd, 'config/mujaz.yaml'), 'corpus: corpus\ncolour: red\n');
    const ran = await run(['digest'], { cwd });
    expect(ran.code).toBe(2);
    expectOneLine(ran, ['mujaz.yaml:2: colour', 'not known']);
  });

  test('a day that does not exist', async () => {
    useSamples();
    const ran = await run(['digest', '--date', '2025-02-30'], { cwd });
    expect(ran.code).toBe(2);
    expectOneLine(ran, ['2025-02-30', 'YYYY-MM-DD']);
  });

  test('an unknown command or option shows what there is', async () => {
    const ran = await run(['digset'], { cwd });
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('Did you mean digest?');
  });

  test('a port in use', async () => {
    useSamples();
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const ran = await run(['start'], { cwd, env: { PORT: String(port) } });
    server.close();
    expect(ran.code).toBe(2);
    expectOneLine(ran, [`port ${port} is in use`, 'PORT=']);
  });

  test.runIf(process.getuid?.() === 0 && process.env['MUJAZ_SOAK'])(
    'no permission to write, for the store and for the digests',
    async () => {
      useSamples();
      chmodSync(cwd, 0o755);
      const first = await run(['digest'], { cwd, uid: NOBODY });
      expect(first.code).toBe(1);
      expectOneLine(first, ['var', 'no permission to write']);
      mkdirSync(join(cwd, 'var'));
      chmodSync(join(cwd, 'var'), 0o777);
      const second = await run(['digest'], { cwd, uid: NOBODY });
      expect(second.code).toBe(1);
      expectOneLine(second, ['digests', 'no permission to write']);
    },
  );

  test.runIf(process.env['MUJAZ_SOAK'])('a file where the digests should go', async () => {
    useSamples();
    writeFileSync(join(cwd, 'digests'), '');
    const ran = await run(['digest'], { cwd });
    expect(ran.code).toBe(1);
    expectOneLine(ran, ['digests', 'a file where a folder is needed']);
  });

  test('a database that is none', async () => {
    useSamples();
    mkdirSync(join(cwd, 'var'));
    writeFileSync(
      join(cwd, 'var/mujaz.sqlite'),
      'this is no database, but it is long enough to look like one at first'.repeat(20),
    );
    const ran = await run(['digest'], { cwd });
    expect(ran.code).toBe(1);
    expectOneLine(ran, ['mujaz.sqlite']);
  });
});

describe('help', () => {
  test.each(['', 'start', 'digest', 'inspect', 'doctor'])('mujaz %s --help has examples', async (command) => {
    const ran = await run([...(command ? [command] : []), '--help'], { cwd });
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('Examples:');
    expect(ran.out).toContain('npx mujaz');
  });

  test('the exit codes are documented', async () => {
    expect((await run(['--help'], { cwd })).out).toContain(
      'Exit codes: 0 done, 1 a fault of the program or the machine, 2 bad input',
    );
  });
});

describe('inspect and doctor', () => {
  test('inspect --json gives articles in the documented shape, and exit code 2 names files it could not read', async () => {
    useSamples();
    writeFileSync(join(cwd, 'empty.txt'), '');
    const sample = 'corpus/sample-01-centcom-partners.txt';
    const ran = await run(['inspect', sample, 'empty.txt', '--json'], { cwd });
    expect(ran.code).toBe(2);
    expectOneLine(ran, ['empty.txt']);
    const { articles } = JSON.parse(ran.out);
    expect(articles).toHaveLength(1);
    const [article] = articles;
    expect(article).toMatchObject({
      id: 'sample-01-centcom-partners',
      headline: { basis: 'page' },
      primary: expect.any(String),
    });
    const raw = readFileSync(join(cwd, sample), 'utf8');
    for (const { text, start } of article.figures) expect(raw.slice(start, start + text.length)).toBe(text);
  });

  test('doctor finds nothing at fault in a fresh folder and says what an operator should set', async () => {
    useSamples();
    const ran = await run(['doctor'], { cwd, env: { PORT: '0' } });
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('✓ corpus');
    expect(ran.out).toContain('-> Set sender.address');
  });

  test('doctor ends with 1 and names the fault', async () => {
    const ran = await run(['doctor', '--json'], { cwd, env: { PORT: '0' } });
    expect(ran.code).toBe(1);
    const { checks } = JSON.parse(ran.out);
    expect(checks.find((check: { name: string }) => check.name === 'corpus')).toMatchObject({ state: 'fault' });
  });
});

async function waitFor<T>(look: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('not seen within ten seconds');
}
