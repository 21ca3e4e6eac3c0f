/** What servers say, and what becomes of the rows: real ledger, real sockets, a clock that is moved. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOUR, MINUTE, openSendingDesk } from './desk.ts';
import { closeNewsroom, type Newsroom, openNewsroom } from './newsroom.ts';

const PEOPLE = 60;
/** One reader, and two: fewer than 5 % of 50. */
const ONE = /^reader-00007@/u;
const TWO = /^reader-000(?:07|31)@/u;

let base: Newsroom;
beforeAll(async () => {
  base = await openNewsroom({ people: PEOPLE });
});
afterAll(() => closeNewsroom(base));

describe.concurrent('a recipient who is put off', () => {
  test('is tried again after five minutes, and not before: greylisting', async ({ onTestFinished }) => {
    const desk = await openSendingDesk(
      base,
      {
        rules: [{ does: 'refuses', at: 'rcpt', reply: '451 4.7.1 come back later', tries: 1 }],
      },
      { onTestFinished },
    );
    const first = await desk.send();
    expect(first).toMatchObject({ end: 'later', counts: { queued: PEOPLE, sent: 0, failed: 0 } });
    const wait = (first.nextDueAt ?? 0) - desk.now();
    expect(wait).toBeGreaterThan(4.8 * MINUTE);
    expect(wait).toBeLessThan(5.5 * MINUTE);

    desk.pass(4 * MINUTE);
    const asked = desk.server.log.length;
    expect(await desk.send()).toMatchObject({ end: 'later', sentNow: 0 });
    expect(desk.server.log.length).toBe(asked);

    desk.pass(2 * MINUTE);
    expect(await desk.send()).toMatchObject({ end: 'done', counts: { sent: PEOPLE, queued: 0 } });
    expect(desk.tally()).toMatchObject({ messages: PEOPLE, lost: [], duplicates: [] });
  });

  test('is tried for 24 hours at growing distances, and has then failed with the last reply', async ({
    onTestFinished,
  }) => {
    const desk = await openSendingDesk(
      base,
      {
        rules: [{ does: 'refuses', at: 'rcpt', reply: '451 4.3.0 <reader-00007@town.example> try later', to: ONE }],
      },
      { onTestFinished },
    );
    for (const minutes of [5, 15, 30]) {
      const report = await desk.send();
      expect(report).toMatchObject({ end: 'later', counts: { sent: PEOPLE - 1, queued: 1 } });
      const wait = (report.nextDueAt ?? 0) - desk.now();
      expect(wait).toBeGreaterThan(minutes * 0.95 * MINUTE);
      expect(wait).toBeLessThan(minutes * 1.15 * MINUTE);
      desk.pass(wait + 1000);
    }
    desk.pass(22 * HOUR);
    expect(await desk.send()).toMatchObject({ end: 'later', counts: { queued: 1, failed: 0 } });
    desk.pass(HOUR + 30 * MINUTE);
    expect(await desk.send()).toMatchObject({ end: 'done', counts: { queued: 0, failed: 1 } });
    const [failed] = await desk.rows('failed');
    expect(failed?.last_reply).toContain('451 4.3.0');
    expect(failed?.last_reply).not.toContain('reader-00007');
    expect(await desk.rows('sent')).toHaveLength(PEOPLE - 1);
    const { addressHash } = await desk.subscriber('reader-00007@town.example');
    expect(await desk.store.members.suppression(addressHash)).toBeNull();
  });
});

describe.concurrent('a recipient who is refused', () => {
  test('has failed at once, is never tried again, and is suppressed where nobody is there', async ({
    onTestFinished,
  }) => {
    const desk = await openSendingDesk(
      base,
      {
        rules: [{ does: 'refuses', at: 'rcpt', reply: '550 5.1.1 no such user here', to: TWO }],
      },
      { onTestFinished },
    );
    expect(await desk.send()).toMatchObject({ end: 'done', counts: { sent: PEOPLE - 2, failed: 2 } });
    desk.pass(48 * HOUR);
    expect(await desk.send()).toMatchObject({ end: 'done', sentNow: 0 });
    expect(desk.server.log.filter(({ event }) => event === 'refused')).toHaveLength(2);
    expect(desk.tally()).toMatchObject({ refusedForGood: 2, lost: [], askedAgain: { inWindow: 0, outside: 0 } });
    for (const number of ['00007', '00031']) {
      const { addressHash } = await desk.subscriber(`reader-${number}@town.example`);
      expect(await desk.store.members.suppression(addressHash)).not.toBeNull();
    }
  });

  test('is not suppressed for a refusal that says nothing of the address', async ({ onTestFinished }) => {
    const desk = await openSendingDesk(
      base,
      {
        rules: [{ does: 'refuses', at: 'dot', reply: '554 5.7.1 not wanted', to: ONE }],
      },
      { onTestFinished },
    );
    expect(await desk.send()).toMatchObject({ end: 'done', counts: { sent: PEOPLE - 1, failed: 1 } });
    const { addressHash } = await desk.subscriber('reader-00007@town.example');
    expect(await desk.store.members.suppression(addressHash)).toBeNull();
  });
});

