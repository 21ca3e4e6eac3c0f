/** What an editor can do to a draft. */
import type { DraftWarning, Edition, Editor, FigureRef, Mend, MendRecord, ShownFigure } from '../../model.ts';
import type { MendRefusal } from '../../store/index.ts';

/** A draft as the desk shows it. */
export type Draft = {
  readonly edition: Edition;
  /** To be named with the next mend, approval or sending. */
  readonly hash: string;
  readonly state: 'draft' | 'approved' | 'sending' | 'done';
  /** What the machine made. */
  readonly base: Edition;
  readonly history: readonly MendRecord[];
  readonly warnings: readonly DraftWarning[];
  /** Stories that were hidden, by id with their headline. */
  readonly hidden: readonly { readonly story: string; readonly headline: string }[];
  /** Figures that may stand on cards, strongest first, and which do. */
  readonly figures: readonly { readonly ref: FigureRef; readonly shown: ShownFigure; readonly isCard: boolean }[];
};

/** `unfit`: the mend makes no sense on this edition (an unknown story, a number that is none); `why` in Arabic. */
export type MendAnswer =
  | { readonly hash: string; readonly unapproved: boolean }
  | { readonly refused: MendRefusal }
  | { readonly refused: 'unfit'; readonly why: string };

export type DraftDesk = {
  draft(edition: number): Promise<Draft | null>;
  mend(edition: number, hash: string, mend: Mend, editor: Editor): Promise<MendAnswer>;
  undo(edition: number, hash: string, position: number, editor: Editor): Promise<MendAnswer>;
  /** Null hash: as it is. Warnings that nobody settled refuse it. */
  approve(
    edition: number,
    hash: string,
    editor: Editor,
  ): Promise<
    | { readonly approved: true; readonly recipients: number }
    | { readonly refused: 'unknown' | 'changed' | 'warnings' | 'followed'; readonly why: string }
  >;
};
