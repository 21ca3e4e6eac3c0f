/**
 * Themes: every sentence is scored by the cues in it; sentences make paragraphs, paragraphs make the article. A theme
 * counts only when strong evidence for it stands somewhere in the article, so that «هجوم» in a match report is no attack.
 */
import type { Article, Span, ThemeDefinition, ThemeEvidence, ThemeId, ThemeReading } from '../model.ts';
import { type Body, HEADLINE, readBody } from './body.ts';
import { cueOf, findCues, noCues, sentenceOf, spansOf } from './cue-search.ts';
import { type Cue, type CueTable, cueTable } from './cues.ts';

/** The theme of articles about nothing the digest covers; its cues are the words of other fields. */
export const OFF_TOPIC: ThemeId = 'off_topic';

/** A cue of at least this weight is evidence by itself; lighter ones only add to it. */
const STRONG = 2;
/** What a sentence can add at most: a list of war words is not more of an operation than a told one. */
const SENTENCE_CAP = 8;
/** In a sentence, a theme below this share of the strongest one is only mentioned in passing. */
const PASSING = 0.5;
/** What an article's best theme must reach, by the weights below. */
const ARTICLE_FLOOR = 4;
/** A second theme leads a paragraph with this score, or has this score and this share of the first one's. */
const LEADS_PARAGRAPH = 5.5;
const SECONDARY_FLOOR = 4.5;
const SECONDARY_SHARE = 0.2;
/** A paragraph carries a theme from this score on. */
const PARAGRAPH_FLOOR = 2.5;
const PARAGRAPH_SHARE = 0.4;

/** The themes of an article: primary, secondary, and the paragraphs that carry each with the words behind it. */
export function readThemes(article: Article, themes: readonly ThemeDefinition[]): ThemeReading {
  return readThemesOfBody(readBody(article), themes);
}

// One article is read at a time: its cues and scores lie in arrays that are used again.
const found = noCues();
let scores = new Float64Array(1024);

/** The same for an article whose words were read already. */
export function readThemesOfBody(body: Body, themes: readonly ThemeDefinition[]): ThemeReading {
  const table = cueTable(themes);
  readScores(body, table);
  const { plain, weighted } = totalsOf(body, themes.length);
  const offTopic = table.themes.indexOf(OFF_TOPIC);
  const counts = themesThatCount(table);
  const ranked = table.themes
    .map((_, theme) => theme)
    .filter((theme) => theme !== offTopic && counts[theme])
    .sort((a, b) => (weighted[b] as number) - (weighted[a] as number));
  const best = ranked[0];
  const top = best === undefined ? 0 : (weighted[best] as number);
  if (best === undefined || top < ARTICLE_FLOOR || top <= (weighted[offTopic] ?? 0)) {
    return { primary: OFF_TOPIC, secondary: [], evidence: [] };
  }
  const evidence = paragraphEvidence(body, table, ranked);
  const secondary = ranked.slice(1).filter((theme) => {
    const carried = evidence.filter((each) => each.theme === table.themes[theme]);
    const score = plain[theme] as number;
    const shares = score >= SECONDARY_FLOOR && score >= SECONDARY_SHARE * (plain[best] as number);
    return carried.some((each) => leads(each, evidence)) || (carried.length > 0 && shares);
  });
  return { primary: idOf(table, best), secondary: secondary.map((theme) => idOf(table, theme)), evidence };
}

const idOf = ({ themes }: CueTable, theme: number) => themes[theme] as ThemeId;

/** Scores of all themes, sentence after sentence. */
function readScores(body: Body, table: CueTable): void {
  const width = table.themes.length;
  const { length } = body.sentences;
  if (scores.length < length * width) scores = new Float64Array(2 * length * width);
  scores.fill(0, 0, length * width);
  found.count = 0;
  for (let sentence = 0, row = 0; sentence < length; sentence++) {
    findCues(body, sentence, table, found);
    const own = scores.subarray(sentence * width, (sentence + 1) * width);
    for (; row < found.count; row++) {
      const { theme, weight } = table.cues[cueOf(found, row)] as Cue;
      own[theme] = (own[theme] as number) + weight;
    }
    limit(own, table);
  }
}

