/** What publishers do for one person, by the person's id. */

import { readAddress } from '../address.ts';
import { allowSubscriber } from '../allow-subscriber.ts';
import type { Office } from '../members/office.ts';
import { record } from '../members/office.ts';
import { erase } from '../members/preferences.ts';
import type { PersonActAnswer } from './contract.ts';

/** The address may not be mailed any more, until an editor lifts it. A copy of their data that waits still goes out. */
export async function suppressPerson(office: Office, id: string): Promise<PersonActAnswer> {
  return await office.store.changeMembers(async (members): Promise<PersonActAnswer> => {
    const subscriber = await members.byId(id);
    if (!subscriber) return { refused: 'unknown' };
    if ((await members.suppression(subscriber.addressHash))?.reason === 'editor') return { done: true, isNew: false };
    const at = office.clock();
    await members.suppress(subscriber.addressHash, 'editor', at);
    await members.endTickets(subscriber.number, at);
    await members.dropLetters(subscriber.number);
    const detail = { by: 'editor', reason: 'editor' };
    await record(office, members, subscriber.number, { kind: 'suppressed', at, detail });
    return { done: true, isNew: true };
  });
}

/** Lets the person sign up again by themselves. */
export async function liftFromPerson(office: Office, id: string): Promise<PersonActAnswer> {
  const subscriber = await office.store.members.byId(id);
  if (!subscriber) return { refused: 'unknown' };
  return await liftFrom(office, office.vault.open('address', subscriber.address));
}

/** The same for an address that somebody typed in. */
export async function liftFrom(office: Office, address: string): Promise<PersonActAnswer> {
  if ('refused' in readAddress(address)) return { refused: 'no-address' };
  const { config, store, vault, clock } = office;
  const lifted = await allowSubscriber(config, store, vault, address, clock());
  return lifted === null ? { refused: 'nothing-to-lift' } : { done: true, isNew: true };
}

/** What the person's own link does, done for them. */
export async function erasePerson(office: Office, id: string): Promise<PersonActAnswer> {
  const subscriber = await office.store.members.byId(id);
  if (!subscriber) return { refused: 'unknown' };
  const link = office.vault.link({ purpose: 'preferences', id, version: subscriber.linkVersion });
  return 'erased' in (await erase(office, link)) ? { done: true, isNew: true } : { refused: 'unknown' };
}
