/** The judge is judged: a sender that forgets or doubles must not pass. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { openBulkLane } from '../../src/deliver/index.ts';
import { openLedger, people } from '../deliver/bulk-server.ts';
import { type Behaviour, type FaultyServer, openFaultyServer } from './faulty-server.ts';
import type { MailEvent } from './mail-log.ts';
import { tally } from './tally.ts';

const NEVER = new AbortController().signal;
const LISTED = people(20);

async function serverFor(behaviour: Behaviour): Promise<FaultyServer> {
  const server = await openFaultyServer(behaviour);
  onTestFinished(() => server.close());
  return server;
}

/** Sends to 20 people over 3 connections, and once more to whom nothing was said for certain. */
async function sendTo(server: FaultyServer): Promise<ReturnType<typeof openLedger>> {
  const ledger = openLedger(LISTED);
  const lane = { smtp: server.url, connections: 3, backoff: { first: 5, longest: 20 }, patience: 2000 };
  await openBulkLane(lane).run(ledger, NEVER);
  return ledger;
}

describe('the faulty server', () => {
  test('takes every message once when nothing goes wrong', async () => {
    const server = await serverFor({});
    const ledger = await sendTo(server);
    expect(ledger.ended('sent')).toEqual(LISTED);
    expect(tally(server.log, LISTED)).toMatchObject({ messages: 20, lost: [], duplicates: [] });
  });

  test.each([
    ['refuses', { does: 'refuses', at: 'rcpt', reply: '550 5.1.1 nobody' }, 'failed', 0],
    ['puts off', { does: 'refuses', at: 'rcpt', reply: '451 4.7.1 later' }, 'later', 0],
    ['refuses a message', { does: 'refuses', at: 'dot', reply: '554 5.7.1 no' }, 'failed', 0],
    ['loses a reply', { does: 'loses-reply' }, 'uncertain', 1],
    ['loses a message', { does: 'loses-mail' }, 'uncertain', 0],
    ['answers nonsense', { does: 'babbles' }, 'uncertain', 1],
  ] as const)('%s, and the lane hears of it', async (_, misdeed, outcome, taken) => {
    const server = await serverFor({ rules: [{ ...misdeed, to: /^r7@/u }] });
    const ledger = await sendTo(server);
    expect(ledger.ended(outcome)).toEqual(['r7@town.example']);
    const found = tally(server.log, LISTED);
    expect(found.messages).toBe(19 + taken);
    expect(found.lost.length + found.refusedForGood + taken).toBe(1);
  });

  test('breaks connections at every place without taking a message twice', async () => {
    const server = await serverFor({
      rules: [
        { does: 'greets', reply: '421 4.3.2 busy', on: (connection) => connection === 1 },
        { does: 'hangs-up', on: (connection) => connection === 2 },
        { does: 'limits', messages: 3 },
        { does: 'refuses', at: 'rcpt', reply: '421 4.3.2 closing', to: /^r3@/u, tries: 1 },
        { does: 'cuts', to: /^r5@/u, tries: 1 },
        { does: 'tarpits', ms: 5, on: (connection) => connection % 3 === 0 },
      ],
    });
    const ledger = await sendTo(server);
    expect(ledger.ended('sent')).toEqual(LISTED);
    expect(tally(server.log, LISTED)).toMatchObject({ messages: 20, lost: [], duplicates: [] });
  });
});

describe('the tally', () => {
  const taken = (to: string, connection: number, message: number, more: object = {}): MailEvent => ({
    event: 'taken',
    to,
    connection,
    message,
    messageId: `<${to}>`,
    answer: 'given',
    headerTo: to,
    leave: to,
    bytes: 1,
    longestLine: 1,
    ...more,
  });
  const killed = (...open: number[]): MailEvent => ({ event: 'killed', when: 'clock', open });
  const judge = (...log: MailEvent[]) => tally(log, ['a', 'b']);
  const classes = (...log: MailEvent[]) => judge(...log).duplicates.map((duplicate) => duplicate.class);

  test('finds the lost, the strangers, shared links and changed Message-IDs', () => {
    expect(judge(taken('a', 1, 1)).lost).toEqual(['b']);
    expect(judge(taken('c', 1, 1)).strangers).toEqual(['c']);
    expect(judge(taken('a', 1, 1, { headerTo: 'b' })).strangers).toEqual(['a']);
    expect(judge(taken('a', 1, 1), taken('b', 1, 2, { leave: 'a' })).sharedLinks).toBe(1);
    const [other] = judge(taken('a', 1, 1), taken('a', 2, 1, { messageId: '<x>' })).duplicates;
    expect(other?.hasSameId).toBe(false);
  });

  test('excuses the last message of a connection that a kill has ended, and no other', () => {
    expect(classes(taken('a', 1, 1), killed(1), taken('a', 2, 1))).toEqual(['inWindow']);
    expect(classes(taken('a', 1, 1), killed(2), taken('a', 2, 1))).toEqual(['outside']);
    expect(classes(taken('a', 1, 1), taken('b', 1, 2), killed(1), taken('a', 2, 1))).toEqual(['outside']);
    expect(classes(taken('a', 1, 1), { event: 'quit', connection: 1 }, killed(1), taken('a', 2, 1))).toEqual([
      'outside',
    ]);
    expect(classes(taken('a', 1, 1), taken('a', 2, 1))).toEqual(['outside']);
  });

  test('says when the next envelope had begun already', () => {
    const log = [taken('a', 1, 1), { event: 'envelope', connection: 1 }, killed(1), taken('a', 2, 1)] as const;
    expect(judge(...log).duplicates).toMatchObject([{ class: 'inWindow', hadBegunNext: true, kill: 0 }]);
    expect(judge(...log).kills).toEqual([{ when: 'clock', open: 1, duplicates: 1 }]);
  });

  test('excuses what was never answered', () => {
    expect(classes(taken('a', 1, 1, { answer: 'none' }), taken('a', 2, 1))).toEqual(['unanswered']);
    expect(classes(taken('a', 1, 1, { answer: 'late' }), taken('a', 2, 1))).toEqual(['unanswered']);
    const answered: MailEvent = { event: 'answered', connection: 1, message: 1 };
    expect(classes(taken('a', 1, 1, { answer: 'late' }), answered, taken('a', 2, 1))).toEqual(['outside']);
  });

  test('counts who was asked for again after a refusal for good', () => {
    const refused: MailEvent = { event: 'refused', connection: 1, to: 'a', code: 550 };
    expect(judge(refused, taken('b', 1, 1)).askedAgain).toEqual({ inWindow: 0, outside: 0 });
    expect(judge(refused, taken('b', 1, 1)).refusedForGood).toBe(1);
    expect(judge(refused, taken('a', 2, 1)).askedAgain).toEqual({ inWindow: 0, outside: 1 });
    expect(judge(refused, killed(1), taken('a', 2, 1)).askedAgain).toEqual({ inWindow: 1, outside: 0 });
  });
});
