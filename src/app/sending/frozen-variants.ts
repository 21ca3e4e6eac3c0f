/** What an approval writes down: the edition as each group of readers will get it, with stand-ins for what is their own. */
import { randomBytes } from 'node:crypto';
import type { Config } from '../../config/index.ts';
import type { Edition } from '../../model.ts';
import type { FrozenSlots, FrozenVariant } from '../../store/index.ts';
import { renderFor } from '../finish-edition.ts';

/** As long as the tokens of links, so that a frozen variant is as large as what is sent. */
const SLOT_BYTES = 29;

/** Renders an edition for sets of themes, each as in `subscribers.themes`. */
export async function freezeVariants(
  config: Config,
  edition: Edition,
  themeSets: readonly string[],
): Promise<readonly FrozenVariant[]> {
  const slots = { preferences: makeSlot(), leave: makeSlot() };
  const variants: FrozenVariant[] = [];
  for (const themes of themeSets)
    variants.push({ themes, content: await freezeVariant(config, edition, themes, slots) });
  return variants;
}

/** Random: no article can contain what stands for a token. */
export function makeSlot(): string {
  return randomBytes(SLOT_BYTES).toString('base64url');
}

async function freezeVariant(
  config: Config,
  edition: Edition,
  themes: string,
  slots: FrozenSlots,
): Promise<FrozenVariant['content']> {
  const variant = await renderFor(config, edition, themes === '*' ? 'all' : themes.split(','), {
    preferences: `${config.site.url}/preferences/${slots.preferences}`,
    unsubscribe: leavingUrl(config, slots.leave),
  });
  if (variant.themes.length === 0) return null;
  const { subject, html, text } = variant;
  return { themes: variant.themes, subject, html, text, slots };
}

/** Where a person leaves; the same in the foot of a mail and in its header (RFC 8058). */
export function leavingUrl(config: Config, token: string): string {
  return `${config.site.url}/leave/${token}`;
}
