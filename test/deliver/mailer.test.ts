import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type MailAnswer, type Mailer, openMailer } from '../../src/deliver/index.ts';
import { maskReply } from '../../src/deliver/mask-reply.ts';
import { type Behaviour, reply, startBare, startReceiver, talkUntil } from './receiver.ts';

const TO = 'selma.reader@town.example';
const ENVELOPE = { from: 'digest@mujaz.example', to: TO };
const MESSAGE = Buffer.from('From: digest@mujaz.example\r\nSubject: test\r\n\r\nbody\r\n.dot\r\n');
const PATIENCE_MS = 400;

/** A mailer for one test. */
function mailerFor(smtp: string, patienceMs = 5_000): Mailer {
  const mailer = openMailer({ smtp, outbox: '/nowhere', patienceMs });
  onTestFinished(() => mailer.close());
  return mailer;
}

async function sendTo(behaviour: Behaviour): Promise<MailAnswer> {
  const { url } = await startReceiver(behaviour);
  return mailerFor(url).send(MESSAGE, ENVELOPE);
}

const atRecipient = (code: number, text: string) => sendTo({ onRecipient: () => reply(code, text) });
const atMessage = (code: number, text: string) => sendTo({ onMessage: () => reply(code, text) });

describe('a mail server that takes messages', () => {
  test('gets the message as it is, for the recipient of the envelope alone', async () => {
    const { url, taken } = await startReceiver();
    expect(await mailerFor(url).send(MESSAGE, ENVELOPE)).toMatchObject({ answer: 'accepted' });
    expect(taken).toEqual([{ from: ENVELOPE.from, to: [TO], raw: MESSAGE.toString() }]);
  });

  test('gets many messages over few connections', async () => {
    let connections = 0;
    const onConnect = (_: unknown, done: () => void) => {
      connections++;
      done();
    };
    const { url, taken } = await startReceiver({ options: { onConnect } });
    const mailer = mailerFor(url);
    const answers = await Promise.all(Array.from({ length: 40 }, () => mailer.send(MESSAGE, ENVELOPE)));
    expect(new Set(answers.map(({ answer }) => answer))).toEqual(new Set(['accepted']));
    expect(taken).toHaveLength(40);
    expect(connections).toBeLessThanOrEqual(5);
  });

  test('is asked beforehand whether it takes them', async () => {
    const { url } = await startReceiver();
    expect(await mailerFor(url).verify()).toMatchObject({ answer: 'accepted' });
  });

  test('gets user and password with any signs in them', async () => {
    const seen: unknown[] = [];
    const onAuth: NonNullable<NonNullable<Behaviour['options']>['onAuth']> = ({ username, password }, _, done) => {
      seen.push([username, password]);
      done(null, { user: username });
    };
    const { port } = await startReceiver({ options: { onAuth, allowInsecureAuth: true, authOptional: false } });
    const { answer } = await mailerFor(`smtp://us%40er:p%3Aa%2Fs100%25@127.0.0.1:${port}`).send(MESSAGE, ENVELOPE);
    expect(answer).toBe('accepted');
    expect(seen).toEqual([['us@er', 'p:a/s100%']]);
  });

  test('does so again after it has closed the connection meanwhile', async () => {
    const { url, taken } = await startReceiver({ options: { socketTimeout: 300 } });
    const mailer = mailerFor(url);
    expect(await mailer.send(MESSAGE, ENVELOPE)).toMatchObject({ answer: 'accepted' });
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(await mailer.send(MESSAGE, ENVELOPE)).toMatchObject({ answer: 'accepted' });
    expect(taken).toHaveLength(2);
  });
});

