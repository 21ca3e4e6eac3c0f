/** The countable nouns of news in all their forms: singular, dual, plural, case endings. */
import { AREA, DISTANCE, MEASURES, MONEY, TIME, WEIGHT } from './numbers-nouns-measures.ts';
import { CASUALTIES, GROUPS, LATE_PERSONS, PERSONS } from './numbers-nouns-people.ts';
import { ABSTRACTS, EVENTS, ORGANISATIONS, PLACES, THINGS } from './numbers-nouns-things.ts';

/** What sort of thing a noun counts. */
export type NounClass =
  | 'casualty'
  | 'person'
  | 'group'
  | 'event'
  | 'place'
  | 'organisation'
  | 'thing'
  | 'abstract'
  | 'money'
  | 'time'
  | 'distance'
  | 'area'
  | 'weight'
  | 'measure';

/** A noun by its singular, as written in the list. */
export type Noun = { readonly lemma: string; readonly class: NounClass; readonly feminine: boolean };

/**
 * Which form of the noun a word is. `twin` is «مسلحين»: dual or sound plural, the letters do not tell; `construct` is the
 * dual before its complement («سيارتي إسعاف»).
 */
export type NounForm = 'singular' | 'dual' | 'plural' | 'twin' | 'construct';

/** One spelling of one form of a noun. */
export type NounSpelling = { readonly spelling: string; readonly noun: Noun; readonly form: NounForm };

const TABLES: readonly (readonly [NounClass, string])[] = [
  ['casualty', CASUALTIES],
  // «5 غرامات» are grams before they are fines
  ['weight', WEIGHT],
  ['event', EVENTS],
  // «سنتين» are two years before they are two cents
  ['time', TIME],
  ['money', MONEY],
  ['distance', DISTANCE],
  ['area', AREA],
  ['measure', MEASURES],
  ['person', PERSONS],
  ['group', GROUPS],
  ['place', PLACES],
  ['organisation', ORGANISATIONS],
  ['thing', THINGS],
  ['abstract', ABSTRACTS],
  ['person', LATE_PERSONS],
];

/** Every form of every noun; regular feminines (مقاتل، مقاتلة) come last, so that nouns of their own (مدرسة) win. */
export function nounSpellings(): readonly NounSpelling[] {
  const listed: NounSpelling[] = [];
  const feminines: NounSpelling[] = [];
  for (const [nounClass, table] of TABLES) {
    for (const entry of table.split(/[;\n]/)) {
      const tokens = entry.trim().split(' ').filter(Boolean);
      if (tokens.length === 0) continue;
      listed.push(...inflect(nounClass, tokens));
      const feminine = feminineOf(tokens);
      if (feminine && nounClass !== 'casualty') feminines.push(...inflect(nounClass, feminine));
    }
  }
  return [...listed, ...feminines];
}

/** «مقاتل ون» brings «مقاتلة ات»; relative adjectives («سوري ون») do not, their feminine is an adjective first. */
function feminineOf(tokens: readonly string[]): readonly string[] | null {
  const singular = tokens[0] as string;
  return tokens.includes('ون') && !singular.endsWith('ي') && !singular.includes('/') ? [`${singular}ة`, 'ات'] : null;
}

function inflect(nounClass: NounClass, [head = '', ...plurals]: readonly string[]): readonly NounSpelling[] {
  const singulars = head.replace(/^-/, '').split('/');
  const base = singulars.at(-1) as string;
  const noun: Noun = { lemma: singulars[0] as string, class: nounClass, feminine: /[ةى]$/u.test(base) };
  const form = (kind: NounForm) => (spelling: string) => ({ spelling, noun, form: kind });
  const sound = plurals.includes('ون');
  return [
    ...singulars.flatMap((singular) => [singular, accusative(singular)]).map(form('singular')),
    ...plurals.flatMap((plural) => pluralForms(base, plural)).map(form('plural')),
    ...(head.startsWith('-') ? [] : dualForms(base, sound, form)),
  ];
}

function accusative(singular: string): string {
  return /[ةىاء]$/u.test(singular) ? singular : `${singular}ا`;
}

function pluralForms(singular: string, plural: string): readonly string[] {
  if (plural === 'ون') return [`${singular}ون`, `${singular}و`, `${singular}ي`];
  if (plural === 'ات') return [`${singular.replace(/ة$/u, '')}ات`];
  return [plural, accusative(plural)];
}

function dualForms(
  singular: string,
  sound: boolean,
  form: (kind: NounForm) => (spelling: string) => NounSpelling,
): readonly NounSpelling[] {
  const feminine = singular.endsWith('ة');
  // «كاميرتين» of «كاميرا»
  const stem = /[ةا]$/u.test(singular) ? `${singular.slice(0, -1)}ت` : singular.replace(/ى$/u, 'ي');
  return [
    form('dual')(`${stem}ان`),
    form(sound ? 'twin' : 'dual')(`${stem}ين`),
    ...(feminine ? [`${stem}ا`, `${stem}ي`] : sound ? [] : [`${stem}ي`]).map(form('construct')),
  ];
}
