import { expect, test } from 'vitest';
import { describeOnBothDatabases } from '../setup/stores.ts';
import { DAY, openOffice, VISITOR } from './office.ts';

const HOUR = 3_600_000;

/** The same store, noting everything it is asked for. */
function watched<T extends object>(thing: T, asked: string[], path = ''): T {
  return new Proxy(thing, {
    get(target, name, receiver) {
      asked.push(path + String(name));
      const value: unknown = Reflect.get(target, name, receiver);
      return typeof value === 'object' && value !== null ? watched(value, asked, `${path}${String(name)}.`) : value;
    },
  });
}

describeOnBothDatabases('signing up', ({ open }) => {
  test('a new address gets one letter with a ticket, and is a member only after its button', async () => {
    const { signUp, letters, membership, office, vault } = await openOffice(await open());
    await signUp('Reader@Mail.example');
    const [letter, ...more] = await letters();
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ kind: 'confirm', to: 'Reader@mail.example' });
    const hash = vault.hashAddress('reader@mail.example');
    expect((await office.store.members.byHash(hash))?.status).toBe('unconfirmed');

    expect(await membership.confirmation(letter?.ticket ?? '')).toEqual({ state: 'open', isNewAddress: false });
    expect((await office.store.members.byHash(hash))?.status).toBe('unconfirmed');
    expect((await membership.confirm(letter?.ticket ?? '', VISITOR)).state).toBe('confirmed');
    expect((await office.store.members.byHash(hash))?.status).toBe('active');
    expect((await membership.confirm(letter?.ticket ?? '', VISITOR)).state).toBe('used');
  });

  test('a thousand sign-ups of one address send one letter a day, and three ever', async () => {
    const { membership, decide, letters, pass } = await openOffice(await open());
    const { stamp } = membership.offer();
    pass(5000);
    const form = { address: 'one@mail.example', digest: null, themes: [], trap: '', stamp, insists: true };
    for (let i = 0; i < 1000; i++) expect(await membership.signUp(form, VISITOR)).toEqual({ answer: 'taken' });
    await decide();
    expect((await letters()).map(({ kind }) => kind)).toEqual(['confirm']);
    let sent = 1;
    for (let day = 0; day < 6; day++) {
      pass(DAY);
      const answer = await membership.signUp({ ...form, stamp: membership.offer().stamp }, VISITOR);
      expect(answer).toEqual({ answer: 'show-form', why: 'too-fast' });
      const fresh = membership.offer().stamp;
      pass(5000);
      await membership.signUp({ ...form, stamp: fresh }, VISITOR);
      await decide();
      sent += (await letters()).length;
    }
    expect(sent).toBe(3);
  });

  test('the answer is the same for new, waiting, active, former and suppressed addresses', async () => {
    const { enrol, signUp, membership, leavingToken, office, vault, pass } = await openOffice(await open());
    await enrol('active@mail.example');
    await signUp('waiting@mail.example');
    await membership.leave(leavingToken(await enrol('left@mail.example')), { by: 'one-click' });
    const hash = vault.hashAddress('bounced@mail.example');
    await office.store.changeMembers((members) => members.suppress(hash, 'bounced', 1));
    const { stamp } = membership.offer();
    pass(5000);
    for (const name of ['new', 'waiting', 'active', 'left', 'bounced']) {
      const form = { address: `${name}@mail.example`, digest: null, themes: [], trap: '', stamp, insists: true };
      expect(await membership.signUp(form, VISITOR)).toEqual({ answer: 'taken' });
    }
  });

  test('the answer is given before anybody looks whose address it is: one sealed row is written, and nothing is read', async () => {
    const store = await open();
    const asked: string[] = [];
    const { membership, pass } = await openOffice(watched(store, asked));
    const { stamp } = membership.offer();
    pass(5000);
    asked.length = 0;
    const form = { address: 'a@mail.example', digest: null, themes: [], trap: '', stamp, insists: true };
    await membership.signUp(form, VISITOR);
    expect(asked).toEqual(['post', 'post.queueSignUp']);
    const [waiting] = await store.post.waitingSignUps(2);
    expect(waiting?.request).not.toContain('mail.example');
  });

  test('a member who signs up again is told so by mail, and nothing is changed', async () => {
    const { enrol, signUp, letters, office, vault, pass } = await openOffice(await open());
    await enrol('member@mail.example', { themes: ['operations'] });
    pass(2 * DAY);
    await signUp('member@mail.example');
    expect((await letters()).map(({ kind }) => kind)).toEqual(['already-subscribed']);
    const member = await office.store.members.byHash(vault.hashAddress('member@mail.example'));
    expect(member?.choice).toEqual({ digest: 'coalition', themes: ['operations'] });
  });

  test('spellings that lead to one mailbox count together', async () => {
    const { signUp, letters } = await openOffice(await open());
    for (const name of ['reader', 'reader+1', 'reader+2', 'r.eader']) await signUp(`${name}@gmail.com`);
    expect(await letters()).toHaveLength(1);
  });

  test('who asks again is not forgotten before the new link has ended', async () => {
    const { signUp, letters, membership, office, pass } = await openOffice(await open());
    await signUp('slow@mail.example');
    await letters();
    pass(13 * DAY);
    await signUp('slow@mail.example');
    const ticket = (await letters())[0]?.ticket ?? '';
    pass(2 * DAY);
    await office.store.post.forgetExpired(office.clock(), office.clock() - 14 * DAY);
    expect((await membership.confirm(ticket, VISITOR)).state).toBe('confirmed');
  });

  test('who bounced, complained or was suppressed by the editor gets no letter', async () => {
    const { signUp, letters, office, vault } = await openOffice(await open());
    for (const reason of ['bounced', 'complained', 'editor'] as const) {
      const hash = vault.hashAddress(`${reason}@mail.example`);
      await office.store.changeMembers((members) => members.suppress(hash, reason, 1));
      await signUp(`${reason}@mail.example`);
    }
    expect(await letters()).toEqual([]);
  });

  test('a form without themes means all of them, and one with an unknown digest the first', async () => {
    const { enrol, office } = await openOffice(await open());
    await enrol('a@mail.example', { themes: [] });
    await enrol('b@mail.example', { digest: 'gone', themes: ['nonsense', 'operations'] });
    const choices = await Promise.all([1, 2].map((number) => office.store.members.byNumber(number)));
    expect(choices.map((subscriber) => subscriber?.choice)).toEqual([
      { digest: 'coalition', themes: 'all' },
      { digest: 'coalition', themes: ['operations'] },
    ]);
  });

  test('machines that fill in the hidden field are thanked and forgotten', async () => {
    const { membership, office, pass } = await openOffice(await open());
    const { stamp } = membership.offer();
    pass(5000);
    const form = { address: 'bot@mail.example', digest: null, themes: [], trap: 'x', stamp, insists: true };
    expect(await membership.signUp(form, VISITOR)).toEqual({ answer: 'taken' });
    expect(await office.store.post.waitingSignUps(10)).toEqual([]);
  });

  test('a form without a fresh stamp of ours is shown again', async () => {
    const { membership, pass } = await openOffice(await open());
    const { stamp } = membership.offer();
    const form = { address: 'a@mail.example', digest: null, themes: [], trap: '', insists: true };
    const why = async (shown: string | null) => await membership.signUp({ ...form, stamp: shown }, VISITOR);
    expect(await why(null)).toMatchObject({ why: 'no-stamp' });
    expect(await why('1.forged')).toMatchObject({ why: 'no-stamp' });
    expect(await why(stamp)).toMatchObject({ why: 'too-fast' });
    pass(25 * HOUR);
    expect(await why(stamp)).toMatchObject({ why: 'too-old' });
  });

  test('a mistyped domain is asked about once, and kept when the person insists', async () => {
    const { membership, pass } = await openOffice(await open());
    const { stamp } = membership.offer();
    pass(5000);
    const form = { address: 'reader@gmial.com', digest: null, themes: [], trap: '', stamp, insists: false };
    expect(await membership.signUp(form, VISITOR)).toEqual({ answer: 'suggest', suggestion: 'reader@gmail.com' });
    expect(await membership.signUp({ ...form, insists: true }, VISITOR)).toEqual({ answer: 'taken' });
  });

  test('a ticket ends after its term, and says so', async () => {
    const { signUp, letters, membership, pass } = await openOffice(await open());
    await signUp('late@mail.example');
    const ticket = (await letters())[0]?.ticket ?? '';
    pass(8 * DAY);
    expect((await membership.confirmation(ticket)).state).toBe('expired');
    expect((await membership.confirm(ticket, VISITOR)).state).toBe('expired');
    expect((await membership.confirm('never-made', VISITOR)).state).toBe('unknown');
  });
});

