/** Which item tells what a page says. */

import type { Arrived } from './arrived.ts';
import type { Rank } from './contract.ts';
import type { Known, Teller } from './known.ts';

/** A page that no item ever told was saved by hand. */
const BY_HAND: Rank = 4;

/**
 * Whether an item's page is believed from now on; `known` learns it. A way that is believed more takes over, and any way
 * where the one before is gone. Of a source on the web the last item of an address is the one that holds: a feed may give its items new ids with
 * each change. A summary never replaces the whole article that the same item brought before.
 */
export function believes({ item, name }: Arrived, id: string, isNew: boolean, known: Known): boolean {
  const teller = known.tellers.get(id);
  const believed = teller ? isStronger(item, name, teller) : isNew || item.rank >= BY_HAND;
  if (believed) known.tellers.set(id, { item: name, source: item.source, rank: item.rank, gone: false });
  return believed;
}

function isStronger({ source, rank }: Arrived['item'], name: string, teller: Teller): boolean {
  if (teller.gone) return true;
  const isSame = teller.item === name || (teller.source === source && rank < BY_HAND);
  return isSame ? rank >= teller.rank : rank > teller.rank;
}
