/** What `mujaz schedule` prints: the slots that went wrong, and the next ones. */
import type { DueSlot, SlotReport, Store } from '../../app/index.ts';
import type { Config } from '../../config/index.ts';
import { isoOf } from './send-json.ts';
import { timeIn } from './send-words.ts';

/** A slot that is past, as the store has it. */
export type PastSlot = Awaited<ReturnType<Store['slots']['list']>>[number];

/** What the command shows. Epoch milliseconds. */
export type Schedule = {
  readonly now: number;
  /** Slots without an edition, newest first. */
  readonly past: readonly PastSlot[];
  readonly next: readonly DueSlot[];
};

const MINUTE = 60_000;

/** What to write where, as no digest has a schedule. */
export const NO_SCHEDULE = `no digest has a schedule. Give one to a digest under digests: in config/mujaz.yaml, for example
  digests:
    - id: coalition
      name: موجز التحالف
      schedule: "0 7 * * *"      # every day at 07:00
      timeZone: Asia/Damascus`;

/** The text for people. */
export function describeSchedule(config: Config, { now, past, next }: Schedule): string {
  const lines = ['موجز: مواعيد الأعداد', `Mujaz: the schedule, as of ${timeIn(config.timeZone, now)}`];
  if (past.length > 0) lines.push('', '  without an edition:', ...past.flatMap((slot) => pastLines(config, slot)));
  if (isWithoutSchedule(config)) return [...lines, '', `Mujaz: ${NO_SCHEDULE}`].join('\n');
  return [...lines, '', '  next:', ...nextLines(config, next, now).map((line) => `    ${line}`)].join('\n');
}

/** One line for each slot: its local time, the same in UTC, how long it is until then, and which digest. */
export function nextLines(config: Config, slots: readonly DueSlot[], now: number = Date.now()): readonly string[] {
  return slots.map((slot) => {
    const zone = zoneOf(config, slot.digest);
    const utc = `${new Date(slot.dueAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    return `${slot.date} ${slot.time} ${zone}${skipped(slot, zone)}   ${utc}   ${timeUntil(slot.dueAt - now)}   ${slot.digest}`;
  });
}

/** The object for scripts, with times in ISO 8601. */
export function jsonOfSchedule(config: Config, { now, past, next }: Schedule): string {
  const told = {
    now: isoOf(now),
    digests: config.digests.map(({ id, name, schedule }) => ({ id, name, schedule })),
    past: past.map((slot) => ({ ...slot, dueAt: isoOf(slot.dueAt), at: isoOf(slot.at), retryAt: isoOf(slot.retryAt) })),
    next: next.map((slot) => ({ ...slot, timeZone: zoneOf(config, slot.digest), dueAt: isoOf(slot.dueAt) })),
  };
  return JSON.stringify(told, null, 2);
}

/** The object for scripts of what was done. */
export function jsonOfReports(reports: readonly SlotReport[]): string {
  return JSON.stringify({ slots: reports.map((report) => ({ ...report, dueAt: isoOf(report.dueAt) })) }, null, 2);
}

export function isWithoutSchedule({ digests }: Config): boolean {
  return digests.every(({ schedule }) => schedule === null);
}

function pastLines(config: Config, slot: PastSlot): readonly string[] {
  const { digest, date, time, state } = slot;
  const line = `    ${digest}  ${date} ${time} ${zoneOf(config, digest)}  ${WORDS[state]}${slot.note ? `: ${slot.note}` : ''}`;
  if (state === 'making') return [line];
  const again = slot.retryAt === null ? [] : [`        tried again at ${timeIn(config.timeZone, slot.retryAt)}`];
  return [line, ...again, `        to make it now: npx mujaz schedule --make ${digest}@${date}T${time}`];
}

const WORDS: Readonly<Record<PastSlot['state'], string>> = {
  making: 'being made',
  made: 'made',
  'too-little': 'too few stories',
  missed: 'missed',
  failed: 'failed',
};

function zoneOf({ digests, timeZone }: Config, digest: string): string {
  return digests.find(({ id }) => id === digest)?.schedule?.timeZone ?? timeZone;
}

/** Where the clocks never show the time of a slot: when they show what is due instead. */
function skipped({ time, dueAt }: DueSlot, zone: string): string {
  const clock = timeIn(zone, dueAt).slice(11, 16);
  return clock === time ? '' : ` (the clocks skip it: at ${clock})`;
}

/** `in 3 h 20 min`, `in 4 d 2 h`. */
function timeUntil(ms: number): string {
  const minutes = Math.max(0, Math.ceil(ms / MINUTE));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  if (days > 1) return `in ${days} d ${hours} h`;
  return hours + days > 0 ? `in ${days * 24 + hours} h ${rest} min` : `in ${rest} min`;
}