describeOnBothDatabases('preferences', ({ open }) => {
  test('themes can be taken away and added, the digest changed, and nonsense is refused', async () => {
    const { enrol, membership } = await openOffice(await open());
    const link = await enrol('a@mail.example', { themes: ['operations'] });
    expect(await membership.preferences(link)).toMatchObject({ choice: { themes: ['operations'] }, status: 'active' });
    const both = ['operations', 'camps_detainees'];
    expect(await membership.choose(link, { digest: 'coalition', themes: both })).toEqual({ done: true });
    expect(await membership.preferences(link)).toMatchObject({ choice: { themes: ['camps_detainees', 'operations'] } });
    expect(await membership.choose(link, { digest: 'weekly', themes: [...both, 'coalition_statements'] })).toEqual({
      done: true,
    });
    expect(await membership.preferences(link)).toMatchObject({ choice: { digest: 'weekly', themes: 'all' } });
    expect(await membership.choose(link, { digest: 'weekly', themes: [] })).toEqual({ refused: 'bad-choice' });
    expect(await membership.choose(link, { digest: 'none', themes: both })).toEqual({ refused: 'bad-choice' });
  });

  test('the page shows the address in part only', async () => {
    const { enrol, membership } = await openOffice(await open());
    const shown = await membership.preferences(await enrol('someone@mail.example'));
    expect(JSON.stringify(shown)).not.toContain('someone');
  });

  test('a pause ends by itself or by hand', async () => {
    const { enrol, membership, pass } = await openOffice(await open());
    const link = await enrol('a@mail.example');
    expect(await membership.pause(link, 2)).toEqual({ done: true });
    expect(await membership.preferences(link)).not.toMatchObject({ pausedUntil: null });
    pass(14 * DAY + 1);
    expect(await membership.preferences(link)).toMatchObject({ pausedUntil: null });
    await membership.pause(link, 4);
    expect(await membership.pause(link, 0)).toEqual({ done: true });
    expect(await membership.preferences(link)).toMatchObject({ pausedUntil: null });
    for (const weeks of [-1, 1.5, 27, Number.NaN]) {
      expect(await membership.pause(link, weeks)).toEqual({ refused: 'bad-choice' });
    }
  });

  test('an address is changed only when the new one confirms, and then old links end, except for leaving', async () => {
    const { enrol, letters, decide, membership, office, vault, leavingToken } = await openOffice(await open());
    const link = await enrol('old@mail.example');
    expect(await membership.changeAddress(link, 'no address')).toMatchObject({ refused: expect.any(String) });
    expect(await membership.changeAddress(link, 'new@mail.example')).toEqual({ done: true });
    await decide();
    const [letter] = await letters();
    expect(letter).toMatchObject({ kind: 'new-address', to: 'new@mail.example' });
    expect(await office.store.members.byHash(vault.hashAddress('new@mail.example'))).toBeNull();
    expect(await membership.confirmation(letter?.ticket ?? '')).toEqual({ state: 'open', isNewAddress: true });
    const { links } = await membership.confirm(letter?.ticket ?? '', VISITOR);
    expect(await office.store.members.byHash(vault.hashAddress('old@mail.example'))).toBeNull();
    expect(await membership.preferences(link)).toEqual({ refused: 'old' });
    const now = (links?.preferences ?? '').replace('/preferences/', '');
    expect(await membership.preferences(now)).toMatchObject({ address: expect.stringContaining('@mail.example') });
    expect(await membership.leave(leavingToken(link), { by: 'one-click' })).toEqual({ left: true });
    expect(await membership.preferences(now)).toMatchObject({ status: 'left' });
  });

  test('two subscriptions of one person become one when an address is changed to the other', async () => {
    const { enrol, letters, decide, membership, pass } = await openOffice(await open());
    const first = await enrol('first@mail.example');
    const second = await enrol('second@mail.example');
    pass(2 * DAY);
    await membership.changeAddress(first, 'second@mail.example');
    await decide();
    await membership.confirm((await letters())[0]?.ticket ?? '', VISITOR);
    expect(await membership.preferences(second)).toEqual({ refused: 'unknown' });
  });

  test('a copy of all data goes to the address on record, once an hour at most', async () => {
    const { enrol, letters, membership, pass } = await openOffice(await open());
    const link = await enrol('mine@mail.example');
    expect(await membership.sendData(link)).toEqual({ done: true });
    expect(await membership.sendData(link)).toEqual({ refused: 'too-often' });
    const [letter] = await letters();
    expect(letter).toMatchObject({ kind: 'data-copy', to: 'mine@mail.example' });
    expect(letter?.data).toMatchObject({
      address: 'mine@mail.example',
      record: [
        { what: 'signed-up', ip: VISITOR.ip, consentVersion: '1' },
        { what: 'confirmed' },
        { what: 'data-sent' },
      ],
    });
    pass(2 * HOUR);
    expect(await membership.sendData(link)).toEqual({ done: true });
  });

  test('erasing leaves nothing but a keyed hash, and no form brings a letter to that address any more', async () => {
    const { enrol, membership, office, vault, signUp, letters, leavingToken, pass } = await openOffice(await open());
    const link = await enrol('gone@mail.example');
    expect(await membership.erase(link)).toEqual({ erased: true });
    const hash = vault.hashAddress('gone@mail.example');
    expect(await office.store.members.byHash(hash)).toBeNull();
    expect(await office.store.members.suppression(hash)).toMatchObject({ reason: 'erased' });
    expect(await membership.preferences(link)).toEqual({ refused: 'unknown' });
    expect(await membership.leave(leavingToken(link), { by: 'one-click' })).toEqual({ left: true });
    pass(2 * DAY);
    await signUp('gone@mail.example');
    expect(await letters()).toEqual([]);
    expect((await office.store.members.letterCount(hash)).sent).toBe(0);
  });

  test('one may name three new addresses a day; the newest counts, and tickets to the others end', async () => {
    const { enrol, letters, decide, membership, pass } = await openOffice(await open());
    const link = await enrol('a@mail.example');
    for (const name of ['b', 'c', 'd']) await membership.changeAddress(link, `${name}@mail.example`);
    expect(await membership.changeAddress(link, 'e@mail.example')).toEqual({ refused: 'too-often' });
    await decide();
    const tickets = (await letters()).map(({ ticket }) => ticket ?? '');
    expect(await Promise.all(tickets.map(async (ticket) => (await membership.confirmation(ticket)).state))).toEqual([
      'used',
      'used',
      'open',
    ]);
    pass(DAY);
    expect(await membership.changeAddress(link, 'e@mail.example')).toEqual({ done: true });
  });

  test('the former address is told of a change, can end it, and gets nothing more: not its tickets, not by a list', async () => {
    const { signUp, letters, decide, membership, office, vault, pass } = await openOffice(await open());
    await signUp('old@mail.example');
    pass(2 * DAY);
    await signUp('old@mail.example');
    const [first, second] = (await letters()).map(({ ticket }) => ticket ?? '');
    const { links } = await membership.confirm(first ?? '', VISITOR);
    await membership.changeAddress((links?.preferences ?? '').replace('/preferences/', ''), 'new@mail.example');
    await decide();
    await membership.confirm((await letters())[0]?.ticket ?? '', VISITOR);

    expect(await membership.confirm(second ?? '', VISITOR)).toMatchObject({ state: 'used', links: null });
    const [told] = await letters();
    expect(told).toMatchObject({ kind: 'address-moved', to: 'old@mail.example' });
    expect(await office.store.members.suppression(vault.hashAddress('old@mail.example'))).toMatchObject({
      reason: 'left',
    });
    const leave = (told?.links?.leave ?? '').replace('/leave/', '');
    expect(await membership.leave(leave, { by: 'one-click' })).toEqual({ left: true });
    expect(await membership.comeBack(leave, VISITOR)).toEqual({ refused: 'old' });
    const record = await office.store.members.consents(1);
    expect(record.find(({ kind }) => kind === 'address-changed')?.detail).toEqual({
      from: vault.hashAddress('old@mail.example'),
      to: vault.hashAddress('new@mail.example'),
    });
  });

  test('who has the new address is not told where the one before was online', async () => {
    const { enrol, letters, decide, membership } = await openOffice(await open());
    await membership.changeAddress(await enrol('old@mail.example'), 'new@mail.example');
    await decide();
    const { links } = await membership.confirm((await letters())[0]?.ticket ?? '', { ip: '198.51.100.9' });
    await letters();
    await membership.sendData((links?.preferences ?? '').replace('/preferences/', ''));
    const data = JSON.stringify((await letters())[0]?.data);
    expect(data).toContain('198.51.100.9');
    expect(data).not.toContain(VISITOR.ip);
  });

  test('what changes nothing leaves no entry in the record, and who has left cannot choose or pause', async () => {
    const { enrol, membership, leavingToken, office } = await openOffice(await open());
    const link = await enrol('a@mail.example');
    const all = office.config.digests[0].themes.map(({ id }) => id);
    for (let i = 0; i < 3; i++) {
      expect(await membership.choose(link, { digest: 'coalition', themes: all })).toEqual({ done: true });
      expect(await membership.pause(link, 3)).toEqual({ done: true });
    }
    await membership.leave(leavingToken(link), { by: 'one-click' });
    expect((await office.store.members.consents(1)).map(({ kind }) => kind)).toEqual([
      'signed-up',
      'confirmed',
      'paused',
      'left',
    ]);
    expect(await membership.pause(link, 1)).toEqual({ refused: 'bad-choice' });
    expect(await membership.choose(link, { digest: 'weekly', themes: all })).toEqual({ refused: 'bad-choice' });
  });

  test('links of others, for other purposes, or changed by a character open nothing', async () => {
    const { enrol, membership, leavingToken } = await openOffice(await open());
    const link = await enrol('a@mail.example');
    const changed = `${link.slice(0, -2)}${link.endsWith('AA') ? 'BB' : 'AA'}`;
    for (const wrong of ['', 'x', changed, leavingToken(link)]) {
      expect(await membership.preferences(wrong)).toEqual({ refused: 'unknown' });
      expect(await membership.erase(wrong)).toEqual({ refused: 'unknown' });
    }
    for (const wrong of ['', 'x', changed, link]) {
      expect(await membership.leave(wrong, { by: 'one-click' })).toEqual({ refused: 'unknown' });
    }
  });
});

