/** An edition as it goes to one subscriber: the themes of their choice, with links that are theirs alone. */
import type { Edition, Subscriber } from '../model.ts';
import { composeEdition, renderFor } from './finish-edition.ts';
import { leavingPath, type Office, preferencesPath } from './members/office.ts';

/** A finished message and the two addresses its envelope needs. */
export type PersonalMessage = { readonly message: Buffer; readonly from: string; readonly to: string };

/**
 * Composes the message of an edition for a subscriber. Its Message-ID is the same each time, so that a receiver who gets
 * it twice can tell (RFC 5322, 3.6.4). Null when the edition has nothing on the themes that were chosen.
 */
export async function personalMessage(
  office: Office,
  edition: Edition,
  subscriber: Subscriber,
): Promise<PersonalMessage | null> {
  const { config, vault } = office;
  const preferences = config.site.url + preferencesPath(office, subscriber);
  const unsubscribe = config.site.url + leavingPath(office, subscriber);
  const variant = await renderFor(config, edition, subscriber.choice.themes, { preferences, unsubscribe });
  if (variant.themes.length === 0) return null;
  const address = vault.open('address', subscriber.address);
  const message = await composeEdition(config, edition, variant, {
    to: { name: '', address },
    id: `${edition.digest}-${edition.number}.${subscriber.id}`,
    unsubscribeUrl: unsubscribe,
  });
  return { message, from: config.sender.address, to: address };
}
