/** The context vocabulary: one list of all words that say something about a figure near them. */
import type { Assertion, FigureEvent } from '../../model.ts';
import {
  buildVocabulary,
  buildWordFilter,
  fold,
  tagOf,
  type Vocabulary,
  type VocabularyEntry,
  type WordTags,
} from '../../text/index.ts';
import { phraseWords } from './qualifier-phrases.ts';
import { ASIDES, ATTITUDES, type Attitude, REQUESTS } from './vocabulary-attitudes.ts';
import {
  AMOUNT_NOUNS,
  BARRIERS,
  CHANGE_NOUNS,
  CONFLICT,
  COUNT_HEADS,
  COUNT_PRONOUNS,
  EVENT_NOUNS,
  LABELS,
  MOODS,
  OTHERS,
  SOFT_LABELS,
  SPORT,
  STOPS,
  SURROUNDINGS,
  TURNS,
  UNTRUTHS,
  WITHIN,
} from './vocabulary-nouns.ts';
import { VERBS, verbForms } from './vocabulary-verbs.ts';

/** Bits that tell at a glance whether a cue can matter to a reader. */
export const CueFlag = { event: 1, mood: 2, place: 4, conflict: 8, barrier: 16, untrue: 32 } as const;

/**
 * A word of the vocabulary with its bits. Every cue has every key in one order: readers ask for keys that most words lack,
 * and an object of one shape answers that without a search.
 */
export type Cue = { readonly [Key in Exclude<keyof Sense, 'word'>]-?: Sense[Key] | undefined } & {
  readonly word: string;
  readonly flags: number;
};

/** All that one word can say; most words say one or two of these. */
type Sense = {
  readonly word: string;
  readonly event?: FigureEvent;
  readonly verb?: true;
  readonly future?: true;
  readonly change?: true;
  readonly amounts?: true;
  readonly sport?: true;
  readonly conflict?: true;
  readonly mood?: Assertion;
  readonly request?: true;
  /** Colours its clause in some company only. */
  readonly attitude?: Attitude;
  /** «نافياً»: said in passing. */
  readonly aside?: true;
  readonly label?: 'hard' | 'soft';
  readonly head?: true;
  readonly pronoun?: true;
  readonly within?: true;
  readonly other?: true;
  readonly stop?: true;
  /** «ريف», «مخيم»: a place's name follows. */
  readonly place?: true;
  /** «بينما»: begins another statement. */
  readonly barrier?: true;
  /** «كذب»: may say that what stands before is untrue. */
  readonly untrue?: true;
  /** «بل»: what colours the words before it does not reach beyond. */
  readonly turn?: true;
  /** Part of a qualifier phrase; its folded letters. */
  readonly qualifier?: true;
};

const SAYS_NOTHING: Cue = {
  word: '',
  flags: 0,
  event: undefined,
  verb: undefined,
  future: undefined,
  change: undefined,
  amounts: undefined,
  sport: undefined,
  conflict: undefined,
  mood: undefined,
  request: undefined,
  attitude: undefined,
  aside: undefined,
  label: undefined,
  head: undefined,
  pronoun: undefined,
  within: undefined,
  other: undefined,
  stop: undefined,
  place: undefined,
  barrier: undefined,
  untrue: undefined,
  turn: undefined,
  qualifier: undefined,
};

/** «قد», «أن», «برنامج لـ»: what they say of a clause depends on the word behind. */
const MOOD_WORDS = new Set(['قد', 'ان', 'برنامج', 'مشروع']);

/** All words of context, to be looked up together with those of the number reader. */
export const VOCABULARY: Vocabulary<Cue> = buildVocabulary<Cue>(entries());

function* entries(): Iterable<VocabularyEntry<Cue>> {
  for (const [spelling, sense] of collectCues())
    yield [spelling, { ...SAYS_NOTHING, ...sense, flags: flagsOf(sense) }, 'all'];
}

function collectCues(): Map<string, Sense> {
  const cues = new Map<string, Sense>();
  const add = (spellings: string, sense: Omit<Sense, 'word'>) => {
    for (const spelling of spellings.split(/\s+/)) {
      if (spelling === '') continue;
      const word = fold(spelling);
      cues.set(word, { ...sense, ...cues.get(word), word });
    }
  };
  add(STOPS, { stop: true });
  for (const word of phraseWords()) add(word, { qualifier: true });
  add(LABELS, { label: 'hard' });
  add(SOFT_LABELS, { label: 'soft' });
  add(COUNT_HEADS, { head: true });
  add(COUNT_PRONOUNS, { pronoun: true });
  add(WITHIN, { within: true, stop: true });
  add(OTHERS, { other: true });
  for (const [event, words] of EVENT_NOUNS) add(words, { event });
  for (const [mood, words] of MOODS) add(words, { mood });
  for (const [attitude, words] of ATTITUDES) add(words, { attitude });
  add(ASIDES, { mood: 'denied', aside: true });
  add(REQUESTS, { request: true });
  add(CHANGE_NOUNS, { change: true, amounts: true });
  add(AMOUNT_NOUNS, { amounts: true });
  add(TURNS, { turn: true });
  add(SURROUNDINGS, { place: true });
  add(BARRIERS, { barrier: true });
  add(UNTRUTHS, { untrue: true });
  add(SPORT, { sport: true });
  add(CONFLICT, { conflict: true });
  addVerbs(add);
  return cues;
}

function addVerbs(add: (spellings: string, sense: Omit<Sense, 'word'>) => void): void {
  for (const [sense, entriesOfSense] of VERBS) {
    for (const entry of entriesOfSense.split(';')) {
      const [past, present] = entry.trim().split(/\s+/);
      if (!past || !present) continue;
      const forms = verbForms(past, present);
      add(forms.plain.join(' '), { ...sense, verb: true });
      add(forms.future.join(' '), { ...sense, verb: true, future: true });
    }
  }
}

/** A sieve before the look at the flags that few words have: place, conflict, barrier, untrue. */
export const MAY_BE_FLAGGED = buildWordFilter([SURROUNDINGS, CONFLICT, BARRIERS, UNTRUTHS].join(' ').split(/\s+/));

function flagsOf(sense: Sense): number {
  const mood =
    sense.mood ??
    sense.attitude ??
    sense.future ??
    sense.request ??
    sense.turn ??
    sense.verb ??
    MOOD_WORDS.has(sense.word);
  return (
    (sense.event ? CueFlag.event : 0) |
    (mood ? CueFlag.mood : 0) |
    (sense.place ? CueFlag.place : 0) |
    (sense.conflict ? CueFlag.conflict : 0) |
    (sense.barrier ? CueFlag.barrier : 0) |
    (sense.untrue ? CueFlag.untrue : 0)
  );
}

/** Words with what they say of figures near them. */
export type CueWords = WordTags;

/** What word `index` says; undefined when it says nothing. */
export function cueAt(cues: CueWords, index: number): Cue | undefined {
  return index >= 0 && index < cues.words.count ? VOCABULARY.values[tagOf(cues, index)] : undefined;
}
