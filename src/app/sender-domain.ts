/** The domain that our Message-IDs, list ids and feed ids belong to. */
import type { Config } from '../config/index.ts';

/** What stands behind the @ of the sender's address. */
export function senderDomain({ sender }: Pick<Config, 'sender'>): string {
  return sender.address.slice(sender.address.lastIndexOf('@') + 1);
}
