/** Which article an item's page is: one that is known, or one of its own. */
import type { Arrived } from './arrived.ts';
import type { Known } from './known.ts';

/**
 * The id of the page that an item tells; `known` learns it. An address decides, and where there is none the item itself,
 * then the text. Nothing else makes two items one article: headlines are alike too often.
 */
export function articleOf(arrived: Arrived, known: Known): string {
  const id = recognised(arrived, known) ?? ownId(arrived, known);
  if (arrived.address !== null && !known.addresses.has(arrived.address)) known.addresses.set(arrived.address, id);
  if (arrived.address === null && arrived.hash !== null) known.texts.set(arrived.hash, id);
  const before = known.pages.get(id);
  known.pages.set(id, { address: before?.address ?? arrived.address, hasItems: true });
  return id;
}

function recognised({ name, address, hash }: Arrived, known: Known): string | null {
  if (address !== null) return known.addresses.get(address) ?? null;
  return known.items.get(name)?.page_id ?? known.texts.get(hash ?? '') ?? null;
}

/** The first of its names that no other article has. */
function ownId(arrived: Arrived, known: Known): string {
  const free = arrived.ids.find((id) => isFree(id, arrived, known));
  return free ?? (arrived.ids.at(-1) as string);
}

/** Also where the item told this page under another address, and where a page saved by hand says nothing against it. */
function isFree(id: string, { name, address }: Arrived, known: Known): boolean {
  const there = known.pages.get(id);
  if (!there || known.items.get(name)?.page_id === id) return true;
  return !there.hasItems && (address === null || there.address === null || there.address === address);
}
