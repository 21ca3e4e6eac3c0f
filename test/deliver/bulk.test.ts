import { describe, expect, test } from 'vitest';
import { type BulkLaneOptions, openBulkLane } from '../../src/deliver/index.ts';
import { type FaultyServer, type Ledger, openLedger, people, type Script, startFaulty } from './bulk-server.ts';

const QUICK = {
  connections: 1,
  backoff: { first: 5, longest: 20 },
  timeouts: { connect: 600, envelope: 600, body: 1500, final: 1500 },
} as const;
const NEVER = new AbortController().signal;

const byText = (a: unknown, b: unknown) => (String(a) < String(b) ? -1 : 1);

type Sent = { readonly ledger: Ledger; readonly server: FaultyServer };

/** Sends to everyone of the list through a server with this script. */
async function send(list: readonly string[], script: Script, options: Partial<BulkLaneOptions> = {}): Promise<Sent> {
  const server = await startFaulty(script);
  const ledger = openLedger(list);
  await openBulkLane({ smtp: server.url, ...QUICK, ...options }).run(ledger, NEVER);
  return { ledger, server };
}

/** Each case has a server and a ledger of its own, and most of its time is waiting. */
async function atTheSameTime<T>(cases: readonly T[], check: (one: T) => Promise<void>): Promise<void> {
  await Promise.all(cases.map(check));
}

function cross<const A, const B>(some: readonly A[], others: readonly B[]): (readonly [A, B])[] {
  return some.flatMap((one) => others.map((other) => [one, other] as const));
}

const recipients = ({ server }: Sent) => server.taken.map(({ to }) => to).sort(byText);
const repliesTo = ({ ledger }: Sent, to: string) =>
  ledger.outcomes.filter((one) => one.to === to).map(({ outcome }) => outcome);

