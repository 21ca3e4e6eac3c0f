/** Invented people and an approved edition for tests of the ledger. */
import type { AddressHash, Sealed, Subscriber } from '../../src/model.ts';
import type { DeliveryResult, FreezeAnswer, FrozenVariant, Ledger, Store } from '../../src/store/index.ts';
import { openLedger } from '../../src/store/index.ts';
import type { Databases } from '../setup/stores.ts';
import { inventArticle, inventEdition, inventPage, inventStory } from './invented.ts';

export const NOW = Date.UTC(2025, 10, 22);
export const hashOf = (name: string) => `hash of ${name}` as AddressHash;

export function inventPerson(name: string, changes: Partial<Subscriber> = {}): Omit<Subscriber, 'number'> {
  return {
    id: `id of ${name}`,
    addressHash: hashOf(name),
    address: `1.${name}` as Sealed,
    status: 'active',
    choice: { digest: 'daily', themes: 'all' },
    pausedUntil: null,
    linkVersion: 1,
    signedUpAt: NOW,
    confirmedAt: NOW,
    leftAt: null,
    ...changes,
  };
}

/** Adds `r1`, `r2`, ... and gives them. */
export async function addPeople(store: Store, count: number, changes: Partial<Subscriber> = {}): Promise<Subscriber[]> {
  return await store.changeMembers(async (members) => {
    const added: Subscriber[] = [];
    for (let at = 1; at <= count; at++) added.push(await members.add(inventPerson(`r${at}`, changes)));
    return added;
  });
}

/** Saves an edition that nobody has approved yet; gives its hash. */
export async function saveDraft(store: Store, number = 1, digest = 'daily'): Promise<string> {
  const page = inventPage('ledger');
  await store.savePages([page], new Date(NOW));
  const story = inventStory('story', inventArticle(page));
  const edition = inventEdition(number, `2025-11-${String(number).padStart(2, '0')}`, [story], { digest });
  const saved = await store.saveEdition(edition, [story], new Date(NOW));
  if ('refused' in saved) throw new Error(saved.refused);
  return saved.hash;
}

export function inventVariant(themes: string): FrozenVariant {
  const slots = { preferences: 'stand-in 1', leave: 'stand-in 2' };
  return { themes, content: { themes: ['gardens'], subject: `موضوع ${themes}`, html: '<p>نص</p>', text: 'نص', slots } };
}

/** An edition with `*` and further sets of themes, frozen and started. */
export async function start(
  store: Store,
  ledger: Ledger,
  { number = 1, variants = [inventVariant('*')] }: { number?: number; variants?: readonly FrozenVariant[] } = {},
): Promise<FreezeAnswer> {
  const hash = await saveDraft(store, number);
  const answer = await ledger.freeze({ edition: number, hash, at: NOW, variants });
  await ledger.setState(number, ['ready'], 'sending', { at: NOW, reason: null });
  return answer;
}

/** A sender's turn with nothing but what is said. */
export function turnOf(changes: Partial<Parameters<Ledger['turn']>[0]> = {}): Parameters<Ledger['turn']>[0] {
  return { edition: 1, sender: 's1', at: NOW, results: [], want: 0, ...changes };
}

/** The server took it over. */
export const sent = (position: number): DeliveryResult => ({ position, state: 'sent', reply: '250 ok' });
/** No answer came. */
export const uncertain = (position: number): DeliveryResult => ({ position, state: 'uncertain', reply: 'no answer' });
/** Refused for good. */
export const refused = (position: number, isDead = true, isProvisional = true): DeliveryResult => ({
  position,
  state: 'failed',
  reply: '550 5.1.1 no such user',
  isProvisional,
  isDead,
});
/** Put off by the server. */
export const putOff = (position: number, nextTryAt = NOW + 300_000): DeliveryResult => ({
  position,
  state: 'queued',
  reply: '450 4.2.0 try later',
  nextTryAt,
  attempts: 1,
  breaks: 0,
  firstTriedAt: NOW,
});

/** Runs a test with the ledger of the store, and on SQLite also with the one that has a connection of its own. */
export function withLedgers({ empty, open }: Databases) {
  return async (work: (store: Store, ledger: Ledger) => Promise<void>): Promise<void> => {
    const location = await empty();
    const store = await open(location);
    await work(store, store.ledger);
    if ('url' in location) return;
    const another = await empty();
    const [other, ledger] = [await open(another), await openLedger(another)];
    try {
      await work(other, ledger);
    } finally {
      await ledger.close();
    }
  };
}
