import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = resolve(import.meta.dirname, '../src');
const PURE = ['text', 'extract', 'group', 'edit', 'render'];

/** The table of ARCHITECTURE.md: which rooms and packages each room may import. */
const ROOMS: Record<string, { rooms: readonly string[]; packages: readonly string[] }> = {
  model: { rooms: [], packages: [] },
  text: { rooms: ['model'], packages: [] },
  extract: { rooms: ['model', 'text'], packages: [] },
  group: { rooms: ['model', 'text'], packages: [] },
  edit: { rooms: ['model', 'text'], packages: [] },
  render: { rooms: ['model', 'text'], packages: ['handlebars', 'mjml'] },
  read: {
    rooms: ['model', 'text'],
    packages: [
      '@mozilla/readability',
      'feedsmith',
      'ipaddr.js',
      'linkedom',
      'normalize-url',
      'robots-parser',
      'undici',
      'yaml',
      'zod',
    ],
  },
  vault: { rooms: ['model'], packages: [] },
  deliver: { rooms: ['model'], packages: ['imapflow', 'nodemailer', 'postal-mime'] },
  store: { rooms: ['model'], packages: ['kysely', 'pg'] },
  config: { rooms: ['model'], packages: ['node-cron', 'yaml', 'zod'] },
  queue: { rooms: ['model'], packages: ['node-cron'] },
  app: {
    rooms: [
      'model',
      'text',
      'read',
      'extract',
      'group',
      'edit',
      'render',
      'vault',
      'deliver',
      'store',
      'queue',
      'config',
    ],
    packages: [
      '@zootools/email-spell-checker',
      'csv-parse',
      'csv-stringify',
      'feedsmith',
      'otpauth',
      'temporal-polyfill',
      'validator',
    ],
  },
  web: {
    rooms: ['model', 'text', 'config', 'app'],
    packages: [
      'fastify',
      '@fastify/cookie',
      '@fastify/formbody',
      '@fastify/helmet',
      '@fastify/rate-limit',
      'handlebars',
      'ipaddr.js',
      'prom-client',
      'qrcode-generator',
    ],
  },
  cli: { rooms: ['model', 'config', 'app', 'web'], packages: ['commander', 'cli-progress'] },
};

type Import = { readonly file: string; readonly target: string; readonly typeOnly: boolean };

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(?:ts|js)$/.test(file));
const imports = files.flatMap((file) => importsOf(file));

function importsOf(file: string): Import[] {
  const source = readFileSync(join(SRC, file), 'utf8');
  const found = source.matchAll(
    /^(?:import|export)\s+(type\s)?[^;]*?from\s+'([^']+)'|^import\s+'([^']+)'|import\('([^']+)'\)/gmu,
  );
  return [...found].map((match) => ({
    file,
    target: (match[2] ?? match[3] ?? match[4]) as string,
    typeOnly: Boolean(match[1]),
  }));
}

function roomOf(file: string): string {
  return file === 'model.ts' ? 'model' : (file.split(sep)[0] as string);
}

function packageOf(target: string): string {
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
}

describe('the rooms of the house', () => {
  test('every folder under src is a room of the table', () => {
    expect([...new Set(files.map(roomOf))].filter((room) => !(room in ROOMS))).toEqual([]);
  });

  test('a room imports only the rooms the table allows, by their doors', () => {
    const wrong = imports.flatMap(({ file, target }) => {
      if (!target.startsWith('.')) return [];
      const path = relative(SRC, resolve(dirname(join(SRC, file)), target));
      const [from, to] = [roomOf(file), roomOf(path)];
      if (from === to) return [];
      const door = path === 'model.ts' || path === join(to, 'index.ts');
      return ROOMS[from]?.rooms.includes(to) && door ? [] : [`${file} -> ${path}`];
    });
    expect(wrong).toEqual([]);
  });

  test('a package is imported only in its room', () => {
    const wrong = imports.flatMap(({ file, target }) => {
      if (target.startsWith('.') || target.startsWith('node:')) return [];
      return ROOMS[roomOf(file)]?.packages.includes(packageOf(target)) ? [] : [`${file} -> ${target}`];
    });
    expect(wrong).toEqual([]);
  });

  test('pure rooms have no clock, no randomness, no process, no console and no input or output', () => {
    const worldly =
      /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bconsole\.|\bfetch\(|\bperformance\.|\bset(?:Timeout|Interval)\(|\bcrypto\./u;
    const wrong = files
      .filter((file) => PURE.includes(roomOf(file)))
      .filter(
        (file) =>
          worldly.test(readFileSync(join(SRC, file), 'utf8')) ||
          importsOf(file).some((i) => i.target.startsWith('node:')),
      );
    expect(wrong).toEqual([]);
  });

  test('no file is so long that a reader has to scroll through it', () => {
    // model.ts is the one page that names every type, read from top to bottom.
    const long = files.filter(
      (file) => file !== 'model.ts' && readFileSync(join(SRC, file), 'utf8').split('\n').length > 300,
    );
    expect(long).toEqual([]);
  });
});