describe('the bulk lane', () => {
  const offers = { with: ['PIPELINING', 'SIZE 1000000'], without: ['SIZE 1000000'] };
  test.each([
    ['with', 1, 'recorded'],
    ['with', 5, 'recorded'],
    ['with', 1, 'joined'],
    ['with', 5, 'joined'],
    ['without', 1, 'recorded'],
    ['without', 5, 'joined'],
  ] as const)(
    'gives everyone one whole message, %s pipelining, over %i connections, %s',
    async (how, connections, ahead) => {
      const sent = await send(people(60), { offers: offers[how] }, { connections, ahead });
      expect(recipients(sent)).toEqual(people(60).sort(byText));
      expect(sent.ledger.ended('sent')).toHaveLength(60);
      expect(sent.ledger.outcomes).toHaveLength(60);
      for (const { raw } of sent.server.taken)
        expect(raw).toBe('Subject: invented\r\n\r\ninvented\r\n.a dot in front\r\nend\r\n');
      expect(sent.server.connections()).toBeLessThanOrEqual(connections);
    },
  );

  test('writes the envelope at once where the server pipelines, and step by step where it does not', async () => {
    const piped = await send(people(2), {});
    expect(piped.server.groups[1]).toBe(
      '1: MAIL FROM:<digest@mujaz.example> SIZE=57 RCPT TO:<r1@town.example> DATA'.replace('57', sizeOf(piped)),
    );
    const stepwise = await send(people(1), { offers: [] });
    expect(stepwise.server.groups.map((group) => group.slice(3, 7))).toEqual([
      'EHLO',
      'MAIL',
      'RCPT',
      'DATA',
      '<bod',
      'QUIT',
    ]);
  });

  test('writes the next envelope together with the end of a message when it goes ahead', async () => {
    const { server } = await send(people(3), {}, { ahead: 'joined' });
    expect(server.groups.filter((group) => /<body>\. MAIL .* RCPT .* DATA$/u.test(group))).toHaveLength(2);
    const { server: patient } = await send(people(3), {}, { ahead: 'recorded' });
    expect(patient.groups.filter((group) => group.includes('<body>. MAIL'))).toHaveLength(0);
  });

  test('goes ahead by itself when the server is far away, and not when it is near', async () => {
    const far = await send(people(30), { latency: 15 }, { ahead: 'auto' });
    expect(far.server.groups.filter((group) => group.includes('<body>. MAIL')).length).toBeGreaterThan(1);
    const near = await send(people(9), {}, { ahead: 'auto' });
    expect(near.server.groups.filter((group) => group.includes('<body>. MAIL'))).toHaveLength(0);
  });

  test.each(['recorded', 'joined'] as const)(
    'holds the dot back until the ledger knows the result before (%s)',
    async (ahead) => {
      let [early, dots] = [0, 0];
      const lastOf = new Map<number, string>();
      const recorded = new Set<string>();
      const server = await startFaulty({
        at: ({ step, connection, to }) => {
          if (step !== 'dot') return undefined;
          dots++;
          const before = lastOf.get(connection);
          if (before !== undefined && !recorded.has(before)) early++;
          lastOf.set(connection, to);
          return undefined;
        },
      });
      const ledger = openLedger(people(30), { settleMs: 4 });
      const settle: Ledger['settle'] = async (message, outcome) => {
        await ledger.settle(message, outcome);
        recorded.add(message.to);
      };
      await openBulkLane({ smtp: server.url, ...QUICK, connections: 3, ahead }).run({ ...ledger, settle }, NEVER);
      expect([early, dots]).toEqual([0, 30]);
    },
  );

  test.each([1, 2])('has at most %i messages out that the ledger does not know, when it is told so', async (most) => {
    for (const ahead of ['recorded', 'joined'] as const) {
      let [out, highest] = [0, 0];
      const server = await startFaulty({
        at: ({ step }) => {
          if (step === 'dot') highest = Math.max(highest, ++out);
          return undefined;
        },
      });
      const ledger = openLedger(people(40), { settleMs: 3 });
      const settle: Ledger['settle'] = async (message, outcome) => {
        await ledger.settle(message, outcome);
        out--;
      };
      const options = { ...QUICK, connections: 5, ahead, mostUnrecorded: most };
      await openBulkLane({ smtp: server.url, ...options }).run({ ...ledger, settle }, NEVER);
      expect(highest).toBe(most);
      expect(ledger.ended('sent')).toHaveLength(40);
    }
  });

  test('reads replies that come byte by byte and in many lines', async () => {
    const at: Script['at'] = ({ step }) =>
      step === 'rcpt' ? { reply: '250-2.1.5 one\r\n250-2.1.5 two\r\n250 2.1.5 three' } : undefined;
    const offered = { dribbles: true, offers: ['PIPELINING'] };
    const sent = await send(people(4), {
      ...offered,
      at: (moment) => (moment.to === 'r2@town.example' ? at(moment) : undefined),
    });
    expect(sent.ledger.ended('sent')).toHaveLength(4);
    expect(sent.server.connections()).toBe(1);
  });

  test('opens a new connection after so many messages', async () => {
    const sent = await send(people(10), {}, { messagesPerConnection: 3 });
    expect(sent.server.connections()).toBe(4);
    expect(sent.ledger.ended('sent')).toHaveLength(10);
  });

  test('opens no connection when nothing is due, and one for one message', async () => {
    expect((await send([], {}, { connections: 5 })).server.connections()).toBe(0);
    expect((await send(people(1), {}, { connections: 5 })).server.connections()).toBe(1);
  });

  test('keeps to so many messages in a second', async () => {
    const began = performance.now();
    await send(people(10), {}, { messagesPerSecond: 50, connections: 3 });
    expect(performance.now() - began).toBeGreaterThan(170);
  });

  test('sends bodies larger than any buffer on the way', async () => {
    const server = await startFaulty();
    const big = `${'0123456789'.repeat(7)}\r\n`.repeat(12_000);
    const ledger = openLedger(people(4), { body: () => big });
    await openBulkLane({ smtp: server.url, ...QUICK, ahead: 'joined' }).run(ledger, NEVER);
    expect(server.taken.map(({ raw }) => raw.length)).toEqual(Array(4).fill(big.length + 21));
  });
});

