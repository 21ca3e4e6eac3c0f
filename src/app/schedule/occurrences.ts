/**
 * The slots of a schedule, computed in the wall time of its zone: cron's fields name days and minutes, and a wall time
 * becomes an instant by these rules.
 * - A minute that the clocks skip is due at the first minute after the gap. Of two slots that fall on one instant by that,
 *   the first is kept (the one that was skipped), so one edition is made.
 * - An hour that comes twice counts the first time only.
 * - A day that a zone leaves out (Pacific/Apia, 2011-12-30) has no slots.
 */
import { Temporal } from 'temporal-polyfill';
import type { DigestSchedule } from '../../config/index.ts';
import type { Day } from '../../model.ts';
import { type CronFields, readCron } from '../../queue/index.ts';

/** A slot of one schedule; `dueAt` in epoch milliseconds. */
export type Occurrence = { readonly date: Day; readonly time: string; readonly dueAt: number };

/** A month of every ten minutes. */
const MOST_SLOTS = 5000;
/** 29 February may be eight years away. */
const MOST_DAYS = 9 * 366;

type Timetable = Pick<DigestSchedule, 'cron' | 'timeZone'>;

/**
 * The slots due after `from` and not after `to` (epoch milliseconds), in order. At most 5000: of more, the newest, for the
 * others are too late by any measure. Days more than nine years before `to` are not looked at.
 */
export function slotsBetween({ cron, timeZone }: Timetable, from: number, to: number): readonly Occurrence[] {
  const fields = readCron(cron);
  const first = dayAt(timeZone, from);
  const days: (readonly Occurrence[])[] = [];
  let count = 0;
  // Clocks that are set back over midnight show the day before again.
  let day = dayAt(timeZone, to).add({ days: 1 });
  for (let seen = 0; seen < MOST_DAYS && count < MOST_SLOTS; seen++) {
    const slots = slotsOfDay(fields, timeZone, day).filter(({ dueAt }) => dueAt > from && dueAt <= to);
    days.push(slots);
    count += slots.length;
    day = day.subtract({ days: 1 });
    if (Temporal.PlainDate.compare(day, first.subtract({ days: 1 })) < 0) break;
  }
  return days.reverse().flat().slice(-MOST_SLOTS);
}

/** The next `count` slots due after `from`, in order: fewer of a cron that names fewer days in the next nine years. */
export function slotsAfter({ cron, timeZone }: Timetable, from: number, count: number): readonly Occurrence[] {
  const fields = readCron(cron);
  const next: Occurrence[] = [];
  // A slot at a skipped end of a day is due on the next one.
  let day = dayAt(timeZone, from).subtract({ days: 1 });
  for (let seen = 0; seen < MOST_DAYS && next.length < count; seen++) {
    next.push(...slotsOfDay(fields, timeZone, day).filter(({ dueAt }) => dueAt > from));
    day = day.add({ days: 1 });
  }
  return next.slice(0, count);
}

/** The slot that a schedule names at this wall time; null when it names none. */
export function slotAt({ cron, timeZone }: Timetable, date: Day, time: string): Occurrence | null {
  const slots = slotsOfDay(readCron(cron), timeZone, Temporal.PlainDate.from(date));
  return slots.find((slot) => slot.time === time) ?? null;
}

function dayAt(timeZone: string, at: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(timeZone).toPlainDate();
}

function slotsOfDay(fields: CronFields, timeZone: string, day: Temporal.PlainDate): readonly Occurrence[] {
  const slots: Occurrence[] = [];
  if (!names(fields, day) || !exists(day, timeZone)) return slots;
  let taken = lastOf(fields, timeZone, day.subtract({ days: 1 }));
  for (const wall of timesOf(fields, day)) {
    const dueAt = instantOf(wall, timeZone);
    if (dueAt === taken) continue;
    slots.push({ date: day.toString(), time: wall.toPlainTime().toString({ smallestUnit: 'minute' }), dueAt });
    taken = dueAt;
  }
  return slots;
}

/** When the last slot of a day is due: after a gap over midnight that may be on the next day, which has it then already. */
function lastOf(fields: CronFields, timeZone: string, day: Temporal.PlainDate): number | null {
  if (!names(fields, day) || !exists(day, timeZone)) return null;
  const last = { hour: fields.hour.at(-1) ?? 0, minute: fields.minute.at(-1) ?? 0 };
  return instantOf(day.toPlainDateTime(last), timeZone);
}

function timesOf({ hour, minute }: CronFields, day: Temporal.PlainDate): Temporal.PlainDateTime[] {
  return hour.flatMap((h) => minute.map((m) => day.toPlainDateTime({ hour: h, minute: m })));
}

function exists(day: Temporal.PlainDate, timeZone: string): boolean {
  return day.toZonedDateTime(timeZone).toPlainDate().equals(day);
}

/** Temporal counts weekdays from Monday = 1 to Sunday = 7. */
function names({ dayOfMonth, month, dayOfWeek }: CronFields, day: Temporal.PlainDate): boolean {
  return dayOfMonth.includes(day.day) && month.includes(day.month) && dayOfWeek.includes(day.dayOfWeek % 7);
}

/** The first time that clocks show it; the end of the gap where they never do. */
export function instantOf(wall: Temporal.PlainDateTime, timeZone: string): number {
  // In a gap, `earlier` is the time before it that is as far from its end as the skipped time is from its start.
  const earlier = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  if (earlier.toPlainDateTime().equals(wall)) return earlier.epochMilliseconds;
  return (earlier.getTimeZoneTransition('next') ?? earlier).epochMilliseconds;
}
