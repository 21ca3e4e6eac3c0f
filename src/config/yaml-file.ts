/** Reads one YAML file against a schema; every mistake is one line that says where, what, and what is allowed. */
import { readFileSync } from 'node:fs';
import { isMap, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { ConfigFault } from './config-fault.ts';

/** The file's value after the schema; the schema's defaults where the file is missing and `optional`. */
export function readYamlFile<S extends z.ZodType>(path: string, schema: S, optional: boolean): z.output<S> {
  const text = readText(path, optional);
  const lines = new LineCounter();
  const document = parseDocument(text ?? '', { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    const { line } = lines.linePos(error.pos[0]);
    throw new ConfigFault(
      path,
      line,
      null,
      `this is not valid YAML: ${error.message}`,
      'Mend the line; YAML wants spaces, not tabs, and a space behind each colon.',
    );
  }
  const result = schema.safeParse(document.toJS() ?? {});
  if (result.success) return result.data;
  const issue = result.error.issues[0] as z.core.$ZodIssue;
  const path_ = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] as string] : issue.path;
  const line = lineOf(path_);
  throw new ConfigFault(path, line, path_.join('.') || null, saysWhat(issue, document.getIn(path_)), saysNext(issue));

  /** The line of the deepest part of the key that the file has. */
  function lineOf(keys: readonly PropertyKey[]): number | null {
    for (let depth = keys.length; depth > 0; depth--) {
      const parent = document.getIn(keys.slice(0, depth - 1), true);
      const key = keys[depth - 1];
      const pair = isMap(parent) ? parent.items.find((item) => String(item.key) === String(key)) : undefined;
      const node = (pair?.key ?? document.getIn(keys.slice(0, depth), true)) as
        | { range?: readonly number[] }
        | undefined;
      if (node?.range) return lines.linePos(node.range[0] as number).line;
    }
    return null;
  }
}

function readText(path: string, optional: boolean): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' && optional) return null;
    const why = code === 'ENOENT' ? 'the file is not there' : `it cannot be read (${code})`;
    throw new ConfigFault(
      path,
      null,
      null,
      why,
      code === 'ENOENT'
        ? 'Restore it from the repository, or name its folder with --config DIR.'
        : 'Give this user the right to read it.',
    );
  }
}

function saysWhat(issue: z.core.$ZodIssue, found: unknown): string {
  if (issue.code === 'unrecognized_keys') return 'this key is not known';
  if (found === undefined) return 'it is missing';
  // A password in an address would stand in the log of the service.
  return `found ${clip(JSON.stringify(found).replace(/\/\/[^/@"]*@/gu, '//...@'))}`;
}

function saysNext(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'Remove it, or check its spelling against docs/configuration.md.';
    case 'invalid_value':
      return `Allowed: ${issue.values.map(String).join(', ')}.`;
    case 'invalid_union':
      return 'Allowed: a phrase, or { phrase: ..., weight: ... }.';
    default:
      return `Allowed: ${issue.message.replace(/^Invalid input: expected /u, '').replace(/, received .*$/u, '')}.`;
  }
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
