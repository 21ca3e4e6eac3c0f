/** Reports about readers of an office: real mails with the signed addresses of its vault. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { returnAddress } from '../../src/app/bounces/return-address.ts';
import { type MailEnd, takeMail } from '../../src/app/bounces/take-mail.ts';
import type { Config } from '../../src/config/index.ts';
import type { Consent, Subscriber, SuppressionReason } from '../../src/model.ts';
import type { Store, StoreLocation } from '../../src/store/index.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { openRecords } from '../../src/store/records.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { openOffice, type TestOffice, testConfig } from './office.ts';

const MAILS = join(import.meta.dirname, '../deliver/bounce-mails');
/** The address in the mails of that folder. */
const STAND_IN = /bounces\+[a-z]{40}@digest\.example/giu;

export type BounceOffice = TestOffice & {
  readonly store: Store;
  /** Signs up and confirms. */
  readonly reader: (address?: string) => Promise<Subscriber>;
  /** The signed address that an edition's mail to a reader comes back to. */
  readonly addressFor: (reader: Subscriber, edition: number) => string;
  /** A mail of the folder, to this address. */
  readonly mail: (name: string, to: string, id?: string) => Buffer;
  /** Takes a mail of the folder about a reader's mail of an edition; each is a report of its own. */
  readonly take: (name: string, reader: Subscriber, edition: number) => Promise<MailEnd>;
  readonly takeBytes: (bytes: Buffer) => Promise<MailEnd>;
  readonly now: (reader: Subscriber) => Promise<Subscriber>;
  readonly suppression: (reader: Subscriber) => Promise<SuppressionReason | null>;
  readonly lastEntry: (reader: Subscriber) => Promise<Pick<Consent, 'kind' | 'detail'> | undefined>;
};

export function bouncesConfig(soft = { count: 3, days: 14 }): Config {
  const config = testConfig();
  return { ...config, bounces: { ...config.bounces, address: 'bounces@digest.example', soft } };
}

export async function openBounceOffice(store: Store, config = bouncesConfig()): Promise<BounceOffice> {
  const office = await openOffice(store, config);
  const desk = { config, store, vault: office.vault, clock: office.office.clock };
  let reports = 0;
  const person = async (id: string) => (await store.members.byId(id)) as Subscriber;
  const addressFor: BounceOffice['addressFor'] = ({ id }, edition) =>
    returnAddress(config, office.vault, { id, edition });
  const mail: BounceOffice['mail'] = (name, to, id = `${++reports}`) => {
    const text = readFileSync(join(MAILS, `${name}.eml`), 'utf8').replace(STAND_IN, to);
    return Buffer.from(text.replace(/^Message-ID: <.*@(?!digest\.)/mu, `Message-ID: <${id}@`));
  };
  const takeBytes = (bytes: Buffer) => takeMail(desk, bytes);
  return {
    ...office,
    store,
    async reader(address = 'reader@mail.example') {
      const link = office.vault.readLink(await office.enrol(address));
      office.pass(60_000);
      return await person(link?.id ?? '');
    },
    addressFor,
    mail,
    takeBytes,
    take: (name, reader, edition) => takeBytes(mail(name, addressFor(reader, edition))),
    now: ({ id }) => person(id),
    suppression: async ({ addressHash }) => (await store.members.suppression(addressHash))?.reason ?? null,
    async lastEntry({ number }) {
      const last = (await store.members.consents(number)).at(-1);
      return last && { kind: last.kind, detail: last.detail };
    },
  };
}

/** Writes down that a server took over the mail of an edition. */
export async function writeSent(
  location: StoreLocation,
  { number }: Subscriber,
  edition: number,
  at: number,
): Promise<void> {
  const records = openRecords('url' in location ? openPostgres(location.url) : await openSqlite(location.file));
  const row = {
    edition,
    position: 1,
    subscriber: number,
    themes: '*',
    state: 'sent' as const,
    sender: null,
    is_finishing: 0,
    attempts: 0,
    breaks: 0,
    first_tried_at: at,
    next_try_at: at,
    last_reply: null,
    doubts: 0,
    exclusion: null,
    is_provisional: 0,
    is_dead: 0,
    settled_at: at,
  };
  await records.write((transaction) => transaction.insertInto('deliveries').values(row).execute());
  await records.close();
}