const sizeOf = ({ server }: Sent) => /SIZE=(\d+)/u.exec(server.groups[1] ?? '')?.[1] ?? '';

describe('a recipient', () => {
  const atSecond =
    (step: string, reply: string): NonNullable<Script['at']> =>
    (moment) =>
      moment.step === step && moment.to === 'r2@town.example' ? { reply } : undefined;

  test.each([
    ['rcpt', '550 5.1.1 no such user', { outcome: 'failed', reply: '550 5.1.1 no such user', noSuchAddress: true }],
    ['rcpt', '552 5.2.2 full', { outcome: 'failed', reply: '552 5.2.2 full', noSuchAddress: false }],
    ['rcpt', '451 4.7.1 greylisted', { outcome: 'later', reply: '451 4.7.1 greylisted' }],
    ['rcpt', '550 5.7.1 not from you', { outcome: 'failed', reply: '550 5.7.1 not from you', noSuchAddress: false }],
    ['rcpt', '550 no', { outcome: 'failed', reply: '550 no', noSuchAddress: false }],
    ['data', '451 4.3.0 later', { outcome: 'later', reply: '451 4.3.0 later' }],
    ['dot', '554 5.6.0 content', { outcome: 'failed', reply: '554 5.6.0 content', noSuchAddress: false }],
    ['dot', '550 5.7.1 spam', { outcome: 'failed', reply: '550 5.7.1 spam', noSuchAddress: false }],
    ['dot', '452 4.2.2 later', { outcome: 'later', reply: '452 4.2.2 later' }],
  ])('that is refused at %s with «%s» disturbs nobody else', async (step, reply, outcome) => {
    await atTheSameTime(cross([['PIPELINING'], []], ['recorded', 'joined']), async ([offers, ahead]) => {
      const sent = await send(people(5), { offers, at: atSecond(step, reply) }, { ahead });
      expect(repliesTo(sent, 'r2@town.example')).toEqual([outcome]);
      expect(sent.ledger.ended('sent')).toHaveLength(4);
      expect(sent.server.connections()).toBe(1);
    });
  });

  test('that is refused, with DATA taken all the same, gets an empty message and the talk goes on', async () => {
    const at: Script['at'] = ({ step, to }) =>
      step === 'rcpt' && to.startsWith('r2@') ? { reply: '550 5.1.1 no such user' } : undefined;
    const server = await startFaulty({
      at: (moment) =>
        moment.step === 'data' && moment.to.startsWith('!') ? { reply: '354 go on all the same' } : at(moment),
    });
    // The server of this test does not read a body after its own 354: the lone dot is one more command to it.
    const ledger = openLedger(people(4));
    await openBulkLane({ smtp: server.url, ...QUICK }).run(ledger, NEVER);
    expect(ledger.ended('failed')).toEqual(['r2@town.example']);
    expect(ledger.ended('sent')).toHaveLength(3);
    expect(server.groups.some((group) => group === '1: .')).toBe(true);
    expect(server.connections()).toBe(1);
  });

  test('that is no address is not asked for', async () => {
    const odd = [
      'a@town.example>\r\nRCPT TO:<b@town.example',
      'nobody',
      '@town.example',
      `${'x'.repeat(250)}@town.example`,
    ];
    const sent = await send([...odd, 'good@town.example'], {});
    expect(sent.ledger.ended('failed')).toEqual(odd);
    expect(recipients(sent)).toEqual(['good@town.example']);
  });

  test('with letters outside ASCII in front of the @ needs a server that takes them', async () => {
    const list = ['قارئ@town.example', 'reader@مدينة.example'];
    const plain = await send(list, {});
    expect(plain.ledger.ended('failed')).toEqual(['قارئ@town.example']);
    expect(JSON.stringify(plain.ledger.outcomes)).toContain('SMTPUTF8');
    expect(recipients(plain)).toEqual(['reader@xn--hgbk6aj7f.example'.replace('xn--hgbk6aj7f', domainOf(plain))]);
    const able = await send(list, { offers: ['PIPELINING', 'SMTPUTF8', '8BITMIME'] });
    expect(able.ledger.ended('sent')).toHaveLength(2);
    expect(able.server.groups.filter((group) => group.includes('SMTPUTF8 BODY=8BITMIME'))).toHaveLength(1);
  });

  test('whose message is larger than the server takes is told before it is sent', async () => {
    const sent = await send(people(2), { offers: ['PIPELINING', 'SIZE 10'] });
    expect(sent.ledger.ended('failed')).toHaveLength(2);
    expect(sent.server.groups.join()).not.toContain('MAIL');
  });

  test('is not named in what is kept of the replies', async () => {
    const at: Script['at'] = ({ step, to }) => (step === 'rcpt' ? { reply: `550 5.1.1 <${to}> unknown` } : undefined);
    const { ledger } = await send(['selma.reader@town.example'], { at });
    expect(JSON.stringify(ledger.outcomes.map(({ outcome }) => outcome))).not.toMatch(/selma|town/u);
  });
});

