/** What the templates of a letter show, as plain values. */
import {
  CHOICE_WORDS,
  type Digits,
  LETTER_LINKS,
  LETTER_WORDS,
  letterSubject,
  linkTermWords,
  PLAIN_LINK,
} from '../text/index.ts';
import { clippedLine, linePieces, type Piece, shownLine } from './display.ts';
import { webAddress } from './links.ts';
import type { Templates } from './options.ts';

/** What someone chose: the digest's name and the titles of its themes. */
export type LetterChoice = { readonly digest: string; readonly themes: readonly string[] | 'all' };

/** What a letter tells, by its kind; links are whole web addresses, days how long a link works. */
export type Letter =
  | { readonly kind: 'confirm'; readonly link: string; readonly days: number; readonly choice: LetterChoice | null }
  | {
      readonly kind: 'already-subscribed';
      readonly choice: LetterChoice | null;
      readonly preferences: string;
      readonly leave: string;
    }
  | { readonly kind: 'new-address'; readonly link: string; readonly days: number }
  | { readonly kind: 'address-moved'; readonly leave: string }
  /** `preferences` null leaves its link out. */
  | { readonly kind: 'data-copy'; readonly preferences: string | null };

/** What all letters of a newsroom have in common. */
export type LetterOptions = {
  readonly templates: Templates;
  /** The sender's name: on top and in the subject. */
  readonly newsroom: string;
  readonly digits: Digits;
  readonly postalAddress: string | null;
};

/** One row of what was chosen. */
type ChoiceRow = { readonly name: string; readonly value: readonly Piece[] };

/** Everything the templates show; '' or null leaves a line out. */
export type LetterView = {
  readonly subject: string;
  readonly preheader: string;
  readonly newsroom: readonly Piece[];
  readonly title: string;
  readonly opening: readonly string[];
  readonly choice: readonly ChoiceRow[];
  readonly button: { readonly words: string; readonly href: string; readonly hint: string } | null;
  /** Behind the button: what it does, how long, and for whoever did not ask. */
  readonly closing: readonly string[];
  readonly footer: {
    readonly reason: string;
    readonly links: readonly { readonly words: string; readonly href: string }[];
    readonly postalAddress: string;
  };
};

/** The view of a letter. @throws Error for a link that is no web address */
export function letterView(letter: Letter, { newsroom, digits, postalAddress }: LetterOptions): LetterView {
  const words = LETTER_WORDS[letter.kind];
  const name = clippedLine(newsroom, 80);
  const button = buttonLink(letter);
  const term = 'days' in letter ? linkTermWords(letter.days, digits) : '';
  return {
    subject: letterSubject(name, letter.kind),
    preheader: words.opening[0] ?? '',
    newsroom: linePieces(name),
    title: words.title,
    opening: words.opening,
    choice: 'choice' in letter && letter.choice ? choiceRows(letter.choice) : [],
    button: words.button && button ? { words: words.button, href: checked(button), hint: PLAIN_LINK } : null,
    closing: [words.afterButton ?? '', term, words.notYou ?? ''].filter((line) => line !== ''),
    footer: { reason: words.reason, links: footerLinks(letter), postalAddress: shownLine(postalAddress ?? '') },
  };
}

function buttonLink(letter: Letter): string | null {
  if ('link' in letter) return letter.link;
  if (letter.kind === 'address-moved') return letter.leave;
  return letter.kind === 'already-subscribed' ? letter.preferences : null;
}

function footerLinks(letter: Letter): LetterView['footer']['links'] {
  if (letter.kind === 'already-subscribed') return [{ words: LETTER_LINKS.leave, href: checked(letter.leave) }];
  if (letter.kind === 'data-copy' && letter.preferences !== null)
    return [{ words: LETTER_LINKS.preferences, href: checked(letter.preferences) }];
  return [];
}

function choiceRows({ digest, themes }: LetterChoice): ChoiceRow[] {
  const titles = themes === 'all' ? CHOICE_WORDS.allThemes : themes.join('، ');
  return [
    { name: CHOICE_WORDS.digest, value: linePieces(clippedLine(digest, 80)) },
    { name: CHOICE_WORDS.themes, value: linePieces(clippedLine(titles, 400)) },
  ].filter(({ value }) => value.length > 0);
}

function checked(link: string): string {
  const address = webAddress(link);
  if (address !== null) return address;
  throw new Error('a link of a letter is no web address');
}
