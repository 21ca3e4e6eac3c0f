/** What the number reader says of a number in a text. */
import type { Span } from '../model.ts';
import type { NumberForm } from './numbers-cardinal.ts';
import type { Noun } from './numbers-nouns.ts';

/** `ratio` is «واحد من كل خمسة»: its value is the share. */
export type NumberKind = 'cardinal' | 'ordinal' | 'percent' | 'fraction' | 'ratio' | 'range' | 'vague' | 'dual';

/** A number in a text. */
export type NumberReading = {
  /** Index of its first and last word in `Words`. */
  readonly first: number;
  readonly last: number;
  /** The number alone, without glued و ب ل ك, with its percent sign. */
  readonly span: Span;
  /** Null for vague numbers; the lower end of a range; 0-100 for percent, 0-1 for fractions and ratios. */
  readonly value: number | null;
  readonly max: number | null;
  readonly kind: NumberKind;
  readonly form: NumberForm;
  /** «الـ83», «التسعين». */
  readonly definite: boolean;
  /** Digits without separators or scale words, which may be a year or a label. */
  readonly plain: boolean;
  /** True when a scale word ends it («30 ألفاً»). */
  readonly scaled: boolean;
  /** The noun of a dual. */
  readonly noun: Noun | null;
  /** The ends of a range written with «إلى»: behind «ارتفع» they are two figures. Empty for all else. */
  readonly ends: readonly NumberReading[];
  /** The rules that fired. */
  readonly rules: readonly string[];
};
