/** Single letters: one matter each, in the look of the digest, with at most one button. */

import { compileMjml } from './compile-mjml.ts';
import { letterStyles } from './letter-styles.ts';
import { type Letter, type LetterOptions, letterView } from './letter-view.ts';
import { wrapText } from './plain/wrap.ts';
import { compileTemplates } from './templates.ts';

export type { Letter, LetterChoice, LetterOptions } from './letter-view.ts';

/** A letter as it is mailed. */
export type RenderedLetter = { readonly subject: string; readonly html: string; readonly text: string };

/** Renders a letter; both parts say the same. Throws when a template is missing or wrong. */
export async function renderLetter(letter: Letter, options: LetterOptions): Promise<RenderedLetter> {
  const templates = compileTemplates(options.templates);
  const view = letterView(letter, options);
  const markup = templates.markup('email/letter', { ...view, ...letterStyles(templates.tokens) });
  return {
    subject: view.subject,
    html: await compileMjml(markup),
    text: wrapText(templates.plain('text/letter', view)),
  };
}
