/** Front matter: what the editor knows of a page, in YAML between two `---` lines at the very top. */
import { isMap, isScalar, LineCounter, parseDocument, type Scalar } from 'yaml';
import type { PageMeta, Span } from '../model.ts';
import { readDayRange } from './days.ts';
import { readUrl } from './urls.ts';

/** What front matter says, and where the text begins. */
export type FrontMatter = {
  readonly meta: PageMeta;
  readonly title: string | null;
  /** Where the title stands in the file, when it stands there letter by letter. */
  readonly titleSpan: Span | null;
  /** Offset of the first character behind the closing line. */
  readonly contentStart: number;
};

/** A mistake in front matter: the line, counted from 1, and the key where there is one. */
export type FrontMatterFault = { readonly reason: string; readonly next: string };

/** The meta of a page about which nothing is known. */
export const NO_META: PageMeta = { url: null, source: null, published: null, sample: false, author: null };

const LONGEST_FRONT_MATTER = 20_000;
const KEYS = ['sample', 'source', 'url', 'published', 'title', 'author', 'note'] as const;
type Key = (typeof KEYS)[number];

const fault = (line: number, what: string, next: string): FrontMatterFault => ({
  reason: `line ${line}: ${what}`,
  next,
});

/** Reads front matter; null when the file does not begin with any. */
export function readFrontMatter(text: string): FrontMatter | FrontMatterFault | null {
  const block = findBlock(text);
  if (block === null || 'reason' in block) return block;
  const lines = new LineCounter();
  const document = parseDocument(text.slice(block.start, block.end), {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const lineAt = (offset: number) => lines.linePos(offset).line + 1;
  const [error] = document.errors;
  if (error) {
    return fault(lineAt(error.pos[0]), `this is not valid YAML (${error.code})`, 'Write one "key: value" a line.');
  }
  if (document.contents !== null && !isMap(document.contents)) {
    return fault(2, 'front matter must be a list of "key: value" lines', `Keys: ${KEYS.join(', ')}.`);
  }
  return readPairs(document.contents?.items ?? [], block, lineAt);
}

type Block = { readonly start: number; readonly end: number; readonly contentStart: number };

/** The YAML between the two `---` lines; a file that only begins with a line of dashes has none. */
function findBlock(text: string): Block | FrontMatterFault | null {
  const first = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const opening = /^---[ \t]*\r?\n/.exec(text.slice(first, first + 20));
  if (!opening) return null;
  const start = first + opening[0].length;
  const closing = /(?:^|\n)---[ \t]*(?:\r?\n|$)/.exec(text.slice(start, start + LONGEST_FRONT_MATTER));
  if (closing) {
    // a dump may begin with a line of dashes and hold another one further down
    const block = text.slice(start, start + closing.index + 1);
    if (block.trim() !== '' && !/^[ \t]*[\w"'-]+[ \t]*:/m.test(block)) return null;
    return { start, end: start + closing.index + 1, contentStart: start + closing.index + closing[0].length };
  }
  const key = /^([a-z]+):/.exec(text.slice(start, start + 40))?.[1];
  if (!KEYS.includes(key as Key)) return null;
  return fault(1, 'the front matter has no closing "---" line', 'Put a line of three dashes behind its last key.');
}

type Pair = { readonly key: unknown; readonly value: unknown };

function readPairs(
  pairs: readonly Pair[],
  block: Block,
  lineAt: (offset: number) => number,
): FrontMatter | FrontMatterFault {
  let meta = NO_META;
  let title: string | null = null;
  let titleSpan: Span | null = null;
  for (const pair of pairs) {
    const keyNode = pair.key as Scalar;
    const key = String(keyNode.value);
    const line = lineAt(keyNode.range?.[0] ?? 0);
    if (!KEYS.includes(key as Key))
      return fault(line, `"${clip(key)}" is not a known key`, `Keys: ${KEYS.join(', ')}.`);
    if (pair.value !== null && !isScalar(pair.value)) {
      return fault(line, `"${key}" must be one value`, `Write ${key}: and the value on the same line.`);
    }
    const written = pair.value?.value ?? '';
    if (key === 'title') {
      title = String(written).trim() || null;
      titleSpan = title === null ? null : spanOfTitle(pair.value, title, block.start);
      continue;
    }
    const read = readValue(key as Key, written, meta);
    if ('what' in read) return fault(line, `"${key}": ${read.what}`, read.next);
    meta = read;
  }
  return { meta, title, titleSpan, contentStart: block.contentStart };
}

/** A plain or quoted title whose letters stand in the file as they are. */
function spanOfTitle(node: Scalar | null, title: string, offset: number): Span | null {
  const range = node?.range;
  const source = node?.source?.trim();
  if (!range || source !== title) return null;
  const quoted = node?.type === 'QUOTE_DOUBLE' || node?.type === 'QUOTE_SINGLE' ? 1 : 0;
  const start = offset + range[0] + quoted;
  return { start, end: start + title.length };
}

type Mistake = { readonly what: string; readonly next: string };

function readValue(key: Exclude<Key, 'title'> | Key, written: unknown, meta: PageMeta): PageMeta | Mistake {
  const text = String(written).trim();
  switch (key) {
    case 'sample':
      return typeof written === 'boolean'
        ? { ...meta, sample: written }
        : { what: `found "${clip(text)}"`, next: 'Write true or false.' };
    case 'source':
      return { ...meta, source: text || null };
    case 'author':
      return { ...meta, author: text || null };
    case 'url': {
      const url = text === '' ? null : readUrl(text);
      if (text !== '' && url === null)
        return { what: `"${clip(text)}" is no web address`, next: 'Write it from https:// on.' };
      return { ...meta, url };
    }
    case 'published': {
      if (text === '') return { ...meta, published: null };
      const range = readDayRange(text);
      if (!range) {
        return {
          what: `"${clip(text)}" is no date of the calendar`,
          next: 'Write YYYY-MM-DD (YYYY-MM or YYYY when the day is not known), or take the line out.',
        };
      }
      return { ...meta, published: { ...range, basis: 'editor', evidence: [] } };
    }
    case 'title':
    case 'note':
      return meta;
  }
}

const clip = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text).replace(/\s+/g, ' ');
