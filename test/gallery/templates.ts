import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import type { Templates } from '../../src/render/index.ts';

const FOLDER = resolve(import.meta.dirname, '../../templates');

/** The shipped templates, as the app hands them to `render/`. */
export function shippedTemplates(): Templates {
  const paths = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.(?:hbs|json)$/.test(path),
  );
  return new Map(paths.map((path) => [path.split(sep).join('/'), readFileSync(join(FOLDER, path), 'utf8')]));
}
