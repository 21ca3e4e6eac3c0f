/** MJML to HTML. The compiler is loaded with the first mail: commands that make none need not carry it. */
import { completeMarkup } from './html/complete-markup.ts';

/** The finished HTML of a mail. Throws on markup that MJML does not allow. */
export async function compileMjml(markup: string): Promise<string> {
  const { default: mjml2html } = await import('mjml');
  const { html } = await mjml2html(markup, { fonts: {}, validationLevel: 'strict', keepComments: false });
  return completeMarkup(html.replace(/\n\s+/g, '\n'));
}
