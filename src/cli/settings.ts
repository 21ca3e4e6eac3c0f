/** Where the program lives and which configuration it runs with. */
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type Config, loadConfig } from '../config/index.ts';
import { UsageFault } from './exit-codes.ts';

/** The folder with src/, templates/ and the configuration that ships. */
const HOME = resolve(import.meta.dirname, '../..');

/** Loads the configuration named by `--config`, else `config/` here, else the one that ships. */
export function settingsOf(command: Command): Config {
  const named: string | undefined = command.optsWithGlobals()['config'];
  if (named !== undefined && !existsSync(named)) {
    throw new UsageFault(
      `--config ${named}: there is no such folder.`,
      'Name the folder that holds mujaz.yaml and themes.yaml.',
    );
  }
  const local = resolve('config');
  const folder = named ? resolve(named) : existsSync(resolve(local, 'themes.yaml')) ? local : resolve(HOME, 'config');
  return loadConfig(folder, resolve(folder, '..'), process.env);
}

/** A folder given on the command line must be there. */
export function existingFolder(option: string, path: string): string {
  if (existsSync(path) && statSync(path).isDirectory()) return resolve(path);
  throw new UsageFault(
    `${option} ${path}: there is no such folder.`,
    'Check the path, or leave the option out to use the one from config/mujaz.yaml.',
  );
}
