/** An item with all that its article is recognised by. */
import type { Page } from '../../model.ts';
import { addressKey } from '../addresses.ts';
import { checkStorable, hashPage, hashText, isStorable, storable } from '../content.ts';
import { StoreFault } from '../fault.ts';
import type { TakenItem } from './contract.ts';
import { isKey, itemName } from './item-key.ts';

/** An item that can be known, with texts that both databases keep. */
export type Arrived = {
  readonly item: TakenItem;
  readonly name: string;
  /** Address key; null when it has none or brought no page. */
  readonly address: string | null;
  /** Of its page. */
  readonly hash: string | null;
  /** What a page of its own would be called: as proposed, or when another article has that name, with a mark of the item. */
  readonly ids: readonly string[];
};

/** Null for an item that cannot be known at all: its source gave it a key of any length or of broken text. */
export function toArrived(given: TakenItem): Arrived | null {
  if (!isKey(given.key)) return null;
  const item = withStorableText(given);
  const name = itemName(item);
  if (item.page === null) return { item, name, address: null, hash: null, ids: [] };
  const { url } = item.page.meta;
  const address = url === null ? null : addressKey(url);
  return { item, name, address, hash: hashPage(item.page), ids: idsOf(item.page, name, address) };
}

/** A text that both databases cannot keep refuses its own item alone. */
function withStorableText(item: TakenItem): TakenItem {
  const refusal = whyUnstorable(item.page) ?? item.refusal;
  const page = whyUnstorable(item.page) === null ? item.page : null;
  const pending = item.pending !== null && isStorable(item.pending.url) ? item.pending : null;
  return { ...item, stamp: storable(item.stamp), page, refusal: refusal && storable(refusal), pending };
}

function whyUnstorable(page: Page | null): string | null {
  try {
    if (page !== null) checkStorable(page);
    return null;
  } catch (error) {
    if (error instanceof StoreFault) return error.message;
    throw error;
  }
}

function idsOf({ id }: Page, name: string, address: string | null): readonly string[] {
  return [id, `${id}-${hashText(name).slice(0, 8)}`, `${id}-${hashText(`${name}\n${address}`).slice(0, 24)}`];
}
