import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { LetterKind, Sealed } from '../../src/model.ts';
import { StoreFault } from '../../src/store/index.ts';
import { reply, startBare, startReceiver, talkUntil } from '../deliver/receiver.ts';
import { describeOnBothDatabases } from '../setup/stores.ts';
import { DAY, HOUR, MINUTE, move, type Newsroom, openNewsroom, someone } from './post-office-letters.ts';

const NONE = { accepted: 0, refused: 0, postponed: 0, 'given-up': 0, dropped: 0 };

const idsOf = (taken: readonly { raw: string }[]) =>
  taken.map(({ raw }) => /^Message-ID: <([^@]+)@/im.exec(raw)?.[1] ?? '');

const LINKS = { preferences: '/preferences/x', leave: '/leave/x' };
const WRITTEN: readonly (readonly [LetterKind, object])[] = [
  ['confirm', {}],
  ['already-subscribed', { links: LINKS }],
  ['new-address', {}],
  ['address-moved', { links: LINKS }],
];

/** What nothing that is told may hold. */
function expectDiscreet(faults: readonly string[]): void {
  for (const line of faults) expect(line).not.toMatch(/@|reader-|\n|[\w-]{32,}/);
}

describeOnBothDatabases('the post office', (databases) => {
  const newsroom = async (): Promise<Newsroom> => openNewsroom(await databases.open());

  test('mails every letter once and takes it off the list', async () => {
    const { write, open, store, faults } = await newsroom();
    const ids = await Promise.all(Array.from({ length: 12 }, () => write(someone())));
    const { url, taken } = await startReceiver();
    const report = await open(url).drain();
    expect(report).toEqual({ signUps: 0, letters: { ...NONE, accepted: 12 } });
    expect(idsOf(taken).sort()).toEqual(ids.sort());
    expect(await store.post.waitingLetters()).toBe(0);
    expect(faults).toEqual([]);
  });

  test('is woken by whoever has written a letter', async () => {
    const { write, open } = await newsroom();
    const { url, taken } = await startReceiver();
    const office = open(url);
    await office.drain();
    const id = await write(someone());
    office.wake();
    office.wake();
    await expect.poll(() => idsOf(taken)).toEqual([id]);
  });

  test('looks by itself from time to time', async () => {
    const { write, open } = await newsroom();
    const { url, taken } = await startReceiver();
    await open(url, { everyMs: 50 }).drain();
    const id = await write(someone());
    await expect.poll(() => idsOf(taken)).toEqual([id]);
  });

  test('tries again after 1, 5, 15 and 60 minutes, then every 4 hours, and gives up after 3 days', async () => {
    const { write, open, store, clock, faults } = await newsroom();
    const start = clock.now;
    let tries = 0;
    const onRecipient = () => {
      tries++;
      return reply(450, '4.2.0 later');
    };
    const office = open((await startReceiver({ onRecipient })).url);
    await write(someone());
    const at: number[] = [];
    for (let known = 0; (await store.post.waitingLetters()) > 0; clock.now += MINUTE) {
      await office.drain();
      if (tries > known) at.push((clock.now - start) / MINUTE);
      known = tries;
      if (at.length > 5) clock.now = Math.max(clock.now, start + (at.at(-1) ?? 0) * MINUTE + 4 * HOUR - 2 * MINUTE);
    }
    expect(at.slice(0, 8)).toEqual([0, 1, 6, 21, 81, 321, 561, 801]);
    expect(at.at(-1)).toBeGreaterThanOrEqual(3 * 24 * 60);
    expect(at.at(-1)).toBeLessThan(3 * 24 * 60 + 4 * 60 + 1);
    expect(faults).toEqual(['a letter (confirm) was given up after three days: 450 4.2.0 later']);
  });

  test('a letter refused for good is not tried again, and its address may be written to later', async () => {
    const { write, open, store, vault, faults } = await newsroom();
    const to = someone();
    await write(to);
    const { url } = await startReceiver({ onRecipient: () => reply(550, `5.2.1 <${to}> disabled`) });
    await open(url).drain();
    expect(await store.post.waitingLetters()).toBe(0);
    expect(await store.members.suppression(vault.hashAddress(to))).toBeNull();
    expect(faults).toEqual(['a letter (confirm) was refused for good: 550 5.2.1 *** disabled']);
  });

  test('an address that nobody has is suppressed, and the record says so', async () => {
    const { write, open, store, vault, clock } = await newsroom();
    const to = someone();
    await write(to);
    await write(to);
    let tries = 0;
    const onRecipient = () => {
      tries++;
      return reply(550, '5.1.1 no such user');
    };
    await open((await startReceiver({ onRecipient })).url).drain();
    const hash = vault.hashAddress(to);
    expect(await store.members.suppression(hash)).toEqual({ reason: 'bounced', at: clock.now });
    const known = await store.members.byHash(hash);
    const record = await store.members.consents(known?.number ?? 0);
    expect(record.map(({ kind, detail }) => [kind, detail])).toEqual([['suppressed', { reason: 'bounced' }]]);
    expect(await store.post.waitingLetters()).toBe(0);
    expect(tries).toBeLessThanOrEqual(2);
  });

  test('a new address that nobody has is suppressed, and not the person who gave it', async () => {
    const { write, open, store, vault } = await newsroom();
    const [old, fresh] = [someone(), someone()];
    const id = await write(fresh, 'new-address');
    // The same person under the old address: the letter goes to the new one.
    await move({ store, vault }, fresh, old);
    const { url, taken } = await startReceiver({ onRecipient: () => reply(550, '5.1.1 no such user') });
    await open(url).drain();
    expect([id, taken]).toEqual([id, []]);
    expect((await store.members.suppression(vault.hashAddress(fresh)))?.reason).toBe('bounced');
    expect(await store.members.suppression(vault.hashAddress(old))).toBeNull();
  });

  test.each(['data-copy', 'already-subscribed', 'confirm'] as const)(
    'a letter (%s) that comes back from a former address ends that address, and not the one of today',
    async (kind) => {
      const { write, open, store, vault } = await newsroom();
      const [old, fresh] = [someone(), someone()];
      const parts = kind === 'data-copy' ? { data: {} } : { links: LINKS };
      // As it was typed: the hash is that of its canonical form.
      await write(old, kind, { ...parts, to: old.replace('reader', 'Reader') });
      await move({ store, vault }, old, fresh);
      const before = await store.members.byHash(vault.hashAddress(fresh));
      await open((await startReceiver({ onRecipient: () => reply(550, '5.1.1 no such user') })).url).drain();
      expect((await store.members.suppression(vault.hashAddress(old)))?.reason).toBe('bounced');
      expect(await store.members.suppression(vault.hashAddress(fresh))).toBeNull();
      expect(await store.members.byHash(vault.hashAddress(fresh))).toEqual(before);
      expect(await store.members.consents(before?.number ?? 0)).toEqual([]);
    },
  );

  test('whoever has left since a letter was written does not get it, but a copy of the data and what was asked for later', async () => {
    const { write, open, store, vault, clock } = await newsroom();
    const to = someone();
    for (const [kind, content] of WRITTEN) await write(to, kind, content);
    const copy = await write(to, 'data-copy', { data: {} });
    clock.now += MINUTE;
    await store.changeMembers(async (members) => {
      const person = await members.byHash(vault.hashAddress(to));
      if (person) await members.update({ ...person, status: 'left', leftAt: clock.now });
      await members.suppress(vault.hashAddress(to), 'left', clock.now);
    });
    clock.now += MINUTE;
    const asked = await write(to, 'confirm');
    const { url, taken } = await startReceiver();
    expect((await open(url).drain()).letters).toEqual({ ...NONE, accepted: 2, dropped: 4 });
    expect(idsOf(taken).sort()).toEqual([asked, copy].sort());
    expect(await store.post.waitingLetters()).toBe(0);
  });

  test('whoever is erased when a letter was just taken from the list gets nothing', async () => {
    const { write, open, store, vault } = await newsroom();
    const to = someone();
    for (const [kind, content] of [...WRITTEN, ['data-copy', { data: {} }] as const]) await write(to, kind, content);
    const claimLetters: typeof store.post.claimLetters = async (...args) => {
      const due = await store.post.claimLetters(...args);
      await store.changeMembers(async (members) => {
        const person = await members.byHash(vault.hashAddress(to));
        if (person) await members.remove(person.number);
      });
      return due;
    };
    const { url, taken } = await startReceiver();
    await open(url, { store: { ...store, post: { ...store.post, claimLetters } } }).drain();
    expect(taken).toEqual([]);
  });

  test('a new address whose owner has left or was erased meanwhile gets no letter about it', async () => {
    const { write, open, store, vault, clock } = await newsroom();
    for (const reason of ['left', 'erased'] as const) {
      const [old, fresh] = [someone(), someone()];
      await write(fresh, 'new-address');
      await move({ store, vault }, fresh, old);
      await store.changeMembers((members) => members.suppress(vault.hashAddress(fresh), reason, clock.now));
    }
    const { url, taken } = await startReceiver();
    expect((await open(url).drain()).letters.dropped).toBe(2);
    expect(taken).toEqual([]);
  });

  test('a copy of the data waits three days at most, even for a server that cannot be used', async () => {
    const { write, open, store, clock } = await newsroom();
    for (let copies = 0; copies < 12; copies++) await write(someone(), 'data-copy', { data: {} });
    const { url } = await startBare((socket) => socket.end('554 5.3.2 out of order\r\n'));
    const office = open(url);
    for (const start = clock.now; clock.now < start + 3 * DAY; clock.now += HOUR) await office.drain();
    expect(await store.post.waitingLetters()).toBeLessThanOrEqual(12);
    await office.drain();
    expect(await store.post.waitingLetters()).toBe(0);
  });

  test('an address that an editor has suppressed meanwhile gets nothing but a copy of its data', async () => {
    const { write, open, store, vault, clock } = await newsroom();
    const to = someone();
    await write(to);
    const copy = await write(to, 'data-copy', { data: { some: 'data' } });
    await store.changeMembers((members) => members.suppress(vault.hashAddress(to), 'editor', clock.now));
    const { url, taken } = await startReceiver();
    await open(url).drain();
    expect(idsOf(taken)).toEqual([copy]);
    expect(await store.post.waitingLetters()).toBe(0);
  });

  test('a letter whose link has expired while it waited is not sent any more', async () => {
    const { write, open, store, clock } = await newsroom();
    await write(someone());
    clock.now += 7 * DAY;
    const { url, taken } = await startReceiver();
    await open(url).drain();
    expect(taken).toEqual([]);
    expect(await store.post.waitingLetters()).toBe(0);
  });

  test('a server that cannot be used makes everything wait, however long, and is asked with one letter', async () => {
    const { write, open, store, clock, faults } = await newsroom();
    const ids = await Promise.all(Array.from({ length: 20 }, () => write(someone(), 'confirm', { days: 60 })));
    let connections = 0;
    const server: { isBroken: boolean } = { isBroken: true };
    const { url } = await startBare((socket) => {
      connections++;
      if (server.isBroken) socket.end('554 5.3.2 out of order\r\n');
      else talkUntil('QUIT', (one) => one.end())(socket);
    });
    const office = open(url);
    for (let hours = 0; hours < 96; hours++) {
      await office.drain();
      clock.now += HOUR;
    }
    expect(await store.post.waitingLetters()).toBe(ids.length);
    expect(connections).toBeLessThanOrEqual(96 + 10);
    expectDiscreet(faults);
    expect(new Set(faults)).toEqual(
      new Set(['the mail server cannot be used, all letters wait: 554 5.3.2 out of order']),
    );
    server.isBroken = false;
    clock.now += HOUR;
    await office.drain();
    expect(await store.post.waitingLetters()).toBe(0);
  });

  test('two at once send no letter twice', async () => {
    const location = await databases.empty();
    const first = await openNewsroom(await databases.open(location));
    const other = await databases.open(location);
    const ids = await Promise.all(Array.from({ length: 30 }, () => first.write(someone())));
    const { url, taken } = await startReceiver();
    const offices = [first.open(url), first.open(url, { store: other })];
    const reports = await Promise.all(offices.map((office) => office.drain()));
    expect(reports.reduce((sum, { letters }) => sum + letters.accepted, 0)).toBe(30);
    expect(idsOf(taken).sort()).toEqual(ids.sort());
  });

  test('a letter that a dead process had taken goes out with the same id when its lease ends', async () => {
    const { write, open, store, clock } = await newsroom();
    const id = await write(someone());
    expect(await store.post.claimLetters(clock.now, clock.now + 2 * MINUTE, 5)).toHaveLength(1);
    const { url, taken } = await startReceiver();
    const office = open(url);
    await office.drain();
    expect(taken).toEqual([]);
    clock.now += 2 * MINUTE;
    await office.drain();
    expect(idsOf(taken)).toEqual([id]);
  });

  test('a database that fails after a letter was accepted does not make it go out twice', async () => {
    const { write, open, store, clock, faults } = await newsroom();
    await write(someone());
    const { url, taken } = await startReceiver();
    let failures = 2;
    const finishLetter = async (id: string) => {
      if (failures-- > 0) throw new StoreFault('locked', 'the database', 'another process writes', 'Try again.');
      await store.post.finishLetter(id);
    };
    const office = open(url, { store: { ...store, post: { ...store.post, finishLetter } } });
    for (let minutes = 0; minutes < 6; minutes++) {
      await office.drain();
      clock.now += 2 * MINUTE;
    }
    expect(taken).toHaveLength(1);
    expect(await store.post.waitingLetters()).toBe(0);
    expect(faults).toEqual(['the post office could not go on: the database: another process writes. Try again.']);
  });

  test('a database that is away does not end the loop', async () => {
    const { write, open, store, faults } = await newsroom();
    const database: { isAway: boolean } = { isAway: true };
    const claimLetters: typeof store.post.claimLetters = async (...args) => {
      if (database.isAway) throw new StoreFault('unreachable', 'the database', 'it does not answer', 'Start it.');
      return await store.post.claimLetters(...args);
    };
    const { url, taken } = await startReceiver();
    const office = open(url, { everyMs: 30, store: { ...store, post: { ...store.post, claimLetters } } });
    const id = await write(someone());
    for (let round = 0; round < 5; round++) expect((await office.drain()).letters).toEqual(NONE);
    database.isAway = false;
    await expect.poll(() => idsOf(taken)).toEqual([id]);
    expect(faults).toHaveLength(1);
  });

  test('a letter that cannot be opened waits and holds up nobody', async () => {
    const { write, open, store, clock, faults } = await newsroom();
    const bad = await write(someone());
    const good = await write(someone());
    const claimLetters: typeof store.post.claimLetters = async (...args) =>
      (await store.post.claimLetters(...args)).map((letter) =>
        letter.id === bad ? { ...letter, content: '1.not-sealed-by-us-reader-x@town.example' as Sealed } : letter,
      );
    const { url, taken } = await startReceiver();
    await open(url, { store: { ...store, post: { ...store.post, claimLetters } } }).drain();
    expect(idsOf(taken)).toEqual([good]);
    expect(await store.post.waitingLetters()).toBe(1);
    expect(await store.post.claimLetters(clock.now + MINUTE, clock.now + HOUR, 5)).toMatchObject([{ id: bad }]);
    expectDiscreet(faults);
    expect(faults).toHaveLength(1);
  });

  test('decides on sign-ups, oldest first, and one that cannot be decided on holds up nobody', async () => {
    const { open, store, vault, clock, faults } = await newsroom();
    const ids = Array.from({ length: 120 }, () => randomUUID());
    for (const [at, id] of ids.entries()) {
      await store.post.queueSignUp({ id, at: clock.now + at, request: vault.seal('request', '{}') });
    }
    const seen: string[] = [];
    const report = await open(null, {
      decide: async ({ id }) => {
        if (id === ids[1]) throw new Error('cannot read reader-x@town.example');
        seen.push(id);
        await store.changeMembers((members) => members.takeSignUp(id));
      },
    }).drain();
    expect(report.signUps).toBe(119);
    expect(seen).toEqual(ids.filter((id) => id !== ids[1]));
    expect((await store.post.waitingSignUps(9)).map(({ id }) => id)).toEqual([ids[1]]);
    expectDiscreet(faults);
    expect(faults).toHaveLength(1);
  });

  test('mails the letter that a decision has just written', async () => {
    const { open, store, vault, clock, write } = await newsroom();
    await store.post.queueSignUp({ id: 'one', at: clock.now, request: vault.seal('request', '{}') });
    const { url, taken } = await startReceiver();
    const decide = async ({ id }: { id: string }) => {
      await write(someone());
      await store.changeMembers((members) => members.takeSignUp(id));
    };
    await open(url, { decide }).drain();
    expect(taken).toHaveLength(1);
  });

  test('every hour forgets internet addresses and people whose terms have ended', async () => {
    const { write, open, store, vault, clock } = await newsroom();
    const to = someone();
    await write(to, 'data-copy', { data: {}, days: 60 });
    const { number } = (await store.members.byHash(vault.hashAddress(to))) ?? { number: 0 };
    const consent = { kind: 'signed-up', at: clock.now, textVersion: '1', detail: {} } as const;
    await store.changeMembers((members) =>
      members.addConsent(number, { ...consent, ip: vault.seal('ip', '192.0.2.7'), ipUntil: clock.now + 2 * HOUR }),
    );
    const { url } = await startReceiver();
    const office = open(url);
    await office.drain();
    expect((await store.members.consents(number))[0]?.ip).not.toBeNull();
    clock.now += 2 * HOUR;
    await office.drain();
    expect((await store.members.consents(number))[0]?.ip).toBeNull();
    clock.now += 14 * DAY;
    await office.drain();
    expect(await store.members.byHash(vault.hashAddress(to))).toBeNull();
  });

  test('closing finishes the letter on its way and takes no other', async () => {
    const { write, open, store } = await newsroom();
    for (let letters = 0; letters < 12; letters++) await write(someone());
    let begun = 0;
    const onMessage = async () => {
      begun++;
      await new Promise((resolve) => setTimeout(resolve, 300));
      return null;
    };
    const { url, taken } = await startReceiver({ onMessage });
    const office = open(url);
    await expect.poll(() => begun, { interval: 5 }).toBeGreaterThan(0);
    await office.close();
    expect(taken.length).toBe(begun);
    expect(await store.post.waitingLetters()).toBe(12 - taken.length);
    expect(taken.length).toBeLessThanOrEqual(5);
    office.wake();
    expect((await office.drain()).letters).toEqual(NONE);
  });
});

describe('without a mail server', () => {
  describeOnBothDatabases('letters become files', (databases) => {
    test('that are there when the work is done', async () => {
      const { config, write, open } = await openNewsroom(await databases.open());
      await write(someone());
      await open(null).drain();
      expect(readdirSync(config.mail.outbox)).toHaveLength(1);
    });
  });
});
