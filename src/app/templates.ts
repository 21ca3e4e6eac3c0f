/** The template files that `render/` is handed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Templates } from '../render/index.ts';

const FOLDER = new URL('../../templates/', import.meta.url);
const PARTS = ['email', 'text', 'shared'];

let loaded: Templates | null = null;

/** Reads `templates/{email,text,shared}` once per process. @throws when a folder is missing */
export function loadTemplates(): Templates {
  loaded ??= new Map(PARTS.flatMap(readPart));
  return loaded;
}

function readPart(part: string): (readonly [string, string])[] {
  const folder = new URL(`${part}/`, FOLDER);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  return files.map((file) => {
    const path = join(file.parentPath, file.name);
    const name = path.slice(path.lastIndexOf(`${sep}templates${sep}`) + '/templates/'.length).replaceAll(sep, '/');
    return [name, readFileSync(path, 'utf8')] as const;
  });
}
