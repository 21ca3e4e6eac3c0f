/** What follows from a mail that came back: its address, or its person, gets no more. */

import type { Config } from '../../config/index.ts';
import { isAboutAddress } from '../../deliver/index.ts';
import type { BounceKind, Subscriber, SuppressionReason } from '../../model.ts';
import type { BounceRecord, BounceWriter, MemberWriter, Store } from '../../store/index.ts';
import { DAY_MS } from '../durations.ts';

/** A mail that came back, and whose it was; whoever hands it over has made sure of that. */
export type Bounce = {
  /** Of the report: however often it comes, it counts once. */
  readonly hash: string;
  /** The subscriber's. */
  readonly id: string;
  /** 0 where only the person is known. */
  readonly edition: number;
  readonly kind: BounceKind;
  /** RFC 3463, or ''. */
  readonly status: string;
};

/**
 * What followed. `noted`: it is written down, and no more; `suppressed`: the address gets no more mail; `unsubscribed`: the
 * person does not; `known`: it had been taken before; `nobody`: there is no such person any more.
 */
export type BounceEffect = 'noted' | 'suppressed' | 'unsubscribed' | 'known' | 'nobody';

/** What taking bounces works with. */
export type BounceDesk = {
  readonly config: Pick<Config, 'bounces'>;
  readonly store: Pick<Store, 'changeBounces'>;
  /** Epoch milliseconds. */
  readonly clock: () => number;
};

/** Takes a bounce in one transaction. @throws StoreFault, and then nothing was done */
export async function takeBounce(desk: BounceDesk, { id, ...bounce }: Bounce): Promise<BounceEffect> {
  return await desk.store.changeBounces(async (bounces, members) => {
    const subscriber = await members.byId(id);
    if (!subscriber) return 'nobody';
    const record: BounceRecord = { ...bounce, subscriber: subscriber.number, at: desk.clock() };
    if (!(await bounces.add(record))) return 'known';
    if (await isOutdated(bounces, members, record)) return 'noted';
    if (record.kind === 'complaint') return await unsubscribe(members, subscriber, record.at);
    if (record.kind === 'soft' && !(await isOneTooMany(desk, bounces, members, record))) return 'noted';
    return await suppressBounced(members, subscriber, record);
  });
}

/** What proves that a mailbox is there, or moves the person to another one. */
const FRESH_STARTS: ReadonlySet<string> = new Set(['confirmed', 'address-changed']);

/** Whether the mail went out before the person confirmed the address that they have now. */
async function isOutdated(bounces: BounceWriter, members: MemberWriter, bounce: BounceRecord): Promise<boolean> {
  // Where only the person is known, they were found by the address that they have now.
  if (bounce.edition === 0) return false;
  const sentAt = await bounces.sentAt(bounce.subscriber, bounce.edition);
  const consents = await members.consents(bounce.subscriber);
  // Of a mail that no row tells of, the address may be any that they ever had.
  if (sentAt === null) return consents.some(({ kind }) => kind === 'address-changed');
  return consents.some(({ kind, at }) => FRESH_STARTS.has(kind) && at > sentAt);
}

/** Whether soft bounces of so many editions came within the days that are set, since the address last began anew. */
async function isOneTooMany(
  { config }: BounceDesk,
  bounces: BounceWriter,
  members: MemberWriter,
  { subscriber, at, status }: BounceRecord,
): Promise<boolean> {
  if (!isAboutAddress(status)) return false;
  const { count, days } = config.bounces.soft;
  const consents = await members.consents(subscriber);
  const anew = consents.filter(({ kind }) => FRESH_STARTS.has(kind) || kind === 'suppressed').map((entry) => entry.at);
  const recent = await bounces.softSince(subscriber, Math.max(at - days * DAY_MS, ...anew));
  const told = recent.filter((bounce) => isAboutAddress(bounce.status));
  // Of an unknown edition, each report is a mail of its own.
  return new Set(told.map(({ edition, hash }) => edition || hash)).size >= count;
}

/** A reason gives way to those behind it; what an editor has decided stays. */
const STRENGTH: readonly SuppressionReason[] = ['left', 'erased', 'bounced', 'complained', 'editor'];

/** Suppresses an address unless a reason as strong stands there; gives whether it did. */
async function suppress(
  members: MemberWriter,
  { addressHash }: Subscriber,
  reason: SuppressionReason,
  at: number,
): Promise<boolean> {
  const known = await members.suppression(addressHash);
  if (known && STRENGTH.indexOf(known.reason) >= STRENGTH.indexOf(reason)) return false;
  await members.suppress(addressHash, reason, at);
  return true;
}

async function suppressBounced(
  members: MemberWriter,
  subscriber: Subscriber,
  { at, kind, status, edition }: BounceRecord,
): Promise<BounceEffect> {
  if (!(await suppress(members, subscriber, 'bounced', at))) return 'noted';
  const detail = { reason: 'bounced', by: kind, ...(status && { status }), ...(edition > 0 && { edition }) };
  await members.addConsent(subscriber.number, entryOf('suppressed', at, detail));
  return 'suppressed';
}

/** As if they had pressed the button for leaving, and for good: no list and no sign-up brings them back. */
async function unsubscribe(members: MemberWriter, subscriber: Subscriber, at: number): Promise<BounceEffect> {
  const isNew = await suppress(members, subscriber, 'complained', at);
  if (subscriber.status !== 'left') {
    await members.update({ ...subscriber, status: 'left', leftAt: at, pausedUntil: null });
    await members.endTickets(subscriber.number, at);
    await members.dropLetters(subscriber.number);
    await members.addConsent(subscriber.number, entryOf('left', at, { by: 'complaint' }));
    return 'unsubscribed';
  }
  if (!isNew) return 'noted';
  await members.addConsent(subscriber.number, entryOf('suppressed', at, { reason: 'complained', by: 'complaint' }));
  return 'suppressed';
}

function entryOf(kind: 'suppressed' | 'left', at: number, detail: Readonly<Record<string, unknown>>) {
  return { kind, at, textVersion: null, ip: null, ipUntil: null, detail } as const;
}