describe.concurrent('a server that refuses what is not the recipients fault', () => {
  test.for([
    ['every message', { does: 'refuses', at: 'dot', reply: '554 5.7.1 looks like spam' }],
    ['every fifth message', { does: 'refuses', at: 'dot', reply: '554 5.7.1 looks like spam', to: /[05]@/u }],
    ['every recipient', { does: 'refuses', at: 'rcpt', reply: '550 5.1.1 no such user here' }],
  ] as const)('pauses the edition when it refuses %s, and nobody has failed', async ([_, rule], { onTestFinished }) => {
    const desk = await openSendingDesk(base, { rules: [rule] }, { onTestFinished });
    const report = await desk.send();
    expect(report).toMatchObject({ end: 'paused', counts: { failed: 0, sending: 0, uncertain: 0 } });
    expect(report.reason).toMatch(/refused \d+ of/u);
    expect(await desk.store.ledger.sending(1)).toMatchObject({ state: 'paused', reason: report.reason });
    const { addressHash } = await desk.subscriber('reader-00007@town.example');
    expect(await desk.store.members.suppression(addressHash)).toBeNull();

    desk.server.behave({});
    await desk.store.ledger.setState(1, ['paused'], 'sending', { at: desk.now(), reason: null });
    expect(await desk.send()).toMatchObject({ end: 'done', counts: { sent: PEOPLE } });
    expect(desk.tally()).toMatchObject({ messages: PEOPLE, lost: [], duplicates: [] });
  });

  test.for([
    ['a login that is refused', { auth: '535 5.7.8 wrong' }, 'editor:s3cret-pass@', /535/u],
    ['encryption that breaks', { tls: 'breaks' }, '', /TLS|SSL|wrong version|packet/iu],
    ['a greeting that turns us away', { rules: [{ does: 'greets', reply: '554 5.7.1 go away' }] }, '', /554/u],
    ['a sender that is refused', { rules: [{ does: 'refuses', at: 'mail', reply: '550 5.7.1 not you' }] }, '', /550/u],
  ] as const)(
    'pauses the edition at %s, and nobody has failed',
    async ([_, behaviour, login, reason], { onTestFinished }) => {
      const desk = await openSendingDesk(base, behaviour, { login, onTestFinished });
      const report = await desk.send();
      expect(report).toMatchObject({ end: 'paused', counts: { failed: 0, queued: PEOPLE, sending: 0, uncertain: 0 } });
      expect(report.reason).toMatch(reason);
      expect(JSON.stringify([report, desk.told])).not.toMatch(/s3cret-pass/u);
      expect(await desk.store.ledger.sending(1)).toMatchObject({ state: 'paused' });
      expect(desk.tally().messages).toBe(0);
    },
  );
});

describe.concurrent('a message that was taken without an answer', () => {
  test.for([
    ['the connection ends', { does: 'loses-reply' }],
    ['the answer is nonsense', { does: 'babbles' }],
    ['the answer comes too late', { does: 'answers-late', ms: 5000 }],
  ] as const)(
    'is uncertain when %s: listed, and tried again by choice alone, under the same Message-ID',
    async ([_, rule], { onTestFinished }) => {
      const desk = await openSendingDesk(base, { rules: [{ ...rule, to: ONE, tries: 1 }] }, { onTestFinished });
      expect(await desk.send()).toMatchObject({ counts: { sent: PEOPLE - 1, uncertain: 1, queued: 0 } });
      const [listed] = await desk.store.ledger.list(1, 'uncertain', 0, 10);
      expect(listed).toMatchObject({ subscriber: (await desk.subscriber('reader-00007@town.example')).id });

      desk.pass(48 * HOUR);
      expect(await desk.send()).toMatchObject({ sentNow: 0, counts: { uncertain: 1 } });
      expect(desk.tally().messages).toBe(PEOPLE);

      expect(await desk.send({ retryUncertain: true })).toMatchObject({
        end: 'done',
        retriedUncertain: 1,
        counts: { sent: PEOPLE, uncertain: 0 },
      });
      const { duplicates } = desk.tally();
      expect(duplicates).toMatchObject([{ class: 'unanswered', hasSameId: true }]);
      expect(await desk.store.ledger.doubtful(1, 0, 10)).toHaveLength(1);
    },
  );

  test('is uncertain, and not tried again by itself, when a stop does not wait for its answer', async ({
    onTestFinished,
  }) => {
    const rules = [{ does: 'answers-late', ms: 8000, to: ONE } as const];
    const desk = await openSendingDesk(
      base,
      { rules },
      { onTestFinished, lane: { grace: 200, timeouts: { final: 9000 } } },
    );
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 1200);
    expect(await desk.send({ stop: stop.signal })).toMatchObject({ end: 'stopped', counts: { uncertain: 1 } });
    const [listed] = await desk.store.ledger.list(1, 'uncertain', 0, 10);
    expect(listed).toMatchObject({ subscriber: (await desk.subscriber('reader-00007@town.example')).id });
    desk.server.behave({});
    expect(await desk.send()).toMatchObject({ end: 'done', counts: { uncertain: 1, sent: PEOPLE - 1 } });
  });
});

describe.concurrent('a subscriber who leaves before the row is claimed', () => {
  test('is excluded, and gets nothing', async ({ onTestFinished }) => {
    const desk = await openSendingDesk(base, {}, { onTestFinished });
    const leaver = await desk.subscriber('reader-00007@town.example');
    await desk.store.changeMembers(async (members) => {
      await members.update({ ...leaver, status: 'left' });
    });
    expect(await desk.send()).toMatchObject({ end: 'done', counts: { sent: PEOPLE - 1, excluded: 1 } });
    expect(await desk.rows('excluded')).toMatchObject([{ exclusion: 'left' }]);
    expect(desk.tally().lost).toEqual(['reader-00007@town.example']);
  });
});
