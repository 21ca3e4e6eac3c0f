import type { Edition, Variant } from '../../src/model.ts';
import { renderEdition } from '../../src/render/index.ts';
import { EXHIBITS, type Exhibit } from '../gallery/editions.ts';
import { OPTIONS } from '../gallery/options.ts';

/** An exhibit of the gallery as it is mailed. */
export type Rendered = { readonly exhibit: Exhibit; readonly variant: Variant; readonly stories: number };

/** Renders the whole gallery. */
export function renderGallery(): Promise<Rendered[]> {
  return Promise.all(
    EXHIBITS.map(async (exhibit) => ({
      exhibit,
      variant: await renderEdition(exhibit.edition, { ...OPTIONS, themes: exhibit.themes }),
      stories: storiesOf(exhibit.edition, exhibit.themes),
    })),
  );
}

/** How many stories an edition has in a set of themes. */
export function storiesOf({ sections }: Edition, themes: Exhibit['themes']): number {
  const chosen = sections.filter((section) => themes === 'all' || themes.includes(section.theme));
  return chosen.reduce((sum, section) => sum + section.stories.length, 0);
}

/** Stories in the HTML part. */
export const storiesInHtml = (html: string): number => html.split('class="story"').length - 1;

/** Stories in the text part: they are numbered from 1 without gaps. */
export function storiesInText(text: string): number {
  let number = 0;
  for (const line of text.split('\n')) if (/^\u200f?([0-9]+)\.(?: |$)/.exec(line)?.[1] === `${number + 1}`) number++;
  return number;
}