describeOnBothDatabases('leaving', ({ open }) => {
  test('counts at once, is answered the same the second time, and can be taken back', async () => {
    const { enrol, membership, leavingToken, office, vault } = await openOffice(await open());
    const link = await enrol('a@mail.example');
    const leave = leavingToken(link);
    const hash = vault.hashAddress('a@mail.example');
    expect(await membership.leaving(leave)).toEqual({ status: 'active' });
    for (let i = 0; i < 2; i++) expect(await membership.leave(leave, { by: 'one-click' })).toEqual({ left: true });
    expect(await membership.leaving(leave)).toEqual({ status: 'left' });
    expect(await office.store.members.suppression(hash)).toMatchObject({ reason: 'left' });
    expect(await membership.comeBack(leave, VISITOR)).toEqual({ back: true });
    expect(await office.store.members.suppression(hash)).toBeNull();
    expect(await membership.preferences(link)).toMatchObject({ status: 'active' });
    const record = (await office.store.members.consents(1)).map(({ kind }) => kind);
    expect(record).toEqual(['signed-up', 'confirmed', 'left', 'came-back']);
  });

  test('the reason is kept, and someone suppressed for a stronger reason does not come back by a button', async () => {
    const { enrol, membership, leavingToken, office, vault } = await openOffice(await open());
    const leave = leavingToken(await enrol('a@mail.example'));
    await membership.leave(leave, { by: 'page', reason: 'too-many', visitor: VISITOR });
    expect((await office.store.members.consents(1)).at(-1)?.detail).toEqual({ by: 'page', reason: 'too-many' });
    const hash = vault.hashAddress('a@mail.example');
    await office.store.changeMembers((members) => members.suppress(hash, 'complained', 2));
    expect(await membership.comeBack(leave, VISITOR)).toEqual({ refused: 'old' });
    await membership.leave(leave, { by: 'one-click' });
    expect(await office.store.members.suppression(hash)).toMatchObject({ reason: 'complained' });
  });

  test('ends tickets and letters that were on their way, and can be taken back for a month', async () => {
    const { enrol, signUp, letters, membership, leavingToken, pass } = await openOffice(await open());
    const leave = leavingToken(await enrol('a@mail.example'));
    pass(2 * DAY);
    await signUp('a@mail.example');
    await membership.leave(leave, { by: 'one-click' });
    expect(await letters()).toEqual([]);
    pass(31 * DAY);
    expect(await membership.comeBack(leave, VISITOR)).toEqual({ refused: 'old' });
  });

  test('who left and signs up again chooses anew, and is active only after confirming', async () => {
    const { enrol, signUp, letters, membership, leavingToken, office, vault, pass } = await openOffice(await open());
    await membership.leave(leavingToken(await enrol('a@mail.example', { themes: ['operations'] })), {
      by: 'one-click',
    });
    pass(2 * DAY);
    await signUp('a@mail.example', { themes: ['camps_detainees'] });
    const hash = vault.hashAddress('a@mail.example');
    expect((await office.store.members.byHash(hash))?.status).toBe('left');
    await membership.confirm((await letters())[0]?.ticket ?? '', VISITOR);
    expect(await office.store.members.byHash(hash)).toMatchObject({
      status: 'active',
      leftAt: null,
      choice: { themes: ['camps_detainees'] },
    });
  });
});

describeOnBothDatabases('what is forgotten', ({ open }) => {
  test('internet addresses after their term, and people who never confirmed', async () => {
    const { enrol, signUp, office, pass } = await openOffice(await open());
    await enrol('kept@mail.example');
    await signUp('never@mail.example');
    pass(31 * DAY);
    const now = office.clock();
    expect(await office.store.post.forgetExpired(now, now - 14 * DAY)).toEqual({ ips: 3, unconfirmed: 1 });
    expect((await office.store.members.consents(1)).map(({ ip }) => ip)).toEqual([null, null]);
    expect(await office.store.members.byNumber(2)).toBeNull();
    expect(await office.store.post.waitingLetters()).toBe(0);
  });
});
