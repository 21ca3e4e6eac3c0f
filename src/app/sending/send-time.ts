/** A time at which a sending is to begin, as somebody writes it: a day and a time of the newsroom's clock. */
import { Temporal } from 'temporal-polyfill';
import { instantOf } from '../schedule/occurrences.ts';

/** `unreadable`: not `2026-11-23 07:30`; `past`: it has been; `far`: more than a year away. */
export type SendTimeRefusal = 'unreadable' | 'past' | 'far';

export type RefusedTime = { readonly refused: SendTimeRefusal };

/** `isSkipped`: no clock shows it, because they are set forward over it, and it is the first minute after that. */
export type SendTime = { readonly at: number; readonly isSkipped: boolean };

const FORM = /^(\d{4}-\d{2}-\d{2})[ T]+(\d{1,2}):(\d{2})$/u;
const FARTHEST_MS = 366 * 86_400_000;

/** Reads it, by the rules of schedules: an hour that comes twice means the first time. Epoch milliseconds. */
export function readSendTime(text: string, timeZone: string, now: number): SendTime | RefusedTime {
  const wall = wallOf(inLatinDigits(text.trim()));
  if (!wall) return { refused: 'unreadable' };
  const at = instantOf(wall, timeZone);
  if (at <= now) return { refused: 'past' };
  if (at > now + FARTHEST_MS) return { refused: 'far' };
  const shown = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDateTime();
  return { at, isSkipped: !shown.equals(wall) };
}

function wallOf(text: string): Temporal.PlainDateTime | null {
  const [, day, hour, minute] = FORM.exec(text) ?? [];
  if (!day || !hour || !minute) return null;
  try {
    return Temporal.PlainDateTime.from(`${day}T${hour.padStart(2, '0')}:${minute}`, { overflow: 'reject' });
  } catch {
    return null;
  }
}

/** `٠٧:٣٠` -> `07:30`. */
function inLatinDigits(text: string): string {
  return text.replace(/[\u0660-\u0669]/gu, (digit) => String(digit.charCodeAt(0) - 0x660));
}
