/** Sections by theme: each story under its primary theme, its passages on other themes under those. */
import type {
  Aside,
  Citation,
  EditionStory,
  Headline,
  Passage,
  Section,
  Story,
  Telling,
  ThemeDefinition,
} from '../model.ts';
import type { EditionBrief } from './brief.ts';
import { compareText } from './compare-text.ts';
import { conflictsOf, tracksOf, withoutRepeatedTracks } from './comparisons.ts';
import type { FigureIndex } from './figure-index.ts';
import { orderStories } from './order-stories.ts';
import { choosePassages, isHighlightable, passageOf, sentenceKeys } from './passages.ts';

/** The sections of an edition in the order of its themes; a theme without anything has none. */
export function makeSections(stories: readonly Story[], brief: EditionBrief, index: FigureIndex): readonly Section[] {
  const shown = withRoom(orderStories(stories, brief.date), brief);
  const sections = brief.themes
    .map((theme) => makeSection(theme, shown, brief, index))
    .filter((section) => section.stories.length + section.asides.length > 0);
  return withoutRepeatedTracks(sections);
}

/** The first of each theme; the others stand nowhere, and may come in a later edition. */
function withRoom(ordered: readonly Story[], { themes, limits }: EditionBrief): readonly Story[] {
  const room = new Map(themes.map(({ id }) => [id, limits.storiesPerSection]));
  return ordered.filter(({ primary }) => {
    const left = room.get(primary) ?? 0;
    room.set(primary, left - 1);
    return left > 0;
  });
}

function makeSection(
  theme: ThemeDefinition,
  stories: readonly Story[],
  brief: EditionBrief,
  index: FigureIndex,
): Section {
  const own = stories.filter((story) => story.primary === theme.id);
  return {
    theme: theme.id,
    title: theme.title,
    colour: theme.colour,
    stories: own.map((story) => makeStory(story, brief, index)),
    asides: makeAsides(theme, stories, brief, index),
  };
}

function makeStory(story: Story, brief: EditionBrief, index: FigureIndex): EditionStory {
  const tellings = orderTellings(story);
  const update = brief.updates?.get(story.id);
  return {
    id: story.id,
    ...(update ? { update } : {}),
    headline: headlineOf(tellings),
    citations: tellings.map(({ article }) => cite(article)) as [Citation, ...Citation[]],
    passages: storyPassages(story, tellings, brief, index),
    conflicts: conflictsOf(story, index),
    tracks: tracksOf(story, index),
  };
}

/** The excerpt under a story's headline; of an update it shows the sentences with what has changed. */
function storyPassages(
  story: Story,
  tellings: readonly Telling[],
  { limits, updates }: EditionBrief,
  index: FigureIndex,
): readonly Passage[] {
  const changed = updates?.get(story.id)?.changes.map(({ now }) => now.figure.figure);
  return choosePassages(tellings, story.primary, limits.sentencesPerStory, factKeyOf(story, index), {
    wanted: new Set(changed),
  });
}

/** The telling that leads: with a headline, richest in figures, earliest named; then the others. */
function orderTellings(story: Story): readonly [Telling, ...Telling[]] {
  const richness = ({ article }: Telling) => article.figures.filter(isHighlightable).length;
  const titled = ({ article }: Telling) => (article.headline?.basis === 'page' ? 1 : 0);
  return [...story.tellings].sort(
    (a, b) => titled(b) - titled(a) || richness(b) - richness(a) || compareText(a.article.page.id, b.article.page.id),
  ) as [Telling, ...Telling[]];
}

/** Only a headline that stands on a page: a lead is shown as a lead. */
function headlineOf(tellings: readonly Telling[]): Passage | null {
  const titled = tellings.find(({ article }) => article.headline?.basis === 'page');
  if (!titled) return null;
  return { ...passageOf(titled.article, (titled.article.headline as Headline).span), marks: [] };
}

/** One outlet's telling, for the line under the headline. */
function cite(article: Telling['article']): Citation {
  const { page } = article;
  const names = article.attributions.map(({ name }) => page.text.slice(name.start, name.end));
  return {
    page: page.id,
    source: article.source?.name ?? null,
    url: page.meta.url,
    published: article.published,
    sample: page.meta.sample,
    via: [...new Set(names)],
  };
}

/** Sentences of other sections' stories that speak of this theme, a few from each. */
const ASIDE_SENTENCES = 2;

/** As many as the section takes; the rest is not looked at. */
function makeAsides(
  theme: ThemeDefinition,
  stories: readonly Story[],
  brief: EditionBrief,
  index: FigureIndex,
): readonly Aside[] {
  const asides: Aside[] = [];
  for (const story of stories) {
    if (asides.length >= brief.limits.asidesPerSection) break;
    if (story.primary !== theme.id) asides.push(...asideOf(story, theme, brief, index));
  }
  return asides;
}

function asideOf(story: Story, theme: ThemeDefinition, brief: EditionBrief, index: FigureIndex): readonly Aside[] {
  const telling = orderTellings(story).find(({ themes }) => themes.secondary.includes(theme.id));
  if (!telling) return [];
  const factOf = factKeyOf(story, index);
  const shown = storyPassages(story, orderTellings(story), brief, index);
  const taken = new Set(sentenceKeys(shown, story.tellings));
  const passages = choosePassages([ownParagraphs(telling, theme.id)], theme.id, ASIDE_SENTENCES, factOf, { taken });
  return passages.length > 0 ? [{ story: story.id, citation: cite(telling.article), passages }] : [];
}

/** Only the paragraphs that speak of the theme at least as clearly as of any other. */
function ownParagraphs(telling: Telling, theme: string): Telling {
  const { evidence } = telling.themes;
  const strongest = (paragraph: number) =>
    Math.max(...evidence.filter((e) => e.paragraph === paragraph).map((e) => e.score));
  const own = evidence.filter((e) => e.theme === theme && e.score >= strongest(e.paragraph));
  return { ...telling, themes: { ...telling.themes, evidence: own } };
}

function factKeyOf(story: Story, index: FigureIndex) {
  const keys = new Map(
    index.ofStory(story).map((placed) => [`${placed.article.page.id}\n${placed.figure.id}`, placed.fact?.key ?? null]),
  );
  return (article: Telling['article'], figure: { readonly id: string }) =>
    keys.get(`${article.page.id}\n${figure.id}`) ?? null;
}