const domainOf = ({ server }: Sent) => /@([^.]+)\./u.exec(server.taken[0]?.to ?? '')?.[1] ?? '';

describe('a connection', () => {
  const once = (step: string, fault: ReturnType<NonNullable<Script['at']>>): NonNullable<Script['at']> => {
    let isDone = false;
    return (moment) => {
      if (isDone || moment.step !== step || !(moment.to.includes('r3@') || step === 'greeting' || step === 'ehlo'))
        return undefined;
      isDone = true;
      return fault;
    };
  };

  const CLOSING = { reply: '421 4.3.2 closing', ends: 'closed' } as const;
  test.each([
    ['greeting', CLOSING],
    ['greeting', { ends: 'closed' }],
    ['greeting', { ends: 'reset' }],
    ['greeting', { ends: 'mute' }],
    ['ehlo', { ends: 'closed' }],
    ['rcpt', CLOSING],
    ['rcpt', { ends: 'closed' }],
    ['rcpt', { ends: 'reset' }],
    ['rcpt', { ends: 'mute' }],
    ['rcpt', { reply: '\u0016\u0003 nonsense' }],
    ['rcpt', { reply: '503 5.5.1 bad sequence' }],
    ['data', { ends: 'closed' }],
    ['data', { reply: '250 what?' }],
    ['dot', CLOSING],
  ] as const)('that fails at %s with %o harms no message: another one takes over', async (step, fault) => {
    await atTheSameTime(cross(['recorded', 'joined'], [1, 5]), async ([ahead, connections]) => {
      const sent = await send(people(20), { at: once(step, fault) }, { ahead, connections });
      expect(recipients(sent)).toEqual(people(20).sort(byText));
      expect(sent.ledger.ended('sent')).toHaveLength(20);
      expect(sent.server.connections()).toBeGreaterThan(1);
      expect(sent.ledger.faults).toEqual([]);
    });
  });

  test.each([
    [{ ends: 'closed', takes: true }],
    [{ ends: 'reset', takes: true }],
    [{ ends: 'mute', takes: true }],
    [{ reply: '\u0016\u0003 nonsense' }],
    [{ ends: 'closed' }],
  ] as const)('that fails after the dot with %o leaves one message uncertain and no other', async (fault) => {
    await atTheSameTime(['recorded', 'joined'] as const, async (ahead) => {
      const sent = await send(people(20), { at: once('dot', fault) }, { ahead, connections: 2 });
      expect(sent.ledger.ended('uncertain')).toEqual(['r3@town.example']);
      expect(sent.ledger.ended('sent')).toHaveLength(19);
      expect(new Set(recipients(sent)).size).toBe(recipients(sent).length);
    });
  });

  test('that is cut in the middle of a message harms nothing', async () => {
    const server = await startFaulty({ offers: ['PIPELINING'], at: once('body', { ends: 'reset' }) });
    // More than the buffers of the system hold: the end of it has not left when the connection breaks.
    const big = `${'0123456789'.repeat(7)}\r\n`.repeat(200_000);
    let calls = 0;
    const body = (to: string) => (to.startsWith('r3@') && calls++ === 0 ? big : 'small\r\n');
    const ledger = openLedger(people(5), { body });
    await openBulkLane({ smtp: server.url, ...QUICK }).run(ledger, NEVER);
    expect(server.taken.map(({ to }) => to).sort(byText)).toEqual(people(5));
    expect(repliesTo({ ledger, server }, 'r3@town.example').map(({ outcome }) => outcome)).toEqual([
      'unharmed',
      'sent',
    ]);
  });

  test('that refuses more than so many messages is followed by another', async () => {
    const at: Script['at'] = ({ step, taken }) =>
      step === 'mail' && taken >= 4 ? { reply: '421 4.7.0 too many messages', ends: 'closed' } : undefined;
    for (const ahead of ['recorded', 'joined'] as const) {
      const sent = await send(people(20), { at }, { ahead, connections: 2 });
      expect(sent.ledger.ended('sent')).toHaveLength(20);
      expect(recipients(sent)).toHaveLength(20);
    }
  });

  test('that answers slowly or not at all does not stop the others', async () => {
    const at: Script['at'] = ({ step, connection }) =>
      step === 'rcpt' && connection === 1 ? { ends: 'mute' } : undefined;
    const server = await startFaulty({ at });
    const ledger = openLedger(people(200));
    const patient = { ...QUICK, timeouts: { ...QUICK.timeouts, envelope: 1500 } };
    const running = openBulkLane({ smtp: server.url, ...patient, connections: 5 }).run(ledger, NEVER);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(ledger.ended('sent').length).toBeGreaterThanOrEqual(198);
    await running;
    expect(ledger.ended('sent')).toHaveLength(200);
  });

  test('that leaves the last dot unanswered does not hold up the others for long', async () => {
    const at: Script['at'] = ({ step, to }) =>
      step === 'dot' && to === 'r1@town.example' ? { ends: 'mute' } : undefined;
    const server = await startFaulty({ at });
    const ledger = openLedger(people(50));
    const options = { ...QUICK, timeouts: { ...QUICK.timeouts, final: 1800 }, connections: 2, mostUnrecorded: 1 };
    const running = openBulkLane({ smtp: server.url, ...options }).run(ledger, NEVER);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    // All but that one and the one that its connection has claimed.
    expect(ledger.ended('sent')).toHaveLength(48);
    await running;
    expect(ledger.ended('uncertain')).toEqual(['r1@town.example']);
  });

  test('that says things nobody asked for is not trusted', async () => {
    let isDone = false;
    const sent = await send(people(6), {
      at: ({ step, to }) => {
        if (isDone || step !== 'dot' || to !== 'r3@town.example') return undefined;
        isDone = true;
        return { reply: '250 2.0.0 taken\r\n250 2.0.0 and once more' };
      },
    });
    // Not counted by this server, as it has answered by itself.
    expect(sent.ledger.ended('sent')).toHaveLength(6);
    expect(sent.server.connections()).toBeGreaterThan(1);
  });
});

