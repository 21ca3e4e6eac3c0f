/**
 * Themes: every sentence is scored by the cues in it; sentences make paragraphs, paragraphs make the article. A theme
 * counts only when strong evidence for it stands somewhere in the article, so that «هجوم» in a match report is no attack.
 */
import type { Article, Span, ThemeDefinition, ThemeEvidence, ThemeId, ThemeReading } from '../model.ts';
import { type Body, HEADLINE, readBody } from './body.ts';
import { type FoundCue, findCues } from './cue-search.ts';
import { type CueTable, cueTable } from './cues.ts';

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

type SentenceReading = {
  readonly paragraph: number;
  readonly scores: ReadonlyMap<ThemeId, number>;
  readonly found: readonly FoundCue[];
};

/** The themes of an article: primary, secondary, and the paragraphs that carry each with the words behind it. */
export function readThemes(article: Article, themes: readonly ThemeDefinition[]): ThemeReading {
  return readThemesOfBody(readBody(article), themes);
}

/** The same for an article whose words were read already. */
export function readThemesOfBody(body: Body, themes: readonly ThemeDefinition[]): ThemeReading {
  const sentences = readSentences(body, cueTable(themes));
  const strong = strongThemes(sentences);
  const weighted = totals(sentences, positionWeight);
  const plain = totals(sentences, () => 1);
  const ranked = themes
    .map(({ id }) => id)
    .filter((id) => id !== OFF_TOPIC && strong.has(id))
    .sort((a, b) => (weighted.get(b) ?? 0) - (weighted.get(a) ?? 0));
  const best = ranked[0];
  const top = best === undefined ? 0 : (weighted.get(best) ?? 0);
  if (best === undefined || top < ARTICLE_FLOOR || top <= (weighted.get(OFF_TOPIC) ?? 0)) {
    return { primary: OFF_TOPIC, secondary: [], evidence: [] };
  }
  const evidence = paragraphEvidence(sentences, ranked);
  const secondary = ranked.slice(1).filter((id) => {
    const carried = evidence.filter((each) => each.theme === id);
    const score = plain.get(id) ?? 0;
    const shares = score >= SECONDARY_FLOOR && score >= SECONDARY_SHARE * (plain.get(best) ?? 0);
    return carried.some((each) => leads(each, evidence)) || (carried.length > 0 && shares);
  });
  return { primary: best, secondary, evidence };
}

function readSentences(body: Body, table: CueTable): SentenceReading[] {
  return body.sentences.map((sentence) => {
    const found = findCues(body, sentence, table);
    return { paragraph: sentence.paragraph, found, scores: scoreSentence(found) };
  });
}

function scoreSentence(found: readonly FoundCue[]): Map<ThemeId, number> {
  const scores = new Map<ThemeId, number>();
  for (const { cue } of found) scores.set(cue.theme, (scores.get(cue.theme) ?? 0) + cue.weight);
  const best = Math.max(0, ...scores.values());
  for (const [theme, score] of scores) {
    const passing = theme !== OFF_TOPIC && score < PASSING * best;
    scores.set(theme, passing ? 0 : Math.min(score, SENTENCE_CAP));
  }
  return scores;
}

function strongThemes(sentences: readonly SentenceReading[]): Set<ThemeId> {
  const strong = new Set<ThemeId>();
  for (const { found } of sentences) {
    for (const { cue } of found) if (cue.weight >= STRONG) strong.add(cue.theme);
  }
  return strong;
}

/** News says first what it is about: the headline and the first sentences weigh more. */
function positionWeight(index: number): number {
  return index === 0 ? 2.5 : index === 1 ? 2 : 1 / (1 + 0.2 * (index - 1));
}

function totals(sentences: readonly SentenceReading[], weight: (index: number) => number): Map<ThemeId, number> {
  const sums = new Map<ThemeId, number>();
  sentences.forEach(({ scores }, index) => {
    for (const [theme, score] of scores) sums.set(theme, (sums.get(theme) ?? 0) + weight(index) * score);
  });
  return sums;
}

function paragraphEvidence(sentences: readonly SentenceReading[], themes: readonly ThemeId[]): ThemeEvidence[] {
  const byParagraph = Map.groupBy(sentences, ({ paragraph }) => paragraph);
  return [...byParagraph].flatMap(([paragraph, told]) => {
    if (paragraph === HEADLINE) return [];
    const sums = totals(told, () => 1);
    const best = Math.max(0, ...sums.values());
    return themes
      .map((theme) => ({ paragraph, theme, score: sums.get(theme) ?? 0 }))
      .filter(({ score }) => score >= PARAGRAPH_FLOOR && score >= PARAGRAPH_SHARE * best)
      .map((carried) => ({ ...carried, cues: cueSpans(told, carried.theme) }));
  });
}

/** True when the theme is what its paragraph is about. */
function leads(one: ThemeEvidence, evidence: readonly ThemeEvidence[]): boolean {
  const others = evidence.filter((each) => each.paragraph === one.paragraph && each.theme !== one.theme);
  return one.score >= LEADS_PARAGRAPH && others.every((each) => each.score < one.score);
}

function cueSpans(sentences: readonly SentenceReading[], theme: ThemeId): Span[] {
  const spans = sentences
    .flatMap(({ found }) => found)
    .filter(({ cue }) => cue.theme === theme && cue.weight > 0)
    .flatMap((cue) => cue.spans)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  return withoutNested(spans);
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
