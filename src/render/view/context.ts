/** What every part of a view needs to know of its edition. */
import type { Citation, Edition } from '../../model.ts';
import type { Digits } from '../../text/index.ts';
import { LinkNames } from '../links.ts';
import type { RenderLinks } from '../options.ts';
import type { Tokens } from '../tokens.ts';

/** Shared by the builders of one message's view. */
export type ViewContext = {
  readonly links: RenderLinks;
  readonly digits: Digits;
  readonly tokens: Tokens;
  readonly names: LinkNames;
  /** By page id: who published it, and when. */
  readonly citations: ReadonlyMap<string, Citation>;
};

/** Prepares the context for one variant of an edition. */
export function viewContext(edition: Edition, links: RenderLinks, digits: Digits, tokens: Tokens): ViewContext {
  const citations = edition.sections.flatMap((section) => [
    ...section.asides.map((aside) => aside.citation),
    ...section.stories.flatMap((story) => story.citations),
  ]);
  return { links, digits, tokens, names: new LinkNames(), citations: new Map(citations.map((one) => [one.page, one])) };
}
