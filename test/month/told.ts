/** What the editions of a store tell, as lines that can be held against what is expected. */
import type { Edition, EditionStory } from '../../src/model.ts';
import type { Store } from '../../src/store/index.ts';
import { ROOM_NAMES } from './feed-formats.ts';
import { NEWS } from './news.ts';
import type { RoomId } from './news-item.ts';

const EVENTS: ReadonlyMap<string, string> = new Map(NEWS.map(({ title, event }) => [title, event]));
const ROOMS: ReadonlyMap<string, RoomId> = new Map(
  (Object.entries(ROOM_NAMES) as [RoomId, string][]).map(([room, name]) => [name, room]),
);

/** `camps: dunwan@plain, wells@bridge`: a line for each section, and one for the sources of the colophon. */
export type ToldEdition = { readonly date: string; readonly told: readonly string[] };

/** All editions of a digest, the oldest first. */
export async function toldBy(store: Store, digest: string): Promise<readonly ToldEdition[]> {
  const listed = await store.editions({ digest, limit: 100 });
  const editions: ToldEdition[] = [];
  for (const { number } of [...listed].reverse()) {
    const edition = await store.edition(number);
    if (edition) editions.push(toldIn(edition));
  }
  return editions;
}

function toldIn({ date, sections, unread = [] }: Edition): ToldEdition {
  const themes = sections
    .filter(({ stories }) => stories.length > 0)
    .map(({ theme, stories }) => `${theme}: ${stories.map(storyLine).sort().join(', ')}`);
  const failing = unread.map(({ name, since }) => `${ROOMS.get(name) ?? name} since ${since}`);
  return { date, told: [...themes, ...(failing.length > 0 ? [`unread: ${failing.join(', ')}`] : [])] };
}

/** `zafaran@plain 4>5`: the event, who tells of it, and what has changed. */
function storyLine({ headline, citations, update }: EditionStory): string {
  const event = EVENTS.get(headline?.text ?? '') ?? `(${headline?.text ?? 'no headline'})`;
  const rooms = citations.map(({ source }) => ROOMS.get(source ?? '') ?? source ?? 'folder');
  const changes = (update?.changes ?? []).map(({ before, now }) => `${before?.number ?? 'new'}>${now.number.text}`);
  return [`${event}@${[...new Set(rooms)].sort().join('+')}`, ...changes].join(' ');
}
