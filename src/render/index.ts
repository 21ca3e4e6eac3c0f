/** The door of `render/`: an edition becomes the HTML and text parts of a mail, once per set of themes. */
import type { Edition, Variant } from '../model.ts';
import { chooseThemes } from './choose-themes.ts';
import { type HtmlPart, renderHtml } from './html/mail.ts';
import type { RenderOptions } from './options.ts';
import { renderText } from './plain/text-part.ts';
import { type CompiledTemplates, compileTemplates } from './templates.ts';
import { type EditionView, editionView } from './view/edition.ts';

export { shownLine } from './display.ts';
export { HTML_BUDGET } from './html/mail.ts';
export { type Letter, type LetterChoice, type LetterOptions, type RenderedLetter, renderLetter } from './letter.ts';
export { type FailedSource, renderSourcesNotice } from './notice.ts';
export type { RenderLinks, RenderOptions, Templates } from './options.ts';
export type { EditionView } from './view/edition.ts';
export { storyAnchor } from './view/story.ts';

/** A variant with the line that lists of mails show behind its subject. */
export type Rendering = Variant & { readonly preheader: string };

/** `isWhole`: every story and passage is in the HTML whole. */
export type FittedRendering = Rendering & { readonly isWhole: boolean };

/**
 * Renders an edition for one set of themes. The HTML stays under `HTML_BUDGET` bytes; the text part holds every story.
 * Throws when a template is missing or wrong.
 */
export async function renderEdition(edition: Edition, options: RenderOptions): Promise<FittedRendering> {
  const templates = compileTemplates(options.templates);
  const chosen = chooseThemes(edition, options.themes, options.heading);
  const view = editionView(chosen, options, templates.tokens);
  return {
    themes: chosen.sections.map((section) => section.theme),
    subject: view.subject,
    preheader: view.preheader,
    ...(await renderFitting(chosen, options, templates)),
    text: renderText(view, templates),
  };
}

/** A story is worth more than links on numbers: where both do not fit, the links go first. */
async function renderFitting(chosen: Edition, options: RenderOptions, templates: CompiledTemplates): Promise<HtmlPart> {
  const { figure, ...links } = options.links;
  const full = await renderHtml(editionView(chosen, options, templates.tokens), templates);
  if (full.isWhole || !figure) return full;
  return await renderHtml(editionView(chosen, { ...options, links }, templates.tokens), templates);
}

/** Everything that a rendering shows, as plain values: for pages that show an edition in another form than a mail. */
export function viewEdition(edition: Edition, options: RenderOptions): EditionView {
  const chosen = chooseThemes(edition, options.themes, options.heading);
  return editionView(chosen, options, compileTemplates(options.templates).tokens);
}
