/**
 * One Chromium for all browser tests: `$CHROMIUM`, else one that is installed, else the one that comes with the dev
 * packages, unpacked once to the temporary folder. Tests take its path with `inject('chromiumPath')`.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, lstat, mkdtemp, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** An executable Chromium or Chrome. */
    chromiumPath: string;
  }
}

/** Older ones miss what the pages and Playwright use. */
const OLDEST_MAJOR = 120;
const PROBE_MS = 20_000;
const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const APPLICATIONS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
/** As root there is no sandbox; nothing is looked up, updated or reported behind the tests' back. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--no-pings',
  '--font-render-hinting=none',
];

const LAUNCHER = `#!/bin/sh
here=$(dirname "$0")
[ -d /etc/fonts ] || export FONTCONFIG_PATH="$here/fonts"
"$here/chromium" --version >/dev/null 2>&1 || export LD_LIBRARY_PATH="$here/al2023/lib"
exec "$here/chromium" "$@"
`;
const FONTS_CONF = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir></fontconfig>
`;

/** Starts a headless Chromium at `executablePath` with nothing going out in the background. */
export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: QUIET });
}

/** Vitest's global setup: finds or unpacks the browser before the first test. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide('chromiumPath', await findChromium());
}

async function findChromium(): Promise<string> {
  const named = process.env['CHROMIUM'];
  if (named === undefined || named === '') return (await findInstalled()) ?? (await unpackBundled());
  if (await answers(named)) return named;
  throw new Error(`CHROMIUM=${named} does not run: name an executable Chromium or Chrome, or unset it`);
}

async function findInstalled(): Promise<string | null> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const places = [...COMMANDS.flatMap((name) => folders.map((folder) => join(folder, name))), ...APPLICATIONS];
  for (const place of places) if (existsSync(place) && (await isUsable(place))) return place;
  return null;
}

/** Snap's Chromium cannot see the temporary folder that Playwright gives it. */
async function isUsable(place: string): Promise<boolean> {
  if ((await realpath(place)).includes('snap')) return false;
  return answers(place);
}

async function answers(executable: string): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)(executable, ['--version'], { timeout: PROBE_MS });
    const major = /(\d+)\.\d+\.\d+/.exec(stdout)?.[1];
    return major !== undefined && Number(major) >= OLDEST_MAJOR;
  } catch {
    return false;
  }
}

/** Unpacks beside the final place and renames, so that two runs at once never see half a browser. */
async function unpackBundled(): Promise<string> {
  const folder = join(tmpdir(), `mujaz-chromium-${await bundledVersion()}-${process.getuid?.() ?? 0}`);
  if (existsSync(folder)) return startable(await ours(folder));
  const draft = await mkdtemp(`${folder}.`);
  await unpackInto(draft);
  await rename(draft, folder).catch(async (cause: unknown) => {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw new Error(`cannot unpack Chromium to ${folder}`, { cause });
  });
  return startable(folder);
}

/** The temporary folder is shared: what somebody else put there under this name is not started. */
async function ours(folder: string): Promise<string> {
  const { uid } = await lstat(folder);
  if (process.getuid === undefined || uid === process.getuid()) return folder;
  throw new Error(`${folder} belongs to another user: remove it, or name a browser in CHROMIUM`);
}

function packageFile(path: string): string {
  const entry = createRequire(import.meta.filename).resolve('@sparticuz/chromium');
  return join(dirname(entry), '..', path);
}

async function bundledVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(packageFile('package.json'), 'utf8')) as { version: string };
  return version;
}

/** The package always unpacks to the temporary folder, so that one is named for the moment. */
async function unpackInto(folder: string): Promise<void> {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    const { default: bundled, inflate } = await import('@sparticuz/chromium');
    await bundled.executablePath();
    await inflate(packageFile('bin/al2023.tar.br'));
    await writeLauncher(folder);
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

/** For machines without libnss3 or without fonts: the package brings both. */
async function writeLauncher(folder: string): Promise<void> {
  await writeFile(join(folder, 'fonts', 'fonts.conf'), FONTS_CONF);
  await writeFile(join(folder, 'launch'), LAUNCHER);
  await chmod(join(folder, 'launch'), 0o700);
}

async function startable(folder: string): Promise<string> {
  const launcher = join(folder, 'launch');
  if (await answers(launcher)) return launcher;
  throw new Error('no Chromium runs here: install one (apt install chromium) or name one in CHROMIUM');
}
