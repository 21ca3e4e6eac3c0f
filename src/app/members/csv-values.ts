/** What the cells of a list mean: a person, or what is wrong with the row and what to do. */

import type { DigestConfig } from '../../config/index.ts';
import type { Choice } from '../../model.ts';
import type { ArrivalStatus } from '../../store/index.ts';
import { fold } from '../../text/index.ts';
import { readAddress } from '../address.ts';
import { DAY_MS } from '../durations.ts';
import type { AddressRefusal } from './contract.ts';
import type { Column } from './csv-columns.ts';
import { readTime } from './csv-times.ts';

/** One person as a list tells of them. */
export type ListedPerson = {
  readonly address: string;
  readonly canonical: string;
  readonly status: ArrivalStatus;
  readonly choice: Choice;
  readonly signedUpAt: number | null;
  readonly confirmedAt: number | null;
  readonly leftAt: number | null;
  readonly pausedUntil: number | null;
  /** The record that an earlier export brought along. */
  readonly earlier: readonly EarlierConsent[];
};

/** An entry of such a record; internet addresses are not taken over. */
export type EarlierConsent = { readonly kind: string; readonly at: number; readonly textVersion: string | null };

/** What is wrong, and what to do. Never holds an address. */
export type BadRow = { readonly reason: string; readonly next: string };

/** What rows are read against. */
export type RowRules = {
  readonly digests: readonly DigestConfig[];
  /** Where a row names none. */
  readonly digest: DigestConfig;
  /** Whether the operator has said what proves that all of them agreed. */
  readonly isConsentGiven: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
};

/** The cell of a column; empty where there is none. */
export type Cells = (column: Column) => string;

const ADDRESS_REASONS: Readonly<Record<AddressRefusal, readonly [reason: string, next: string]>> = {
  empty: ['there is no address.', 'Write it, or take the row out.'],
  'no-at': ['there is no @ in the address.', 'Correct it, or take the row out.'],
  'no-domain': ['the address has no domain, such as example.org.', 'Correct it, or take the row out.'],
  malformed: ['this is no valid address.', 'One address in each row, without a name: reader@example.org.'],
  'too-long': ['the address is longer than addresses may be (254 bytes, 64 before the @).', 'Take the row out.'],
  'special-use': ['no mail can be sent to such a domain.', 'Take the row out.'],
};

/** Words for a status, folded, with the examples of mailing programs: Mailchimp's `cleaned`, `non-subscribed`. */
const STATUSES: readonly (readonly [ArrivalStatus, readonly string[]])[] = [
  ['active', ['active', 'subscribed', 'confirmed', 'enabled', 'نشط', 'فعال', 'مشترك', 'مؤكد']],
  ['left', ['left', 'unsubscribed', 'cancelled', 'غادر', 'ملغى', 'غير مشترك', 'ألغى الاشتراك', 'ألغي الاشتراك']],
  ['bounced', ['bounced', 'cleaned', 'invalid', 'مرتد']],
  ['complained', ['complained', 'complaint', 'spam', 'شكوى']],
  ['editor', ['suppressed', 'editor', 'blocked', 'disabled', 'محجوب', 'ممنوع', 'موقوف']],
  ['erased', ['erased', 'deleted', 'محذوف', 'محو']],
];
const STATUS_WORDS: ReadonlyMap<string, ArrivalStatus> = new Map(
  STATUSES.flatMap(([status, words]) => words.map((word) => [fold(word), status] as const)),
);
/** Nobody asks these people again: they are no members, and must not be made ones. */
const UNCONFIRMED: ReadonlySet<string> = new Set(
  ['unconfirmed', 'pending', 'not confirmed', 'غير مؤكد', 'بانتظار التأكيد', 'قيد التأكيد'].map((word) => fold(word)),
);
const STATUS_HELP = 'Write active, left, bounced, complained, suppressed or erased.';
const TIME_HELP = 'Write it year first, as 2025-11-13 or 2025-11-13T08:00:00Z.';

/** Reads one row. */
export function readRow(cells: Cells, rules: RowRules): ListedPerson | BadRow {
  const address = readAddress(cells('email'));
  if ('refused' in address) {
    const [reason, next] = ADDRESS_REASONS[address.refused];
    return { reason, next };
  }
  const choice = readChosen(cells, rules);
  if ('reason' in choice) return choice;
  const times = readTimes(cells, rules.now);
  if ('reason' in times) return times;
  const status = readStatus(cells('status'), times.leftAt);
  if (typeof status === 'object') return status;
  const wrong = contradiction(status, times, rules);
  if (wrong) return wrong;
  return { ...address, choice, status, ...times, earlier: readEarlier(cells('consents')) };
}

type Times = Pick<ListedPerson, 'signedUpAt' | 'confirmedAt' | 'leftAt' | 'pausedUntil'>;
type TimeColumn = keyof Times;