describe('a message that is not taken now is tried again', () => {
  test.each([
    ['greylisting', 450, '4.2.0 try later'],
    ['a full disk', 452, '4.3.1 no space'],
    ['a server that is closing', 421, '4.3.2 closing'],
    ['a rule about the sender, which somebody may mend', 550, '5.7.1 relaying denied'],
    ['commands in the wrong order', 503, '5.5.1 bad sequence'],
  ])('%s', async (_, code, text) => {
    expect(await atRecipient(code, text)).toEqual({ answer: 'try-again', reply: `${code} ${text}` });
  });

  test('the same at the end of the message', async () => {
    expect(await atMessage(451, '4.7.0 later')).toMatchObject({ answer: 'try-again' });
  });

  test('a connection that breaks before the answer', async () => {
    const { url } = await startBare(talkUntil('.', (socket) => socket.destroy()));
    expect(await mailerFor(url).send(MESSAGE, ENVELOPE)).toMatchObject({ answer: 'try-again' });
  });

  test('a server that falls silent at the end of the message, within its time', async () => {
    const { url } = await startBare(talkUntil('.', () => {}));
    const started = performance.now();
    expect(await mailerFor(url, PATIENCE_MS).send(MESSAGE, ENVELOPE)).toMatchObject({ answer: 'try-again' });
    expect(performance.now() - started).toBeLessThan(4 * PATIENCE_MS);
  });

  test('a server that trickles its answer, within its time', async () => {
    const trickle = talkUntil('.', (socket) => {
      const timer = setInterval(() => socket.write('250-slow\r\n'), 50);
      socket.on('close', () => clearInterval(timer));
    });
    const { url } = await startBare(trickle);
    const started = performance.now();
    expect(await mailerFor(url, PATIENCE_MS).send(MESSAGE, ENVELOPE)).toMatchObject({ answer: 'try-again' });
    expect(performance.now() - started).toBeLessThan(4 * PATIENCE_MS);
  });
});

describe('a message that is refused for good', () => {
  test.each([
    ['nobody has the address', 550, '5.1.1 no such user', true],
    ['the domain is not there', 550, '5.1.2 no such host', true],
    ['the domain takes no mail (RFC 7505)', 556, '5.1.10 null MX', true],
    ['the mailbox is full', 552, '5.2.2 over quota', false],
    ['the mailbox is closed', 550, '5.2.1 disabled', false],
    ['no reason is given', 550, 'no', false],
  ])('%s', async (_, code, text, noSuchAddress) => {
    expect(await atRecipient(code, text)).toEqual({ answer: 'refused', reply: `${code} ${text}`, noSuchAddress });
  });

  test('its content is refused', async () => {
    expect(await atMessage(554, '5.6.0 bad content')).toMatchObject({ answer: 'refused', noSuchAddress: false });
  });

  test('it is larger than the server takes', async () => {
    expect(await sendTo({ options: { size: 10 } })).toMatchObject({ answer: 'refused', noSuchAddress: false });
  });
});

