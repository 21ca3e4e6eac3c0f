/** Drafts: what the machine made of an edition, and what editors changed on it. Times are epoch milliseconds. */
import type { Edition, Editor, Mend, MendRecord } from '../model.ts';

/** `changed`: another editor was faster; `sent`: it is being sent or was, and is not changed any more. */
export type MendRefusal = 'unknown' | 'changed' | 'sent';

/** What is written when something was mended or undone, in one transaction. */
export type MendStep = {
  readonly edition: number;
  /** Of the edition that was looked at. */
  readonly hash: string;
  /** How many mends and undoings there were: another step that left the edition as it was counts, too. */
  readonly seen: number;
  readonly step: { readonly mend: Mend } | { readonly undo: number };
  readonly editor: Pick<Editor, 'id' | 'name'>;
  readonly at: number;
  /** The edition with all mends that count, the new one among them; it shows no story and quotes no page that its base does not. */
  readonly result: Edition;
};

export type Drafts = {
  /** The edition as it was made; as it is when nobody has mended it. Null: there is none. */
  base(edition: number): Promise<Edition | null>;
  /** The page versions that the edition quoted as it was made. */
  pages(edition: number): Promise<readonly { readonly page: string; readonly version: number }[]>;
  /** In their order, undone ones among them. */
  mends(edition: number): Promise<readonly MendRecord[]>;
  /**
   * Takes back an approval that nothing was sent on: its variants and rows are gone, and it has to be approved again
   * (`unapproved`). A step that leaves the edition as it is leaves the approval, too. An edition with mends is not made anew by the schedule or `mujaz digest`.
   */
  mend(
    step: MendStep,
  ): Promise<{ readonly hash: string; readonly unapproved: boolean } | { readonly refused: MendRefusal }>;
};
