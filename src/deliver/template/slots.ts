/** Places of a composed message that differ between recipients, found once in its encoded bytes. */
import { createHash } from 'node:crypto';
import { cutParts, type Section } from './mime-parts.ts';

/** What stands in for the value of a slot while the message is composed: the same length, the same kind of characters. */
export type StandIn = { readonly name: string; readonly text: string };

/** A stretch of encoded bytes from `start` up to `end`, and what is written in its place. */
export type Place = {
  readonly start: number;
  readonly end: number;
  /** The slots in it, in order. */
  readonly names: readonly string[];
  /** The encoded bytes for these values. */
  write(values: Readonly<Record<string, string>>): string;
};

/** nodemailer breaks lines here, which the length of the values and not their characters decide. */
const SOFT_BREAK = '=\r\n';
const BASE64_LINE = 76;

/** A text of letters, digits, `-` and `_` that no other text contains. */
export function makeStandIn(name: string, length: number, salt: string): StandIn {
  let text = '';
  for (let round = 0; text.length < length; round++) {
    text += createHash('sha256').update(`${salt}/${name}/${round}`).digest('base64url');
  }
  return { name, text: text.slice(0, length) };
}

/** All places of the stand-ins, in order. */
export function findPlaces(message: string, standIns: readonly StandIn[]): readonly Place[] {
  return cutParts(message).flatMap((section) =>
    section.encoding === 'base64' ? inBase64(message, section, standIns) : inText(message, section, standIns),
  );
}

/** Header fields and quoted-printable: the characters stand for themselves, a soft break may divide them. */
function inText(message: string, { start, end }: Section, standIns: readonly StandIn[]): Place[] {
  const section = message.slice(start, end);
  const places = standIns.flatMap(({ name, text }) => {
    const divided = new RegExp([...text].join(`(?:${SOFT_BREAK})?`), 'gu');
    return [...section.matchAll(divided)].map(({ index, 0: found }) => {
      const cut = found.indexOf(SOFT_BREAK);
      return {
        start: start + index,
        end: start + index + found.length,
        names: [name],
        write: (values: Readonly<Record<string, string>>) => divide(values[name] ?? '', cut),
      };
    });
  });
  return places.sort((a, b) => a.start - b.start);
}

function divide(value: string, cut: number): string {
  return cut < 0 ? value : value.slice(0, cut) + SOFT_BREAK + value.slice(cut);
}

/** Base64: the groups of three bytes around a value are encoded anew, with what else they hold. */
function inBase64(message: string, { start, end }: Section, standIns: readonly StandIn[]): Place[] {
  const bytes = Buffer.from(message.slice(start, end), 'base64');
  const content = bytes.toString('latin1');
  const found = standIns
    .flatMap(({ name, text }) => positions(content, text).map((at) => ({ name, from: at, to: at + text.length })))
    .sort((a, b) => a.from - b.from);
  return mergeWindows(found, bytes.length).map((window) => {
    const [first, last] = [(window.from / 3) * 4, Math.ceil(window.to / 3) * 4];
    return {
      start: start + withBreaks(first),
      end: start + withBreaks(last - 1) + 1,
      names: window.slots.map(({ name }) => name),
      write: (values: Readonly<Record<string, string>>) => {
        let text = content.slice(window.from, window.to);
        for (const { name, from, to } of window.slots)
          text = text.slice(0, from - window.from) + (values[name] ?? '') + text.slice(to - window.from);
        return breakLines(Buffer.from(text, 'latin1').toString('base64'), first);
      },
    };
  });
}

type Found = { readonly name: string; readonly from: number; readonly to: number };

/** Windows on borders of three bytes; values that share a group share a window. */
function mergeWindows(found: readonly Found[], length: number): { from: number; to: number; slots: Found[] }[] {
  const windows: { from: number; to: number; slots: Found[] }[] = [];
  for (const slot of found) {
    const from = slot.from - (slot.from % 3);
    const to = Math.min(length, Math.ceil(slot.to / 3) * 3);
    const last = windows.at(-1);
    if (last && from < last.to) {
      last.to = Math.max(last.to, to);
      last.slots.push(slot);
    } else windows.push({ from, to, slots: [slot] });
  }
  return windows;
}

/** Where the nth character of a base64 text stands when its lines are broken. */
function withBreaks(nth: number): number {
  return nth + 2 * Math.floor(nth / BASE64_LINE);
}

/** Breaks a piece of base64 whose first character is the nth of the text. */
function breakLines(piece: string, nth: number): string {
  const room = BASE64_LINE - (nth % BASE64_LINE);
  let broken = piece.slice(0, room);
  for (let at = room; at < piece.length; at += BASE64_LINE) broken += `\r\n${piece.slice(at, at + BASE64_LINE)}`;
  return broken;
}

function positions(content: string, text: string): number[] {
  const found: number[] = [];
  for (let at = content.indexOf(text); at >= 0; at = content.indexOf(text, at + text.length)) found.push(at);
  return found;
}
