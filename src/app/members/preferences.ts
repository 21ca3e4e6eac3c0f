/** What a subscriber can change by the link in every mail. */
import { isDeepStrictEqual } from 'node:util';
import type { Subscriber } from '../../model.ts';
import type { MemberReader, MemberWriter } from '../../store/index.ts';
import { maskAddress, readAddress } from '../address.ts';
import { DAY_MS, HOUR_MS } from '../durations.ts';
import {
  type AddressRefusal,
  type ChangeAnswer,
  type LinkRefusal,
  MAX_PAUSE_WEEKS,
  type Preferences,
} from './contract.ts';
import { dataOf } from './data-copy.ts';
import { forgetLetters } from './letter-limits.ts';
import { queueLetter } from './letters.ts';
import { canonicalOf, leavingPath, type Office, preferencesPath, readChoice, record } from './office.ts';
import { sealRequest } from './requests.ts';

/** What the page shows. */
export async function viewPreferences(office: Office, token: string): Promise<Preferences | LinkRefusal> {
  const subscriber = await holderOf(office, office.store.members, token);
  if ('refused' in subscriber) return subscriber;
  return {
    address: maskAddress(office.vault.open('address', subscriber.address)),
    status: subscriber.status === 'left' ? 'left' : 'active',
    choice: subscriber.choice,
    pausedUntil: isPaused(office, subscriber) ? subscriber.pausedUntil : null,
    links: { leave: leavingPath(office, subscriber) },
  };
}

/** Another digest, more or fewer themes. */
export function choose(
  office: Office,
  token: string,
  asked: { readonly digest: string; readonly themes: readonly string[] },
): Promise<ChangeAnswer> {
  return change(office, token, async (members, subscriber) => {
    const choice = subscriber.status === 'active' ? readChoice(office.config, asked) : null;
    if (!choice) return { refused: 'bad-choice' };
    if (isDeepStrictEqual(choice, subscriber.choice)) return { done: true };
    await members.update({ ...subscriber, choice });
    const entry = { kind: 'choice-changed', at: office.clock(), detail: { choice } } as const;
    await record(office, members, subscriber.number, entry);
    return { done: true };
  });
}

/** No digest for some weeks; 0 ends it. */
export function pause(office: Office, token: string, weeks: number): Promise<ChangeAnswer> {
  return change(office, token, async (members, subscriber) => {
    const isWeeks = Number.isInteger(weeks) && weeks >= 0 && weeks <= MAX_PAUSE_WEEKS;
    if (!isWeeks || subscriber.status !== 'active') return { refused: 'bad-choice' };
    const at = office.clock();
    const pausedUntil = weeks === 0 ? null : at + weeks * 7 * DAY_MS;
    if (Math.abs((pausedUntil ?? 0) - (subscriber.pausedUntil ?? 0)) < HOUR_MS) return { done: true };
    await members.update({ ...subscriber, pausedUntil });
    const kind = weeks === 0 ? 'resumed' : 'paused';
    await record(office, members, subscriber.number, { kind, at, detail: weeks === 0 ? {} : { weeks } });
    return { done: true };
  });
}

/** New addresses that one may name in a day. */
const NEW_ADDRESSES = 3;

/**
 * Puts the wish on the list; the new address is asked afterwards, so that neither answer nor time tells who has it.
 */
export async function changeAddress(
  office: Office,
  token: string,
  text: string,
): Promise<ChangeAnswer | { readonly refused: AddressRefusal }> {
  const read = readAddress(text);
  if ('refused' in read) return read;
  return await change(office, token, async (members, { number }) => {
    const at = office.clock();
    const asked = (await members.consents(number)).filter(
      (consent) => consent.kind === 'address-requested' && at - consent.at < DAY_MS,
    );
    if (asked.length >= NEW_ADDRESSES) return { refused: 'too-often' };
    await record(office, members, number, { kind: 'address-requested', at });
    await members.queueSignUp(sealRequest(office, { wish: 'new-address', ...read, subscriber: number }));
    return { done: true };
  });
}

/** Mails everything that is held to the address on record: a link may have been forwarded, a mailbox was not. */
export function sendData(office: Office, token: string): Promise<ChangeAnswer> {
  return change(office, token, async (members, subscriber) => {
    const at = office.clock();
    const consents = await members.consents(subscriber.number);
    const last = consents.findLast(({ kind }) => kind === 'data-sent');
    if (last && at - last.at < HOUR_MS) return { refused: 'too-often' };
    await record(office, members, subscriber.number, { kind: 'data-sent', at });
    const data = dataOf(office, subscriber, await members.consents(subscriber.number));
    const links = { preferences: preferencesPath(office, subscriber), leave: leavingPath(office, subscriber) };
    const content = { to: office.vault.open('address', subscriber.address), data, links };
    await queueLetter(office, members, subscriber.number, 'data-copy', content);
    return { done: true };
  });
}

/** Forgets a person; the keyed hash that stays keeps the address from being mailed. */
export async function erase(office: Office, token: string): Promise<{ readonly erased: true } | LinkRefusal> {
  return await office.store.changeMembers(async (members): Promise<{ erased: true } | LinkRefusal> => {
    const subscriber = await holderOf(office, members, token);
    if ('refused' in subscriber) return subscriber;
    await forgetPerson(office, members, subscriber);
    return { erased: true };
  });
}

/** Removes a record and keeps the hash; a stronger reason not to mail someone stays. */
async function forgetPerson(office: Office, members: MemberWriter, subscriber: Subscriber): Promise<void> {
  const { number, addressHash, address } = subscriber;
  const reason = (await members.suppression(addressHash))?.reason;
  if (reason === undefined || reason === 'left') await members.suppress(addressHash, 'erased', office.clock());
  await forgetLetters(office, members, canonicalOf(office, address));
  await members.remove(number);
}

/** A change by the holder of a link, in one transaction; whoever is woken finds it written. */
async function change<Answer>(
  office: Office,
  token: string,
  work: (members: MemberWriter, subscriber: Subscriber) => Promise<Answer>,
): Promise<Answer | LinkRefusal> {
  const answer = await office.store.changeMembers(async (members) => {
    const subscriber = await holderOf(office, members, token);
    return 'refused' in subscriber ? subscriber : await work(members, subscriber);
  });
  office.wake();
  return answer;
}

/** Whose link it is. Links from before the address was changed are old: a former mailbox may not look in. */
async function holderOf(office: Office, members: MemberReader, token: string): Promise<Subscriber | LinkRefusal> {
  const link = office.vault.readLink(token);
  if (link?.purpose !== 'preferences') return { refused: 'unknown' };
  const subscriber = await members.byId(link.id);
  if (!subscriber) return { refused: 'unknown' };
  return subscriber.linkVersion === link.version ? subscriber : { refused: 'old' };
}

function isPaused({ clock }: Office, { pausedUntil }: Subscriber): boolean {
  return pausedUntil !== null && pausedUntil > clock();
}