describe('a server that cannot be used', () => {
  test.each([
    ['greeting', '554 5.3.2 no service here'],
    ['mail', '550 5.7.1 not you'],
    ['mail', '530 5.7.0 log in first'],
    ['rcpt', '550 5.1.8 no such sender'],
  ])('says so at %s with «%s»: the run ends and nobody is to blame', async (step, reply) => {
    for (const connections of [1, 5]) {
      const at: Script['at'] = (moment) => (moment.step === step ? { reply, ends: 'closed' } : undefined);
      const sent = await send(people(20), { at }, { connections });
      expect(sent.ledger.faults).toEqual([reply]);
      expect(sent.ledger.faultKinds).toEqual(['refused']);
      expect(new Set(sent.ledger.outcomes.map(({ outcome }) => outcome.outcome))).toEqual(new Set(['unharmed']));
    }
  });

  test('is given up when nothing has come of it for long enough', async () => {
    const ledger = openLedger(people(3));
    let clock = 0;
    const pauses: number[] = [];
    const world = {
      now: () => clock,
      random: () => 0.5,
      pause: async (ms: number) => {
        pauses.push(ms);
        clock += ms;
      },
    };
    const options = { ...QUICK, backoff: { first: 1000, longest: 60_000 }, patience: 300_000, world };
    await openBulkLane({ smtp: 'smtp://127.0.0.1:1', ...options }).run(ledger, NEVER);
    expect(ledger.faults).toEqual(['ECONNREFUSED']);
    expect(ledger.faultKinds).toEqual(['unreachable']);
    expect(pauses.slice(0, 8)).toEqual([750, 1500, 3000, 6000, 12_000, 24_000, 45_000, 45_000]);
    expect(new Set(ledger.outcomes.map(({ outcome }) => outcome.outcome))).toEqual(new Set(['unharmed']));
  });

  test('for a while is waited for', async () => {
    const at: Script['at'] = ({ step, connection }) =>
      step === 'greeting' && connection < 6 ? { reply: '421 4.3.2 starting', ends: 'closed' } : undefined;
    const sent = await send(people(10), { at }, { connections: 2 });
    expect(sent.ledger.ended('sent')).toHaveLength(10);
  });
});

