import { expect, test } from 'vitest';
import { returnAddress } from '../../src/app/bounces/return-address.ts';
import { describeOnBothDatabases } from '../setup/stores.ts';
import { bouncesConfig, openBounceOffice, writeSent } from './bounces-office.ts';
import { DAY, VISITOR } from './office.ts';

describeOnBothDatabases('mails that come back', ({ empty, open }) => {
  test('a hard one suppresses the address, with an entry in the record', async () => {
    const office = await openBounceOffice(await open());
    const reader = await office.reader();
    expect(await office.take('no-such-mailbox', reader, 4)).toBe('hard');
    expect(await office.suppression(reader)).toBe('bounced');
    const detail = { reason: 'bounced', by: 'hard', status: '5.1.1', edition: 4 };
    expect(await office.lastEntry(reader)).toEqual({ kind: 'suppressed', detail });
    expect((await office.now(reader)).status).toBe('active');
    expect(await office.store.bounces.ofSubscriber(reader.number)).toMatchObject([
      { edition: 4, kind: 'hard', status: '5.1.1' },
    ]);
    expect(await office.store.bounces.count(4)).toEqual({ hard: 1, soft: 0, complaint: 0 });
  });

  test('the same report twice counts once, also with other headers', async () => {
    const office = await openBounceOffice(await open(), bouncesConfig({ count: 2, days: 14 }));
    const reader = await office.reader();
    const report = office.mail('mailbox-full', office.addressFor(reader, 4), 'same');
    expect(await office.takeBytes(report)).toBe('soft');
    expect(await office.takeBytes(report)).toBe('known');
    expect(await office.takeBytes(Buffer.concat([Buffer.from('Received: again\n'), report]))).toBe('known');
    expect(await office.store.bounces.ofSubscriber(reader.number)).toHaveLength(1);
    expect(await office.suppression(reader)).toBeNull();
  });

  test('the same report in two programs at once counts once', async () => {
    const office = await openBounceOffice(await open());
    const reader = await office.reader();
    const report = office.mail('no-such-mailbox', office.addressFor(reader, 4));
    const ends = await Promise.all([report, report, report].map(office.takeBytes));
    expect(ends.sort()).toEqual(['hard', 'known', 'known']);
    expect(await office.store.bounces.ofSubscriber(reader.number)).toHaveLength(1);
  });

  test('a report that only a line of its way names is known by it', async () => {
    const office = await openBounceOffice(await open());
    const reader = await office.reader();
    const report = office.mail('no-such-mailbox', office.addressFor(reader, 4)).toString();
    const renamed = report.replace(/^Delivered-To: .*\n/mu, '').replace(/^To: .*$/mu, 'To: undisclosed-recipients:;');
    expect(await office.takeBytes(Buffer.from(renamed))).toBe('hard');
  });

  test.each([
    ['forwarded (SRS)', (address: string) => `SRS0=ab=cd=digest.example=${address.replace('@', '@forwarder.')}`],
    ['marked (BATV)', (address: string) => `prvs=0123456789=${address}`],
    ['moved to another domain', (address: string) => address.replace('@digest', '@mail.digest')],
  ])('an address that was %s keeps its signature', async (_, change) => {
    const office = await openBounceOffice(await open());
    const reader = await office.reader();
    expect(await office.takeBytes(office.mail('mailbox-full', change(office.addressFor(reader, 4))))).toBe('soft');
  });

  test('an address in letters of another case is the same', async () => {
    const office = await openBounceOffice(await open());
    const reader = await office.reader();
    const address = office.addressFor(reader, 4).toUpperCase();
    expect(await office.takeBytes(office.mail('no-such-mailbox', address))).toBe('hard');
    expect(await office.suppression(reader)).toBe('bounced');
  });

  test('what no signed address says changes nothing, whatever the body says', async () => {
    const office = await openBounceOffice(await open());
    const reader = await office.reader();
    const address = office.addressFor(reader, 4);
    const forged = address.replace(/\+(.)/u, (_, first: string) => `+${first === 'a' ? 'b' : 'a'}`);
    const cut = address.replace('@', 'a@');
    for (const wrong of [forged, cut, 'bounces@digest.example', 'reader@mail.example']) {
      expect(await office.takeBytes(office.mail('no-such-mailbox', wrong))).toBe('not-ours');
    }
    const inBodyAlone = office.mail('no-such-mailbox', address).toString().split('\n\n');
    inBodyAlone[0] = (inBodyAlone[0] ?? '').replaceAll(address, 'someone@digest.example');
    expect(await office.takeBytes(Buffer.from(inBodyAlone.join('\n\n')))).toBe('not-ours');
    expect(await office.suppression(reader)).toBeNull();
    expect(await office.store.bounces.ofSubscriber(reader.number)).toEqual([]);
  });

  test('delays, deliveries, absences and people change nothing', async () => {
    const office = await openBounceOffice(await open(), bouncesConfig({ count: 1, days: 14 }));
    const reader = await office.reader();
    const ends = [];
    for (const name of ['delayed', 'exim-delay', 'delivered', 'away', 'precedence', 'a-person', 'not-spam']) {
      ends.push(await office.take(name, reader, 4));
    }
    expect(ends).toEqual(['delayed', 'delayed', 'delivered', 'auto-reply', 'auto-reply', 'other', 'not-ours']);
    expect(await office.suppression(reader)).toBeNull();
    expect(await office.store.bounces.ofSubscriber(reader.number)).toEqual([]);
  });

  test('soft ones of so many editions in so many days suppress the address', async () => {
    const office = await openBounceOffice(await open());
    const reader = await office.reader();
    await office.take('mailbox-full', reader, 1);
    await office.take('tried-too-long', reader, 1);
    office.pass(DAY);
    await office.take('mailbox-full', reader, 2);
    expect(await office.suppression(reader)).toBeNull();
    office.pass(14 * DAY);
    await office.take('mailbox-full', reader, 3);
    await office.take('refused-by-policy', reader, 4);
    await office.take('refused-by-policy', reader, 5);
    expect(await office.suppression(reader)).toBeNull();
    await office.take('qmail-full', reader, 6);
    await office.take('exim', reader, 7);
    expect(await office.suppression(reader)).toBe('bounced');
    expect(await office.lastEntry(reader)).toMatchObject({ kind: 'suppressed', detail: { by: 'soft' } });
  });

  test('a complaint unsubscribes for good', async () => {
    const office = await openBounceOffice(await open());
    const reader = await office.reader();
    expect(await office.take('complaint', reader, 4)).toBe('complaint');
    expect(await office.now(reader)).toMatchObject({ status: 'left', leftAt: office.office.clock() });
    expect(await office.suppression(reader)).toBe('complained');
    expect(await office.lastEntry(reader)).toEqual({ kind: 'left', detail: { by: 'complaint' } });
    expect(await office.take('no-such-mailbox', reader, 4)).toBe('hard');
    expect(await office.suppression(reader)).toBe('complained');
  });

  test('a stronger reason takes the place of a weaker one, never the other way round', async () => {
    const store = await open();
    const office = await openBounceOffice(store);
    const suppress = (hash: typeof reader.addressHash, reason: 'left' | 'editor') =>
      store.changeMembers((members) => members.suppress(hash, reason, 1));
    const reader = await office.reader();
    await suppress(reader.addressHash, 'left');
    await office.take('no-such-mailbox', reader, 1);
    expect(await office.suppression(reader)).toBe('bounced');
    await office.take('complaint', reader, 1);
    expect(await office.suppression(reader)).toBe('complained');
    await suppress(reader.addressHash, 'editor');
    await office.take('complaint-to-the-address', reader, 2);
    expect(await office.suppression(reader)).toBe('editor');
  });

  test('what comes back from an address that they had before is not about the one they have', async () => {
    const location = await empty();
    const office = await openBounceOffice(await open(location));
    const reader = await office.reader();
    const preferences = office.vault.link({ purpose: 'preferences', id: reader.id, version: reader.linkVersion });
    await writeSent(location, reader, 1, office.office.clock());
    office.pass(DAY);
    await office.membership.changeAddress(preferences, 'elsewhere@mail.example');
    await office.decide();
    const letter = (await office.letters()).find(({ ticket }) => ticket !== undefined);
    await office.membership.confirm(letter?.ticket ?? '', VISITOR);
    const moved = await office.now(reader);
    expect(moved.addressHash).not.toBe(reader.addressHash);
    for (const edition of [1, 99]) expect(await office.take('no-such-mailbox', reader, edition)).toBe('hard');
    expect(await office.suppression(moved)).toBeNull();
    office.pass(DAY);
    await writeSent(location, reader, 2, office.office.clock());
    await office.take('no-such-mailbox', reader, 2);
    expect(await office.suppression(moved)).toBe('bounced');
  });

  test('of somebody who was erased nothing is written down', async () => {
    const office = await openBounceOffice(await open());
    const reader = await office.reader();
    const address = office.addressFor(reader, 3);
    await office.store.changeMembers((members) => members.remove(reader.number));
    expect(await office.takeBytes(office.mail('no-such-mailbox', address))).toBe('known');
    expect(await office.store.bounces.ofSubscriber(reader.number)).toEqual([]);
  });

  test('the signed address fits into what a local part may be', async () => {
    const office = await openBounceOffice(await open());
    const address = returnAddress(office.config, office.vault, { id: 'AAAAAAAAAAA', edition: 0xffffffff });
    expect(address).toMatch(/^bounces\+[a-z2-7]{40}@digest\.example$/u);
    expect(address.indexOf('@')).toBeLessThan(64);
  });
});
