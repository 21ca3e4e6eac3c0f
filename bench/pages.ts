/**
 * Pages for measuring. The first ones are the samples of `corpus/`; the others are made of their words by a chain of
 * word pairs: unlike each other, but with the words, numbers and punctuation of news. They say nothing and are not news.
 */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '../src/model.ts';
import { pageFromDump, readPageFile } from '../src/read/index.ts';

const CORPUS = resolve(import.meta.dirname, '../corpus');
/** About 5 KB of UTF-8, as long as news usually is. */
const WORDS = 460;
const PARAGRAPHS = 8;

/** Mulberry32: the same pages in every run. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** `count` pages. */
export async function benchPages(count: number): Promise<readonly Page[]> {
  return [...pagesInTurn(await samplePages(), count)];
}

/** The same pages, each made when it is asked for: a hundred thousand need no more room than one. */
export function* pagesInTurn(samples: readonly Page[], count: number): Generator<Page> {
  yield* samples.slice(0, count);
  const chain = chainOf(samples);
  const starts = [...chain.keys()];
  const random = randomOf(7);
  for (let at = 0; at < count - samples.length; at++) yield makePage(chain, starts, at, random);
}

/** The sample pages of `corpus/`. */
export async function samplePages(): Promise<readonly Page[]> {
  const files = readdirSync(CORPUS)
    .filter((file) => file.endsWith('.txt'))
    .sort();
  const read = await Promise.all(files.map((file) => readPageFile(join(CORPUS, file))));
  return read.filter((item): item is Page => 'text' in item);
}

/** Word -> the words that follow it somewhere. */
type Chain = ReadonlyMap<string, readonly string[]>;

function chainOf(pages: readonly Page[]): Chain {
  const chain = new Map<string, string[]>();
  for (const page of pages) {
    const lines = page.text.slice(page.content.start, page.content.end).split('\n');
    for (const line of lines.filter((each) => each.length > 80)) {
      const words = line.trim().split(/\s+/u);
      words.forEach((word, at) => {
        const next = words[at + 1];
        if (next === undefined) return;
        const known = chain.get(word);
        if (known) known.push(next);
        else chain.set(word, [next]);
      });
    }
  }
  return chain;
}

function makePage(chain: Chain, starts: readonly string[], at: number, random: () => number): Page {
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const paragraphs = Array.from({ length: PARAGRAPHS }, () => {
    let word = pick(starts);
    const words = [word];
    while (words.length < WORDS / PARAGRAPHS) {
      word = pick(chain.get(word) ?? starts);
      words.push(vary(word, random));
    }
    return `${words.join(' ')}.`;
  });
  return pageFromDump(`made-${at}`, `made-${at}.txt`, paragraphs.join('\n\n')) as Page;
}

/** Share of the words that are exchanged for others, so that articles differ as much as news does. */
const EXCHANGED = 0.4;
/** Words of a newsroom's month: the more common ones come far more often (Zipf). */
const VOCABULARY = 30_000;
const LETTERS = [...'ابتثجحخدذرزسشصضطظعغفقكلمنهوي'];

function vary(word: string, random: () => number): string {
  if (/\d{2,}/u.test(word)) {
    return word.replace(/\d{2,}/gu, (digits) => String(10 + Math.floor(random() * (10 ** digits.length - 10))));
  }
  if (word.length < 5 || random() > EXCHANGED) return word;
  let rank = Math.floor(VOCABULARY ** random());
  let made = '';
  for (let letter = 0; letter < 5; letter++) {
    made += LETTERS[rank % LETTERS.length];
    rank = Math.floor(rank / LETTERS.length) + rank * 7;
  }
  return word.startsWith('ال') ? `ال${made}` : made;
}
