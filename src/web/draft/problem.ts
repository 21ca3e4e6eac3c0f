/** A form that was not taken: why, which one it was, and what was typed into it. */
import type { MendRecord } from '../../model.ts';
import type { FormFields } from '../membership/form-fields.ts';

export type Problem = {
  /** The form's name on the page. */
  readonly form: string;
  readonly fields: FormFields;
  /** Beside the field; null when the matter is not in what was typed. */
  readonly words: string | null;
  /** Others were faster: what has changed since the page was shown; null for other reasons. */
  readonly changes: readonly MendRecord[] | null;
  /** Above everything, for what is not about a field. */
  readonly alert: string | null;
};

/** What stands beside one form: '' where nothing is wrong. */
export function errorIn(problem: Problem | null, form: string): string {
  return problem?.form === form ? (problem.words ?? '') : '';
}

/** What somebody typed into a form that was not taken, else what is there. */
export function typedIn(problem: Problem | null, form: string, field: string, otherwise: string): string {
  return problem?.form === form ? problem.fields.one(field) : otherwise;
}

/** How far a history had got when a page was shown: «5.2», five mends, two of them undone. Forms of the page carry it. */
export function seenOf(history: readonly MendRecord[]): string {
  return `${history.length}.${undoneIn(history).length}`;
}

/** What was mended or undone after that, in the order of the mends; nothing for what cannot be read. */
export function changesSince(history: readonly MendRecord[], seen: string): MendRecord[] {
  const [mends, undone] = /^\d{1,6}\.\d{1,6}$/u.test(seen) ? seen.split('.').map(Number) : [];
  if (mends === undefined || undone === undefined) return [];
  const latest = undoneIn(history).slice(undone);
  return history.filter((record, index) => index >= mends || latest.includes(record));
}

/** Those undone, in the order of undoing. */
function undoneIn(history: readonly MendRecord[]): MendRecord[] {
  return history.filter(({ undone }) => undone !== null).sort((a, b) => (a.undone?.at ?? 0) - (b.undone?.at ?? 0));
}
