/**
 * Display of text from elsewhere inside right-to-left lines. Pages are kept verbatim; these functions are for the moment
 * of showing them, so that no control character of a page can turn the words around it (UAX #9).
 */
import type { Span } from '../model.ts';

/** FIRST STRONG ISOLATE opens a piece whose direction is its own; POP DIRECTIONAL ISOLATE ends it. */
const FSI = '\u2068';
const PDI = '\u2069';
/** POP DIRECTIONAL FORMATTING ends an embedding. */
const PDF = '\u202c';
/** RIGHT-TO-LEFT MARK: invisible, counts as a right-to-left letter. */
const RLM = '\u200f';

const CONTROL = /[\u202a-\u202e\u2066-\u2069]/;
const PARAGRAPH_END = /[\n\r\u2029]/;

/** What each explicit bidi control does; overrides are never shown because they can turn «12» into «21». */
const ROLE: Readonly<Record<string, 'embedding' | 'override' | 'isolate' | 'pdf' | 'pdi'>> = {
  '\u202a': 'embedding',
  '\u202b': 'embedding',
  '\u202c': 'pdf',
  '\u202d': 'override',
  '\u202e': 'override',
  '\u2066': 'isolate',
  '\u2067': 'isolate',
  '\u2068': 'isolate',
  '\u2069': 'pdi',
};

/** Renderers must support 125 levels (UAX #9, BD2); real text needs two or three, deeper nesting is hostile. */
const MAX_DEPTH = 16;

type Open = { readonly role: 'embedding' | 'override' | 'isolate'; readonly shown: boolean };

/** Copies text while keeping account of its controls. */
class Balancer {
  private out = '';
  private readonly open: Open[] = [];

  take(char: string): void {
    const role = ROLE[char];
    if (role === undefined) this.copy(char);
    else if (role === 'pdf') this.closeEmbedding();
    else if (role === 'pdi') this.closeIsolate();
    else this.begin(char, role);
  }

  /** Ends everything still open and gives the text. */
  finish(): string {
    this.closeAll();
    return this.out;
  }

  private copy(char: string): void {
    if (PARAGRAPH_END.test(char)) this.closeAll();
    this.out += char;
  }

  private begin(char: string, role: Open['role']): void {
    // Past the depth no account is kept either, so that the list stays short on hostile text.
    if (this.open.length >= MAX_DEPTH) return;
    const shown = role !== 'override';
    this.open.push({ role, shown });
    if (shown) this.out += char;
  }

  private closeEmbedding(): void {
    const last = this.open.at(-1);
    if (last && last.role !== 'isolate') this.pop();
  }

  private closeIsolate(): void {
    if (!this.open.some((one) => one.role === 'isolate')) return;
    while (this.open.at(-1)?.role !== 'isolate') this.pop();
    this.pop();
  }

  private closeAll(): void {
    while (this.open.length > 0) this.pop();
  }

  private pop(): void {
    const last = this.open.pop();
    if (last?.shown) this.out += last.role === 'isolate' ? PDI : PDF;
  }
}

/** The text with its explicit bidi controls balanced within each line, and overrides left out; for display only. */
export function balanceBidi(text: string): string {
  if (!CONTROL.test(text)) return text;
  const balancer = new Balancer();
  for (const char of text) balancer.take(char);
  return balancer.finish();
}

/** The text as a piece of its own direction: nothing in it moves its neighbours, and they do not move it. */
export function isolate(text: string): string {
  return `${FSI}${balanceBidi(text)}${PDI}`;
}

const ARABIC = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const STRONG = /[\p{L}\u200e\u200f\u061c]/u;
const STRONG_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u200f\u061c]/;

/** The line with a right-to-left mark before it when it holds Arabic but would be laid out left to right (plain text). */
export function anchorRightToLeft(line: string): string {
  if (!ARABIC.test(line)) return line;
  const strong = STRONG.exec(line)?.[0];
  return strong !== undefined && STRONG_RIGHT.test(strong) ? line : RLM + line;
}

/**
 * A Latin name or phrase: `CJTF-OIR`, `SY24`, `Resolution 2254 of 2015`, from its first letter to its last letter or
 * glued digit. What stands between its words is short and holds nothing Arabic. The count is bounded because a loop over
 * a group costs stack.
 */
const LATIN_RUN =
  /[A-Za-z\u00c0-\u024f][\w\u00c0-\u024f]*(?:[^A-Za-z\u00c0-\u024f\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\r\n\u2028\u2029]{1,12}[A-Za-z\u00c0-\u024f][\w\u00c0-\u024f]*|[./-][0-9]+){0,60}/g;

const BRACKETS: readonly (readonly [open: string, close: string])[] = [
  ['(', ')'],
  ['[', ']'],
];

/**
 * Where Latin phrases stand. A number behind one would be drawn on its wrong side («SY24 12»), so they are shown as
 * isolates in HTML.
 */
export function latinRuns(text: string): readonly Span[] {
  return Array.from(text.matchAll(LATIN_RUN), (found) => withBrackets(text, found.index, found[0]));
}

/** A run that holds one bracket of a pair takes the other too when it stands beside it: `Foo (bar` + `)`. */
function withBrackets(text: string, start: number, run: string): Span {
  let end = start + run.length;
  let first = start;
  for (const [open, close] of BRACKETS) {
    const surplus = countOf(run, open) - countOf(run, close);
    if (surplus > 0 && text[end] === close) end++;
    if (surplus < 0 && text[first - 1] === open) first--;
  }
  return { start: first, end };
}

function countOf(text: string, char: string): number {
  let count = 0;
  for (let at = text.indexOf(char); at !== -1; at = text.indexOf(char, at + 1)) count++;
  return count;
}