describe('stopping', () => {
  test('begins no message any more and finishes the open ones', async () => {
    const server = await startFaulty({ latency: 10 });
    const ledger = openLedger(people(500));
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 150);
    const began = performance.now();
    await openBulkLane({ smtp: server.url, ...QUICK, connections: 3, ahead: 'joined' }).run(ledger, stop.signal);
    expect(performance.now() - began).toBeLessThan(1000);
    expect(ledger.ended('sent').sort(byText)).toEqual(server.taken.map(({ to }) => to).sort(byText));
    expect(ledger.ended('sent').length).toBeGreaterThan(0);
    expect(ledger.ended('uncertain')).toEqual([]);
    expect(ledger.outcomes).toHaveLength(ledger.begun());
  });

  test('waits for open ones so long and no longer', async () => {
    const at: Script['at'] = ({ step, to }) =>
      step === 'dot' && to === 'r1@town.example'
        ? { ends: 'mute' }
        : step === 'rcpt' && to === 'r2@town.example'
          ? { ends: 'mute' }
          : undefined;
    const server = await startFaulty({ at });
    const ledger = openLedger(people(2));
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    const patient = { ...QUICK, timeouts: {}, grace: 100 };
    await openBulkLane({ smtp: server.url, ...patient, connections: 2 }).run(ledger, stop.signal);
    expect(ledger.outcomes.map(({ to, outcome }) => [to, outcome.outcome]).sort(byText)).toEqual([
      ['r1@town.example', 'uncertain'],
      ['r2@town.example', 'unharmed'],
    ]);
  });

  test('by a ledger that fails sends nothing further and tells of the failure', async () => {
    const server = await startFaulty();
    const ledger = openLedger(people(50));
    const settle: Ledger['settle'] = async (message, outcome) => {
      if (ledger.outcomes.length >= 5) throw new Error('disk full');
      await ledger.settle(message, outcome);
    };
    for (const ahead of ['recorded', 'joined'] as const)
      await expect(
        openBulkLane({ smtp: server.url, ...QUICK, connections: 2, ahead }).run({ ...ledger, settle }, NEVER),
      ).rejects.toThrow('disk full');
    // Five on disk, and at most one per connection that could not be written down, in each of two runs.
    expect(server.taken.length).toBeLessThanOrEqual(5 + 4);
  });
});
