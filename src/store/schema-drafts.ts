/** The tables of drafts; see `schema.ts` for what holds for all of them. */

/** An edition as it was made, kept from its first mend on. */
export type DraftRow = {
  edition: number;
  /** JSON of `Edition`. */
  body: string;
  /** JSON: the page versions that it quotes. */
  pages: string;
};

/** What an editor changed; a row is never removed, only marked as undone. */
export type MendRow = {
  edition: number;
  /** 1, 2, ... of its edition. */
  position: number;
  /** JSON of `Mend`. */
  mend: string;
  editor: string;
  /** As the editor was called then. */
  editor_name: string;
  at: number;
  undone_by: string | null;
  undone_by_name: string | null;
  undone_at: number | null;
};
