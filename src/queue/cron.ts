/** Cron expressions as lists of numbers. */
import { parse } from 'node-cron';

/** What each field allows, ascending, each number once. Months from 1, days of the week from Sunday = 0. */
export type CronFields = {
  readonly minute: readonly number[];
  readonly hour: readonly number[];
  readonly dayOfMonth: readonly number[];
  readonly month: readonly number[];
  readonly dayOfWeek: readonly number[];
};

/** Reads five fields of numbers, names, lists, ranges and steps. @throws Error of node-cron for what is none */
export function readCron(expression: string): CronFields {
  const { minute, hour, dayOfMonth, month, dayOfWeek } = parse(expression);
  return {
    minute: ascending(minute),
    hour: ascending(hour),
    dayOfMonth: ascending(dayOfMonth),
    month: ascending(month),
    dayOfWeek: ascending(dayOfWeek),
  };
}

/** Tokens such as `L` and `1#2`, which other crons do not know, are refused by the configuration. */
function ascending(values: readonly (number | string)[]): readonly number[] {
  const numbers = values.filter((value) => typeof value === 'number');
  return [...new Set(numbers)].sort((a, b) => a - b);
}