/** As the columns are called in our own exports. */
const TIME_NAMES: Readonly<Record<TimeColumn, string>> = {
  signedUpAt: 'signed_up_at',
  confirmedAt: 'confirmed_at',
  leftAt: 'left_at',
  pausedUntil: 'paused_until',
};

function readTimes(cells: Cells, now: number): Times | BadRow {
  const times = { signedUpAt: null, confirmedAt: null, leftAt: null, pausedUntil: null } as Record<
    TimeColumn,
    number | null
  >;
  for (const column of Object.keys(times) as TimeColumn[]) {
    const text = cells(column).trim();
    if (text === '') continue;
    const time = readTime(text);
    if (time === null) return { reason: `${TIME_NAMES[column]} is no time that can be read.`, next: TIME_HELP };
    if (column !== 'pausedUntil' && time > now + DAY_MS) {
      return { reason: `${TIME_NAMES[column]} lies in the future.`, next: 'Correct it, or leave the cell empty.' };
    }
    times[column] = time;
  }
  return times;
}

/** Who has a time of leaving and no status has left. */
function readStatus(text: string, leftAt: number | null): ArrivalStatus | BadRow {
  if (text === '') return leftAt === null ? 'active' : 'left';
  const status = STATUS_WORDS.get(fold(text));
  if (status !== undefined) return status;
  if (!UNCONFIRMED.has(fold(text))) return { reason: 'the status is not known.', next: STATUS_HELP };
  return {
    reason: 'this person never confirmed.',
    next: 'Import only people who agreed; leave the others out, or let them sign up.',
  };
}

function contradiction(status: ArrivalStatus, times: Times, { isConsentGiven }: RowRules): BadRow | null {
  if (status !== 'active') return null;
  if (times.leftAt !== null && times.leftAt >= (times.confirmedAt ?? times.signedUpAt ?? 0)) {
    return { reason: 'the status is active, but left_at says that the person left.', next: 'Correct one of the two.' };
  }
  if (isConsentGiven || times.confirmedAt !== null) return null;
  return {
    reason: 'nothing proves that this person agreed: confirmed_at is empty.',
    next: 'Fill it in, or say for all rows where the consent came from: --consent "...".',
  };
}

/** Separators that lists of themes are written with. */
const BETWEEN_THEMES = /[\s,،;؛|/+]+/u;
const ALL_THEMES = new Set(['', '*', 'all', 'الكل', 'جميع المحاور']);

function readChosen(cells: Cells, { digests, digest: usual }: RowRules): Choice | BadRow {
  const name = cells('digest').trim();
  const digest = name === '' ? usual : digests.find(({ id, name: title }) => id === name || title === name);
  if (!digest) {
    return { reason: 'there is no such digest.', next: `Known: ${digests.map(({ id }) => id).join(', ')}.` };
  }
  const themes = readThemes(cells('themes').trim(), digest);
  return themes ? { digest: digest.id, themes } : unknownTheme(digest);
}

function readThemes(text: string, { themes }: DigestConfig): Choice['themes'] | null {
  if (ALL_THEMES.has(text.toLowerCase())) return 'all';
  const whole = themes.find(({ title }) => title === text);
  if (whole) return [whole.id];
  const named = text.split(BETWEEN_THEMES).filter((word) => word !== '');
  const known = named.map((word) => themes.find(({ id, title }) => id === word || title === word)?.id);
  return known.some((id) => id === undefined) ? null : [...new Set(known as string[])];
}

function unknownTheme({ id, themes }: DigestConfig): BadRow {
  return {
    reason: `the digest "${id}" has no such theme.`,
    next: `Known: ${themes.map((theme) => theme.id).join(', ')}; an empty cell means all of them.`,
  };
}

/** Longest record that is taken over. */
const MAX_EARLIER = 100;

/** What is no record of ours is left out: it may hold an address, and the records here are not sealed. */
function readEarlier(text: string): readonly EarlierConsent[] {
  if (!text.startsWith('[')) return [];
  try {
    const entries: unknown = JSON.parse(text);
    return Array.isArray(entries) ? entries.slice(-MAX_EARLIER).flatMap(earlierOf) : [];
  } catch {
    return [];
  }
}

function earlierOf(entry: unknown): EarlierConsent[] {
  const { kind, at, textVersion } = (entry ?? {}) as Record<string, unknown>;
  const time = typeof at === 'string' ? readTime(at) : null;
  if (typeof kind !== 'string' || !/^[a-z-]{1,30}$/u.test(kind) || time === null) return [];
  const version = typeof textVersion === 'string' && !textVersion.includes('@') ? textVersion.slice(0, 100) : null;
  return [{ kind, at: time, textVersion: version }];
}
