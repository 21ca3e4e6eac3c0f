/** What the invented newsrooms publish, and when. All moments are UTC, `MM-DD HH:MM` of 2026. */

/** A newsroom with a server of its own, or a person who saves pages into the corpus folder. */
export type RoomId = 'harbour' | 'plain' | 'hill' | 'palm' | 'bridge' | 'folder';

export type Wording = { readonly title: string; readonly text: string };

export type NewsItem = Wording & {
  /** What it tells of: articles of one event have the same. */
  readonly event: string;
  readonly room: RoomId;
  /** When it can first be found. */
  readonly at: string;
  /** As it says itself; the moment of `at` when left out, nothing when null. */
  readonly published?: string | null;
  /** Under which address; its own when left out. */
  readonly path?: string;
  /** The id it gives in its feed; its address when left out. */
  readonly guid?: string;
  /** What it says later on. */
  readonly later?: { readonly at: string } & Wording;
  /** When it is taken out again. */
  readonly goneAt?: string;
  /** The newsroom whose address it gives: an article of another one, passed on. */
  readonly of?: RoomId;
};

const YEAR = 2026;

/** Epoch milliseconds of `MM-DD HH:MM`. */
export function utc(moment: string): number {
  const at = Date.parse(`${YEAR}-${moment.replace(' ', 'T')}:00Z`);
  if (Number.isNaN(at)) throw new Error(`no moment: ${moment}`);
  return at;
}
