/**
 * Which stories are shown whole. Gmail cuts a message at 102 kB, so the first stories of every section are taken in
 * turn until the room is used up; the rest become headlines with a link, and past that a count with a link.
 */
import type { EditionView } from '../view/edition.ts';
import type { AsideView, SectionView } from '../view/section.ts';
import type { StoryView } from '../view/story.ts';

/** What is shown of a section: whole stories, headlines, passages, and how many are left out. */
export type SectionPlan = {
  readonly stories: readonly StoryView[];
  readonly briefs: readonly StoryView[];
  readonly asides: readonly AsideView[];
  readonly leftOut: { readonly stories: number; readonly passages: number };
};

/** What is shown of each section, and the bytes it takes. */
export type Plan = { readonly sections: readonly SectionPlan[]; readonly used: number };

/** Bytes of one piece in each form. */
export type Costs = {
  readonly story: (story: StoryView) => number;
  readonly brief: (story: StoryView) => number;
  readonly aside: (aside: AsideView) => number;
};

/** How many pieces of a section are shown in each form; counted from its top. */
type Depth = { whole: number; brief: number; asides: number };

/** True when nothing of the section is cut or left out. */
export function isWhole({ briefs, leftOut }: SectionPlan): boolean {
  return briefs.length === 0 && leftOut.stories === 0 && leftOut.passages === 0;
}

/** Plans all sections for `room` bytes. */
export function planSections(view: EditionView, costs: Costs, room: number): Plan {
  const depths = view.sections.map((): Depth => ({ whole: 0, brief: 0, asides: 0 }));
  const left = showWhole(view.sections, depths, costs, showBriefs(view.sections, depths, costs, room));
  return {
    sections: view.sections.map((section, index) => planOf(section, depths[index] as Depth)),
    used: room - left,
  };
}

/** First a headline for as many stories as possible: a reader should learn of everything. */
function showBriefs(sections: readonly SectionView[], depths: Depth[], costs: Costs, room: number): number {
  let left = room;
  inTurns(sections, (section, index, rank) => {
    const story = section.stories[rank];
    const depth = depths[index];
    if (!story || !depth) return false;
    const cost = costs.brief(story);
    if (cost > left) return false;
    left -= cost;
    depth.brief = rank + 1;
    return true;
  });
  return left;
}

/** Then the first stories whole, and the passages from elsewhere. */
function showWhole(sections: readonly SectionView[], depths: Depth[], costs: Costs, room: number): number {
  let left = room;
  const take = (cost: number) => {
    if (cost > left) return false;
    left -= cost;
    return true;
  };
  inTurns(sections, (section, index, rank) => {
    const depth = depths[index] as Depth;
    const story = depth.whole === rank && rank < depth.brief ? section.stories[rank] : undefined;
    const aside = depth.asides === rank ? section.asides[rank] : undefined;
    const grown = story !== undefined && take(costs.story(story) - costs.brief(story));
    if (grown) depth.whole = rank + 1;
    const joined = aside !== undefined && take(costs.aside(aside));
    if (joined) depth.asides = rank + 1;
    return grown || joined;
  });
  return left;
}

/** Calls `take` for rank 0 of every section, then rank 1 ...; a section is left when it takes no more. */
function inTurns(
  sections: readonly SectionView[],
  take: (section: SectionView, index: number, rank: number) => boolean,
): void {
  let open = [...sections.entries()];
  for (let rank = 0; open.length > 0; rank++) open = open.filter(([index, section]) => take(section, index, rank));
}

function planOf(section: SectionView, { whole, brief, asides }: Depth): SectionPlan {
  return {
    stories: section.stories.slice(0, whole),
    briefs: section.stories.slice(whole, brief),
    asides: section.asides.slice(0, asides),
    leftOut: { stories: section.stories.length - brief, passages: section.asides.length - asides },
  };
}