/** What is only mentioned in passing counts for nothing, and nothing counts without measure. */
function limit(own: Float64Array, { themes }: CueTable): void {
  let best = 0;
  for (const score of own) if (score > best) best = score;
  for (let theme = 0; theme < own.length; theme++) {
    const score = own[theme] as number;
    const passing = themes[theme] !== OFF_TOPIC && score < PASSING * best;
    own[theme] = passing ? 0 : Math.min(score, SENTENCE_CAP);
  }
}

/** By theme: strong evidence for it, and what it cannot do without, stand somewhere in the article. */
function themesThatCount({ themes, cues, needy }: CueTable): boolean[] {
  const strong = themes.map(() => false);
  const there = needy.map((needs) => !needs);
  for (let row = 0; row < found.count; row++) {
    const { theme, weight, needed } = cues[cueOf(found, row)] as Cue;
    if (weight >= STRONG) strong[theme] = true;
    if (needed) there[theme] = true;
  }
  return strong.map((is, theme) => is && (there[theme] as boolean));
}

/** News says first what it is about: the headline and the first sentences weigh more. */
function positionWeight(index: number): number {
  return index === 0 ? 2.5 : index === 1 ? 2 : 1 / (1 + 0.2 * (index - 1));
}

function totalsOf({ sentences }: Body, width: number): { plain: Float64Array; weighted: Float64Array } {
  const plain = new Float64Array(width);
  const weighted = new Float64Array(width);
  for (let sentence = 0; sentence < sentences.length; sentence++) {
    const position = positionWeight(sentence);
    for (let theme = 0; theme < width; theme++) {
      const score = scores[sentence * width + theme] as number;
      plain[theme] = (plain[theme] as number) + score;
      weighted[theme] = (weighted[theme] as number) + position * score;
    }
  }
  return { plain, weighted };
}

/** The sentences of a paragraph follow each other. */
function paragraphEvidence(body: Body, table: CueTable, ranked: readonly number[]): ThemeEvidence[] {
  const { sentences } = body;
  const evidence: ThemeEvidence[] = [];
  for (let first = 0, end = 0; first < sentences.length; first = end) {
    const paragraph = sentences[first]?.paragraph ?? HEADLINE;
    while (end < sentences.length && sentences[end]?.paragraph === paragraph) end++;
    if (paragraph !== HEADLINE) addEvidence(evidence, body, table, ranked, { paragraph, first, end });
  }
  return evidence;
}

function addEvidence(
  evidence: ThemeEvidence[],
  body: Body,
  table: CueTable,
  ranked: readonly number[],
  { paragraph, first, end }: { readonly paragraph: number; readonly first: number; readonly end: number },
): void {
  const width = table.themes.length;
  const sums = table.themes.map((_, theme) => {
    let sum = 0;
    for (let sentence = first; sentence < end; sentence++) sum += scores[sentence * width + theme] as number;
    return sum;
  });
  const best = Math.max(0, ...sums);
  for (const theme of ranked) {
    const score = sums[theme] as number;
    if (score < PARAGRAPH_FLOOR || score < PARAGRAPH_SHARE * best) continue;
    evidence.push({ paragraph, theme: idOf(table, theme), score, cues: cueSpans(body, table, theme, first, end) });
  }
}

/** True when the theme is what its paragraph is about. */
function leads(one: ThemeEvidence, evidence: readonly ThemeEvidence[]): boolean {
  const others = evidence.filter((each) => each.paragraph === one.paragraph && each.theme !== one.theme);
  return one.score >= LEADS_PARAGRAPH && others.every((each) => each.score < one.score);
}

function cueSpans(body: Body, table: CueTable, theme: number, first: number, end: number): Span[] {
  const spans: Span[] = [];
  for (let row = 0; row < found.count; row++) {
    const cue = table.cues[cueOf(found, row)] as Cue;
    const sentence = sentenceOf(found, row);
    if (cue.theme !== theme || cue.weight <= 0 || sentence < first || sentence >= end) continue;
    spans.push(...spansOf(found, row, body, table));
  }
  return withoutNested(spans.sort((a, b) => a.start - b.start || b.end - a.end));
}

/** Of spans in order, the longest ones alone: «مخيم الهول», not «مخيم» beside it. */
function withoutNested(spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of spans) {
    const last = kept.at(-1);
    if (!last || span.end > last.end) kept.push(span);
  }
  return kept;
}
