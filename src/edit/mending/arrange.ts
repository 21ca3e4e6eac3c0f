/** Where stories stand after they were moved, hidden, or put at the top. */
import type { EditionStory, MendRecord, Section } from '../../model.ts';
import { type MendMaterial, type MendOf, mendsOf } from './material.ts';

/** Sections as arranged by editors, and the story that opens the edition. */
export type Arrangement = {
  readonly sections: readonly Section[];
  readonly hidden: ReadonlySet<string>;
  readonly opener: string | undefined;
};

/** Theme -> ids of its stories, in their order. */
type Places = Map<string, string[]>;

/** Moves in their order; what is hidden, and what opens, is looked at last, so that neither depends on when it was said. */
export function arrange(
  sections: readonly Section[],
  records: readonly MendRecord[],
  themes: MendMaterial['themes'],
): Arrangement {
  const places: Places = new Map(sections.map(({ theme, stories }) => [theme, stories.map(({ id }) => id)]));
  for (const move of mendsOf(records, 'move')) moveStory(places, move, themes);
  const hidden = new Set(mendsOf(records, 'hide').map(({ story }) => story));
  const opener = mendsOf(records, 'open-with')
    .map(({ story }) => story)
    .findLast((story) => !hidden.has(story) && homeOf(places, story) !== undefined);
  const arranged = orderThemes(sections, places, themes)
    .map((theme) => sectionOf(theme, sections, places, hidden, themes))
    .filter(({ stories, asides }) => stories.length + asides.length > 0);
  return { sections: opener === undefined ? arranged : openWith(arranged, opener), hidden, opener };
}

/** The theme under which a story stands. */
function homeOf(places: Places, story: string): string | undefined {
  return [...places].find(([, stories]) => stories.includes(story))?.[0];
}

function moveStory(places: Places, { story, theme, before }: MendOf<'move'>, themes: MendMaterial['themes']): void {
  const home = homeOf(places, story);
  const isThere = places.has(theme) || themes.some(({ id }) => id === theme);
  if (home === undefined || !isThere || before === story) return;
  places.set(
    home,
    (places.get(home) ?? []).filter((id) => id !== story),
  );
  const stories = places.get(theme) ?? [];
  const at = before === null ? -1 : stories.indexOf(before);
  places.set(theme, stories.toSpliced(at === -1 ? stories.length : at, 0, story));
}

/** A section that the edition did not have stands where the digest's order puts it. */
function orderThemes(sections: readonly Section[], places: Places, themes: MendMaterial['themes']): readonly string[] {
  const rank = new Map(themes.map(({ id }, at) => [id, at]));
  const rankOf = (theme: string) => rank.get(theme) ?? themes.length;
  const ordered = sections.map(({ theme }) => theme);
  const added = [...places.keys()].filter((theme) => !ordered.includes(theme));
  for (const theme of added.sort((a, b) => rankOf(a) - rankOf(b))) {
    const at = ordered.findIndex((other) => rankOf(other) > rankOf(theme));
    ordered.splice(at === -1 ? ordered.length : at, 0, theme);
  }
  return ordered;
}

function sectionOf(
  theme: string,
  sections: readonly Section[],
  places: Places,
  hidden: ReadonlySet<string>,
  themes: MendMaterial['themes'],
): Section {
  const before = sections.find((section) => section.theme === theme);
  const known = themes.find(({ id }) => id === theme);
  const own = places.get(theme) ?? [];
  const { title = theme, colour = '' } = before ?? known ?? {};
  return {
    theme,
    title,
    colour,
    stories: own.filter((id) => !hidden.has(id)).map((id) => storyIn(sections, id)),
    // What stands whole in this section is not quoted beside it.
    asides: (before?.asides ?? []).filter(({ story }) => !hidden.has(story) && !own.includes(story)),
  };
}

function storyIn(sections: readonly Section[], id: string): EditionStory {
  return sections.flatMap(({ stories }) => stories).find((story) => story.id === id) as EditionStory;
}

function openWith(sections: readonly Section[], opener: string): readonly Section[] {
  const isOpener = ({ id }: EditionStory) => id === opener;
  const hasOpener = ({ stories }: Section) => stories.some(isOpener);
  const first = sections.filter(hasOpener).map((section) => ({
    ...section,
    stories: [...section.stories.filter(isOpener), ...section.stories.filter((story) => !isOpener(story))],
  }));
  return [...first, ...sections.filter((section) => !hasOpener(section))];
}
