/** The sign-up form for other sites: one piece of HTML without a script, a style sheet or a request to anywhere. */
import { readFileSync } from 'node:fs';
import { loadTemplates } from '../templates.ts';
import type { Tokens } from '../tokens.ts';
import { hiddenChoice } from './choice-view.ts';
import { SUBSCRIBE } from './paths.ts';

/** What the form signs up for, and where it is sent. */
export type EmbeddedForm = {
  /** The address of the site, without a slash at the end. */
  readonly site: string;
  readonly digest: { readonly id: string; readonly name: string };
  /** Of the digest; none means all. */
  readonly themes: readonly string[];
  readonly consent: string;
};

/**
 * The HTML, with styles inline and ending with a line break. It has no stamp, since it is made once for all visitors: the
 * site shows whoever sends it the form once more, filled in.
 */
export function makeEmbed(templates: URL, { site, digest, themes, consent }: EmbeddedForm): string {
  const { colours } = JSON.parse(readFileSync(new URL('shared/tokens.json', templates), 'utf8')) as Tokens;
  return loadTemplates(templates)('embed', {
    action: `${site}${SUBSCRIBE}`,
    name: digest.name,
    hidden: hiddenChoice({ digest: digest.id, themes }),
    consent,
    colours: Object.fromEntries(Object.entries(colours).map(([name, { light }]) => [name, light])),
  });
}
