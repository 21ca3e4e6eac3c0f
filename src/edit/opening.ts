/** What a reader sees first: subject line, preheader and lead sentence, put together from the strongest figures. */
import type { Card, Edition, LeadPart, Section } from '../model.ts';
import { figureWords, IN_THIS_EDITION, LEAD_JOIN, SUBJECT_JOIN } from '../text/index.ts';

/** What the opening is made from. */
type OpeningInput = {
  readonly sections: readonly Section[];
  readonly cards: readonly Card[];
  /** The digest's name, for an edition without figures and headlines. */
  readonly name: string;
  /** The story that an editor opens the edition with. */
  readonly opener?: string | undefined;
};

/** What stands at the top of a mail and of its line in a list of mails. */
export type Opening = Pick<Edition, 'subject' | 'preheader' | 'lead'>;

/** Makes the opening of some sections and cards. */
export function makeOpening(input: OpeningInput): Opening {
  return { subject: makeSubject(input), preheader: makePreheader(input), lead: makeLead(input) };
}

/** Phones cut subjects at 40 to 60 characters. */
const SUBJECT_LENGTH = 60;
const PREHEADER_LENGTH = 140;
/** Stories named in the lead sentence. */
const LEAD_PARTS = 3;

/** A subject under 60 characters that says the two strongest figures; without figures a headline, then the name. */
function makeSubject({ cards, sections, name }: OpeningInput): string {
  const phrases = cards.map(shortPhrase).filter((phrase) => phrase.length < SUBJECT_LENGTH);
  const subject = fill(phrases.slice(0, 3), SUBJECT_JOIN, SUBJECT_LENGTH, 2);
  if (subject !== '') return subject;
  return (
    [...headlines(sections), name].map((text) => clip(text, SUBJECT_LENGTH - 1)).find((text) => text !== '') ?? name
  );
}

/** The line behind the subject in a list of mails: further figures, then headlines. */
function makePreheader({ cards, sections, name }: OpeningInput): string {
  const inSubject = makeSubject({ cards, sections, name });
  const fresh = [...cards.map(shortPhrase), ...headlines(sections)].filter((phrase) => !inSubject.includes(phrase));
  return fill(fresh, SUBJECT_JOIN, PREHEADER_LENGTH, 4) || clip(fresh[0] ?? name, PREHEADER_LENGTH);
}

/** «في هذا العدد: ...»: one headline of each section, and where a section has none its strongest figure. */
function makeLead({ cards, sections, opener }: OpeningInput): readonly LeadPart[] {
  const parts = sections.flatMap((section): LeadPart[][] => {
    const opening = section.stories.find((story) => story.id === opener);
    const ofOpener = opening?.headline === null && cards.find((card) => card.story === opener);
    if (ofOpener) return [figureParts(ofOpener)];
    const headline = section.stories.find((story) => story.headline !== null)?.headline;
    if (headline) return [[{ passage: headline }]];
    const card = cards.find((c) => c.theme === section.theme);
    return card ? [figureParts(card)] : [];
  });
  if (parts.length === 0) return [];
  const joined = parts.slice(0, LEAD_PARTS).flatMap((part, at) => (at === 0 ? part : [{ words: LEAD_JOIN }, ...part]));
  return [{ words: IN_THIS_EDITION }, ...joined, { words: '.' }];
}

function figureParts(card: Card): LeadPart[] {
  const { opening, number, label } = figureWords(card);
  const parts: LeadPart[] = opening === '' ? [] : [{ words: `${opening} ` }];
  const space = { words: ' ' };
  if (card.correction) return correctedParts(card, parts);
  // A noun that stands before its number stays there: «العضو التسعين».
  if (card.label && label === '') return [...parts, { passage: card.label }, space, { passage: card.number }];
  parts.push({ passage: card.number });
  // The percent sign stands behind the number on the page, not in it.
  if (number.endsWith('%') && !card.number.text.endsWith('%')) parts.push({ words: '%' });
  return card.label ? [...parts, space, { passage: card.label }] : parts;
}

/** The editor's number is ours to say, what it counts is the page's. */
function correctedParts(card: Card, opening: readonly LeadPart[]): LeadPart[] {
  const { number, label } = figureWords(card);
  const counted = card.label && label.endsWith(card.label.text) ? card.label : null;
  const noun = counted ? label.slice(0, label.length - counted.text.length) : label;
  const words = { words: label === '' ? number : `${number} ${noun}` };
  return [...opening, words, ...(counted ? [{ passage: counted }] : [])];
}

/** «مقتل 5 من عناصر داعش»: fixed words, the number and its noun as written. */
function shortPhrase(card: Card): string {
  const { opening, number, label } = figureWords(card, card.unit);
  return [opening, number, label]
    .filter((part) => part !== '')
    .join(' ')
    .replace(/\s+/gu, ' ');
}

function headlines(sections: readonly Section[]): string[] {
  return sections
    .flatMap((section) => section.stories.map((story) => story.headline?.text ?? ''))
    .filter((text) => text !== '');
}

/** Joins as many phrases as fit, at most `most`. */
function fill(phrases: readonly string[], joint: string, length: number, most: number): string {
  let line = '';
  let count = 0;
  for (const phrase of phrases) {
    const longer = line === '' ? phrase : line + joint + phrase;
    if (count === most || longer.length >= length) continue;
    line = longer;
    count++;
  }
  return line;
}

/** Cuts at a word and says so with «…». */
function clip(text: string, length: number): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= length) return line;
  const cut = line.slice(0, length - 1);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > length / 2 ? space : undefined)}…`;
}