describe('a server that cannot be used is nobody’s fault', () => {
  test('it wants another password, and the password is not in the answer', async () => {
    const onAuth: NonNullable<NonNullable<Behaviour['options']>['onAuth']> = (_, __, done) =>
      done(reply(535, '5.7.8 wrong') as Error);
    const { port } = await startReceiver({ options: { onAuth, allowInsecureAuth: true, authOptional: false } });
    const mailer = mailerFor(`smtp://user:hush-hush@127.0.0.1:${port}`);
    const answer = await mailer.send(MESSAGE, ENVELOPE);
    expect(answer).toMatchObject({ answer: 'server-fault' });
    expect(answer.reply).toMatch(/^535 /);
    expect(await mailer.verify()).toMatchObject({ answer: 'server-fault' });
    expect(JSON.stringify(answer)).not.toMatch(/hush|aHVza/);
  });

  test('it wants a login and none is set', async () => {
    const options = { authOptional: false, allowInsecureAuth: true };
    expect(await sendTo({ options })).toMatchObject({ answer: 'server-fault' });
  });

  test('it refuses the sender', async () => {
    const onMailFrom: NonNullable<NonNullable<Behaviour['options']>['onMailFrom']> = (_, __, done) =>
      done(reply(550, '5.7.1 not you') as Error);
    expect(await sendTo({ options: { onMailFrom } })).toMatchObject({ answer: 'server-fault' });
    expect(await atRecipient(550, '5.1.8 no such sender')).toMatchObject({ answer: 'server-fault' });
  });

  test('it greets with a refusal', async () => {
    const { url } = await startBare((socket) => socket.end('554 5.3.2 no service here\r\n'));
    expect(await mailerFor(url).send(MESSAGE, ENVELOPE)).toMatchObject({ answer: 'server-fault' });
  });

  test('it does not answer at all', async () => {
    const { url } = await startBare(() => {});
    expect(await mailerFor(url, PATIENCE_MS).send(MESSAGE, ENVELOPE)).toMatchObject({ answer: 'server-fault' });
  });

  test('it is not there', async () => {
    const mailer = mailerFor('smtp://user:hush-hush@127.0.0.1:1');
    expect(await mailer.send(MESSAGE, ENVELOPE)).toEqual({ answer: 'server-fault', reply: 'ECONNREFUSED' });
  });

  test('its name is not known', async () => {
    const { answer, reply: word } = await mailerFor('smtp://user:hush@mail.invalid:25').send(MESSAGE, ENVELOPE);
    expect(answer).toBe('server-fault');
    expect(word).not.toContain('hush');
  });
});

describe('encryption', () => {
  test('is asked for from every server that is not on this machine', async () => {
    // 127.0.0.1 under a name that does not look like it: no STARTTLS, so nothing may be sent.
    const { port, taken } = await startReceiver();
    const answer = await mailerFor(`smtp://[::ffff:127.0.0.1]:${port}?requireTLS=false&ignoreTLS=true`).send(
      MESSAGE,
      ENVELOPE,
    );
    expect(answer).toMatchObject({ answer: 'server-fault' });
    expect(taken).toEqual([]);
  });

  test('a certificate that nobody vouches for is not taken from elsewhere', async () => {
    const { port, taken } = await startReceiver({ options: { secure: true } });
    const answer = await mailerFor(`smtps://[::ffff:127.0.0.1]:${port}?tls.rejectUnauthorized=false`).send(
      MESSAGE,
      ENVELOPE,
    );
    expect(answer).toMatchObject({ answer: 'server-fault' });
    expect(taken).toEqual([]);
  });

  test('is used on this machine where it is offered, with whatever certificate', async () => {
    let isSecure = false;
    const onMailFrom: NonNullable<NonNullable<Behaviour['options']>['onMailFrom']> = (_, session, done) => {
      isSecure = session.secure;
      done();
    };
    expect(await sendTo({ options: { disabledCommands: [], onMailFrom } })).toMatchObject({ answer: 'accepted' });
    expect(isSecure).toBe(true);
    expect(await sendTo({ options: { secure: true } })).toMatchObject({ answer: 'accepted' });
  });
});

describe('what a server said', () => {
  test('is kept without the addresses it names', async () => {
    const { reply: said } = await atRecipient(550, '5.1.1 <selma.reader@town.example>: user selma.reader unknown');
    expect(said).toBe('550 5.1.1 *** user *** unknown');
  });

  test('never holds an address, whatever stands around it', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom(TO, `<${TO}>,`, 'SELMA.READER', `x=${TO};`, '\r\n', '\u2028'));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const masked = maskReply(`550 ${pieces.join(' ')}`, TO);
        expect(masked.toLowerCase()).not.toMatch(/selma\.reader|@/);
        expect(masked).not.toMatch(/[\r\n]/);
        expect(masked.length).toBeLessThanOrEqual(300);
      }),
    );
  });

  test('is read in linear time', () => {
    const started = performance.now();
    for (const sign of ['a', '@', ' ', '@ ']) maskReply(sign.repeat(1_000_000), TO);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
