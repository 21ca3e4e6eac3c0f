/** The desk's side of subscribers: lists, one person's record, and acts that are written down with who did them. */
import type { Audit } from '../../store/index.ts';
import { readAddress } from '../address.ts';
import type { Office } from '../members/office.ts';
import { rarely } from '../news-desk/rarely.ts';
import { erasePerson, liftFrom, liftFromPerson, suppressPerson } from './acts.ts';
import type { Actor, FoundByAddress, PeopleDesk, PersonActAnswer } from './contract.ts';
import { countsOf, titlesOf } from './counts.ts';
import { historyOf } from './history.ts';

/** Lines of one page. */
const PER_PAGE = 50;
const COUNTS_MS = 5000;
const ID = /^[\w-]{1,64}$/u;

/** Opens it over a subscription office; every act goes into the audit. */
export function openPeopleDesk(office: Office, audit: Pick<Audit, 'add'>): PeopleDesk {
  const { config, store } = office;
  const note = (act: string, subject: string | null, editor: Actor) =>
    audit.add({ at: office.clock(), editor, act, subject, detail: {} });
  const audited = async (act: string, subject: string | null, editor: Actor, work: () => Promise<PersonActAnswer>) => {
    const answer = await work();
    if ('done' in answer && answer.isNew) await note(act, subject, editor);
    return answer;
  };
  return {
    counts: rarely(COUNTS_MS, async () => countsOf(config, await store.people.count())),
    list: async (range) => {
      const rows = await store.people.list({ ...range, limit: PER_PAGE + 1 });
      const people = rows.slice(0, PER_PAGE).map((row) => ({ ...row, titles: titlesOf(config, row.choice.themes) }));
      return { people, next: rows.length > PER_PAGE ? (people.at(-1)?.number ?? null) : null };
    },
    async person(id) {
      const subscriber = ID.test(id) ? await store.members.byId(id) : null;
      return subscriber && (await historyOf(office, subscriber));
    },
    find: (address) => findByAddress(office, address),
    async showAddress(id, editor) {
      const subscriber = ID.test(id) ? await store.members.byId(id) : null;
      if (!subscriber) return null;
      await note('subscriber.show-address', id, editor);
      return office.vault.open('address', subscriber.address);
    },
    suppress: (id, editor) => audited('subscriber.suppress', id, editor, () => suppressPerson(office, id)),
    lift: (id, editor) => audited('subscriber.lift', id, editor, () => liftFromPerson(office, id)),
    liftAddress: (address, editor) => audited('subscriber.lift', null, editor, () => liftFrom(office, address)),
    erase: (id, editor) => audited('subscriber.erase', id, editor, () => erasePerson(office, id)),
  };
}

async function findByAddress({ store, vault }: Office, text: string): Promise<FoundByAddress> {
  const read = readAddress(text);
  if ('refused' in read) return { found: 'no-address' };
  const hash = vault.hashAddress(read.canonical);
  const subscriber = await store.members.byHash(hash);
  if (subscriber) return { found: 'person', id: subscriber.id };
  const suppression = await store.members.suppression(hash);
  return suppression ? { found: 'suppression', ...suppression } : { found: 'nothing' };
}
