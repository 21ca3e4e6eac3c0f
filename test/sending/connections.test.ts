/** Connections that fail, and the others that go on. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE, openSendingDesk } from './desk.ts';
import type { Rule } from './faults.ts';
import { closeNewsroom, type Newsroom, openNewsroom } from './newsroom.ts';

const PEOPLE = 60;

let base: Newsroom;
beforeAll(async () => {
  base = await openNewsroom({ people: PEOPLE });
});
afterAll(() => closeNewsroom(base));

// Most of the time is waiting.
describe.concurrent('a connection that fails', () => {
  test.for<readonly [string, readonly Rule[]]>([
    ['is greeted with 421', [{ does: 'greets', reply: '421 4.3.2 too busy', on: (connection) => connection < 4 }]],
    ['is hung up on', [{ does: 'hangs-up', on: (connection) => connection < 4 }]],
    ['is closed after some messages', [{ does: 'limits', messages: 4 }]],
    ['is closed at RCPT', [{ does: 'refuses', at: 'rcpt', reply: '421 4.3.2 closing', share: 0.2, tries: 1 }]],
    ['is closed at DATA', [{ does: 'refuses', at: 'data', reply: '421 4.3.2 closing', share: 0.2, tries: 1 }]],
    ['is closed at the last dot', [{ does: 'refuses', at: 'dot', reply: '421 4.3.2 closing', share: 0.2, tries: 1 }]],
    ['breaks in the body', [{ does: 'cuts', share: 0.2, tries: 1 }]],
  ])('that %s harms no row: everybody gets it once', async ([_, rules], { onTestFinished }) => {
    const desk = await openSendingDesk(base, { rules }, { onTestFinished });
    let report = await desk.send();
    // Rows that broke several times wait for some seconds; and where the end of a message had left when the connection
    // broke, nobody can know.
    for (let again = 0; again < 3 && report.counts.sent < PEOPLE; again++) {
      desk.pass(MINUTE);
      report = await desk.send({ retryUncertain: true });
    }
    expect(report).toMatchObject({ end: 'done', counts: { sent: PEOPLE } });
    expect((await desk.rows()).every(({ attempts }) => attempts === 0)).toBe(true);
    expect(desk.tally()).toMatchObject({ messages: PEOPLE, lost: [], duplicates: [], strangers: [], sharedLinks: 0 });
  });

  test.for<readonly [string, Rule]>([
    ['never says a word', { does: 'stays-mute', on: (connection) => connection < 3 }],
    ['answers so slowly that it is of no use', { does: 'tarpits', ms: 20_000, on: (connection) => connection < 3 }],
  ])('that %s does not hold up the others', async ([_, rule], { onTestFinished }) => {
    const lane = { timeouts: { connect: 4000, envelope: 4000, final: 4000 } };
    const desk = await openSendingDesk(base, { rules: [rule] }, { lane, onTestFinished });
    expect(await desk.send()).toMatchObject({ end: 'done', counts: { sent: PEOPLE } });
    expect(desk.tally()).toMatchObject({ messages: PEOPLE, lost: [], duplicates: [] });
    // Each of the two bad ones may hold a message and the next.
    const { log } = desk.server;
    const firstEnd = log.findIndex((entry) => entry.event === 'ended' && entry.connection < 3);
    const before = log.slice(0, firstEnd).filter(({ event }) => event === 'taken');
    expect(before.length).toBeGreaterThanOrEqual(PEOPLE - 4);
  });

  test('and never comes back leaves everybody queued: no mail server answers', async ({ onTestFinished }) => {
    const desk = await openSendingDesk(base, {}, { onTestFinished });
    await desk.server.close();
    expect(await desk.send()).toMatchObject({
      end: 'unreachable',
      counts: { queued: PEOPLE, failed: 0, uncertain: 0, sending: 0 },
    });
    expect(await desk.store.ledger.sending(1)).toMatchObject({ state: 'sending' });
  });
});
