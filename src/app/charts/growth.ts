/** How many people were subscribed at the end of each month, by theme, as the records of consent tell it. */
import type { ThemeId } from '../../model.ts';
import type { PersonStep } from '../../store/index.ts';

/** A month, `YYYY-MM`. */
export type Month = string;

/** Months without a gap, oldest first; lists of counts have one entry per month. */
export type Growth = {
  readonly months: readonly Month[];
  readonly total: readonly number[];
  readonly themes: readonly { readonly theme: ThemeId; readonly counts: readonly number[] }[];
};

/** Changes by month: how many more or fewer there are of each theme; `''` is everybody. */
type Changes = Map<Month, Map<ThemeId, number>>;

const EVERYBODY = '';

/** Adds up the steps of one person after the other. */
export class GrowthCount {
  readonly #themes: readonly ThemeId[];
  readonly #monthOf: (at: number) => Month;
  readonly #changes: Changes = new Map();

  /** `monthOf`: of epoch milliseconds, in the newsroom's time zone. */
  constructor(themes: readonly ThemeId[], monthOf: (at: number) => Month) {
    this.#themes = themes;
    this.#monthOf = monthOf;
  }

  /** The steps of one person, in their order; erased people have none. */
  add(steps: readonly PersonStep[]): void {
    let held: readonly ThemeId[] | null = null;
    let chosen: PersonStep['themes'] = null;
    for (const step of steps) {
      chosen = step.themes ?? chosen ?? step.now.themes;
      const next: readonly ThemeId[] | null =
        isBeginning(step) || (held !== null && step.kind !== 'left') ? this.#spelled(chosen) : null;
      this.#move(step.at, held, next);
      held = next;
    }
    const last = steps.at(-1);
    if (held !== null && last?.now.status === 'left') this.#move(Math.max(last.now.leftAt ?? 0, last.at), held, null);
  }

  /** Up to the month of a time (epoch ms). */
  until(at: number): Growth {
    const first = [...this.#changes.keys()].sort()[0];
    if (first === undefined) return { months: [], total: [], themes: [] };
    const months = monthsBetween(first, this.#monthOf(at));
    return {
      months,
      total: this.#sums(EVERYBODY, months),
      themes: this.#themes.map((theme) => ({ theme, counts: this.#sums(theme, months) })),
    };
  }

  #spelled(themes: NonNullable<PersonStep['themes']>): readonly ThemeId[] {
    return themes === 'all' ? this.#themes : themes;
  }

  #move(at: number, from: readonly ThemeId[] | null, to: readonly ThemeId[] | null): void {
    if (from === null && to === null) return;
    const month = this.#monthOf(at);
    const changes = this.#changes.get(month) ?? new Map<ThemeId, number>();
    this.#changes.set(month, changes);
    const note = (theme: ThemeId, by: number) => changes.set(theme, (changes.get(theme) ?? 0) + by);
    for (const theme of from ? [EVERYBODY, ...from] : []) note(theme, -1);
    for (const theme of to ? [EVERYBODY, ...to] : []) note(theme, 1);
  }

  #sums(theme: ThemeId, months: readonly Month[]): readonly number[] {
    let sum = 0;
    return months.map((month) => {
      sum += this.#changes.get(month)?.get(theme) ?? 0;
      return sum;
    });
  }
}

function isBeginning({ kind, now }: PersonStep): boolean {
  return kind === 'confirmed' || kind === 'came-back' || (kind === 'imported' && now.status !== 'unconfirmed');
}

/** Both ends among them. */
export function monthsBetween(first: Month, last: Month): readonly Month[] {
  const months: Month[] = [];
  for (let month = first; month <= last; month = nextMonth(month)) months.push(month);
  return months;
}

function nextMonth(month: Month): Month {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
