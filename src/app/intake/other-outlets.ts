/** Addresses of other outlets: what a feed says of their pages is believed less than what they say themselves. */
import type { Config } from '../../config/index.ts';
import type { Source } from '../../model.ts';

/** True for an address on a host that another outlet names as its own, and this source's outlet does not. */
export function isOfAnother({ sources }: Config, { outlet }: Source, url: string | null): boolean {
  if (outlet === null || url === null || !URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  const owners = sources.filter(({ hosts }) => hosts.some((own) => `.${hostname}`.endsWith(`.${own}`)));
  return owners.length > 0 && !owners.some(({ id }) => id === outlet);
}
