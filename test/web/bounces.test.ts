import { createHmac, sign } from 'node:crypto';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openBounceHooks } from '../../src/app/index.ts';
import type { WebhookService } from '../../src/config/index.ts';
import type { Subscriber } from '../../src/model.ts';
import { type BounceOffice, bouncesConfig, openBounceOffice } from '../app/bounces-office.ts';
import { sqliteDatabases } from '../setup/stores.ts';
import { makeCertificate } from './bounces-certificate.ts';
import { buildDesk, buildSite } from './desk.ts';

const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:bounces';
const CERTIFICATE_URL = 'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123.pem';
const SECRETS = { generic: 'a secret', ses: TOPIC, postmark: 'postmark:a password', mailgun: 'a key' };
const { pem, privateKey } = makeCertificate(new Date('2020-01-01'), new Date('2049-01-01'));
const expired = makeCertificate(new Date('2020-01-01'), new Date('2021-01-01'));

let office: BounceOffice;
let reader: Subscriber;
let server: FastifyInstance;
let lines: string[];
let fetched: string[];
let certificate: string;

const databases = sqliteDatabases();

async function openServer(webhooks: Partial<Record<WebhookService, string>>): Promise<void> {
  const config = bouncesConfig();
  office = await openBounceOffice(await databases.open(), { ...config, bounces: { ...config.bounces, webhooks } });
  reader = await office.reader();
  [lines, fetched, certificate] = [[], [], pem];
  const bounceHooks = openBounceHooks({
    ...office,
    clock: office.office.clock,
    onFault: (line) => lines.push(line),
    fetchText: async (url) => {
      fetched.push(url);
      return certificate;
    },
  });
  ({ server } = buildSite(buildDesk(), { bounceHooks }));
}

const post = async (service: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  (await server.inject({ method: 'POST', url: `/bounces/${service}`, headers, payload: body })).statusCode;
const seconds = (ago = 0) => `${Math.floor(office.office.clock() / 1000) - ago}`;
const bounces = () => office.store.bounces.ofSubscriber(reader.number);
const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex');

beforeEach(() => openServer(SECRETS));
afterEach(() => server.close());

describe('our own format', () => {
  const report = (more = {}) =>
    JSON.stringify({ id: 'mx1-1', kind: 'hard', status: '5.1.1', returnPath: office.addressFor(reader, 7), ...more });
  const send = (body: string, { timestamp = seconds(), secret = SECRETS.generic } = {}) =>
    post('generic', body, {
      'content-type': 'application/json',
      'x-mujaz-timestamp': timestamp,
      'x-mujaz-signature': hmac(secret, `${timestamp}.${body}`),
    });

  test('a signed report is taken, once', async () => {
    expect(await send(report())).toBe(200);
    expect(await send(report())).toBe(200);
    expect(await bounces()).toMatchObject([{ edition: 7, kind: 'hard', status: '5.1.1' }]);
    expect(await office.suppression(reader)).toBe('bounced');
  });

  test('several reports may come at once, and name the mail or the person in other ways', async () => {
    const messageId = `<coalition-8.${reader.id}@${office.config.sender.address.split('@')[1]}>`;
    const several = [
      { id: 'a', kind: 'soft', status: '5.2.2', messageId },
      { id: 'b', kind: 'soft', recipient: 'Reader@Mail.example' },
      { id: 'c', kind: 'soft', recipient: 'nobody@mail.example' },
    ];
    expect(await send(JSON.stringify({ bounces: several }))).toBe(200);
    expect((await bounces()).map(({ edition }) => edition).sort()).toEqual([0, 8]);
  });

  test('a wrong signature, an old one and one over another body are refused', async () => {
    expect(await send(report(), { secret: 'another' })).toBe(401);
    expect(await send(report(), { timestamp: seconds(301) })).toBe(401);
    expect(await send(report(), { timestamp: seconds(-301) })).toBe(401);
    expect(await send(report(), { timestamp: 'today' })).toBe(401);
    expect(await post('generic', report())).toBe(401);
    expect(await bounces()).toEqual([]);
  });

  test('an address that was not signed here is nobody, and other JSON is refused', async () => {
    expect(await send(report({ returnPath: 'bounces+aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd@digest.example' }))).toBe(
      200,
    );
    for (const body of ['[]', '{', '{"kind":"hard"}', '{"id":"1","kind":"none"}', '{"bounces":[1]}']) {
      expect(await send(body)).toBe(400);
    }
    expect(await bounces()).toEqual([]);
  });
});

describe('Amazon SES', () => {
  type Message = Record<string, string>;
  const told = (kind: object, mail = {}) =>
    JSON.stringify({
      ...kind,
      mail: { source: office.addressFor(reader, 7), destination: ['reader@mail.example'], messageId: '1', ...mail },
    });
  const hard = () =>
    told({
      notificationType: 'Bounce',
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'General',
        bouncedRecipients: [{ emailAddress: 'reader@mail.example', action: 'failed', status: '5.1.1' }],
        feedbackId: 'f1',
        timestamp: '2026-03-01T09:00:00.000Z',
      },
    });
  const envelope = (text: string, more: Message = {}): Message => ({
    Type: 'Notification',
    MessageId: 'm1',
    TopicArn: TOPIC,
    Message: text,
    Timestamp: '2026-03-01T09:00:00.000Z',
    SignatureVersion: '2',
    SigningCertURL: CERTIFICATE_URL,
    ...more,
  });
  const signed = (message: Message, key = privateKey): string => {
    const names = ['Message', 'MessageId', 'Subject', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
    const isNote = message['Type'] === 'Notification';
    const text = names
      .filter((name) => message[name] !== undefined && (!isNote || (name !== 'Token' && name !== 'SubscribeURL')))
      .map((name) => `${name}\n${message[name]}\n`)
      .join('');
    const hash = message['SignatureVersion'] === '1' ? 'RSA-SHA1' : 'RSA-SHA256';
    return JSON.stringify({ ...message, Signature: sign(hash, Buffer.from(text), key).toString('base64') });
  };
  const send = (body: string) => post('ses', body, { 'content-type': 'text/plain; charset=UTF-8' });

  test.each(['1', '2'])(
    'a message with signature version %s is taken, once, and the certificate fetched once',
    async (version) => {
      const body = signed(envelope(hard(), { SignatureVersion: version, Subject: 'Amazon SES' }));
      expect(await send(body)).toBe(200);
      expect(await send(body)).toBe(200);
      expect(fetched).toEqual([CERTIFICATE_URL]);
      expect(await bounces()).toMatchObject([{ edition: 7, kind: 'hard', status: '5.1.1' }]);
      expect(await office.suppression(reader)).toBe('bounced');
    },
  );

  test('a complaint unsubscribes', async () => {
    const complaint = { complainedRecipients: [], complaintFeedbackType: 'abuse', feedbackId: 'f2' };
    expect(await send(signed(envelope(told({ eventType: 'Complaint', complaint }))))).toBe(200);
    expect(await office.now(reader)).toMatchObject({ status: 'left' });
    expect(await office.suppression(reader)).toBe('complained');
  });

  test('a full mailbox is soft; an absence and a delivery are nothing', async () => {
    const bounce = (recipient: object, feedbackId: string) => ({
      notificationType: 'Bounce',
      bounce: { bounceType: 'Transient', bouncedRecipients: [recipient], feedbackId },
    });
    expect(await send(signed(envelope(told(bounce({ status: '5.2.2', action: 'failed' }, 'f3')))))).toBe(200);
    expect(await send(signed(envelope(told(bounce({}, 'f4')))))).toBe(200);
    expect(await send(signed(envelope(told({ notificationType: 'Delivery', delivery: {} }))))).toBe(200);
    expect(await bounces()).toMatchObject([{ kind: 'soft', status: '5.2.2' }]);
  });

  test('messages of others, changed ones, other topics and other places of certificates are refused', async () => {
    expect(await send(signed(envelope(hard()), expired.privateKey))).toBe(401);
    expect(await send(signed(envelope(hard())).replace('5.1.1', '5.1.2'))).toBe(401);
    expect(await send(signed(envelope(hard(), { TopicArn: `${TOPIC}2` })))).toBe(401);
    expect(await send(JSON.stringify(envelope(hard())))).toBe(401);
    expect(await send('no JSON')).toBe(400);
    fetched = [];
    for (const url of [
      'http://sns.eu-central-1.amazonaws.com/a.pem',
      'https://sns.eu-central-1.amazonaws.com.evil.example/a.pem',
      'https://evil.example/sns.eu-central-1.amazonaws.com/a.pem',
      'https://sns.eu-central-1.amazonaws.com:8443/a.pem',
      'https://user@sns.eu-central-1.amazonaws.com/a.pem',
      'https://bucket.s3.amazonaws.com/a.pem',
      'https://sns.eu-central-1.amazonaws.com/a.txt',
    ]) {
      expect(await send(signed(envelope(hard(), { SigningCertURL: url })))).toBe(401);
    }
    expect(fetched).toEqual([]);
    expect(await bounces()).toEqual([]);
  });

  test('an expired certificate is none, and one that cannot be had is asked for again', async () => {
    certificate = expired.pem;
    const other = CERTIFICATE_URL.replace('0123', '4567');
    expect(await send(signed(envelope(hard(), { SigningCertURL: other }), expired.privateKey))).toBe(401);
    certificate = 'no certificate';
    expect(await send(signed(envelope(hard())))).toBe(503);
    certificate = pem;
    expect(await send(signed(envelope(hard())))).toBe(200);
  });

  test('a subscription to the topic is confirmed, at Amazon alone', async () => {
    const confirmation = (url: string) =>
      signed(envelope('You have chosen', { Type: 'SubscriptionConfirmation', Token: 'a-token', SubscribeURL: url }));
    const url = 'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=a-token';
    expect(await send(confirmation(url))).toBe(200);
    expect(fetched).toEqual([CERTIFICATE_URL, url]);
    expect(await send(confirmation('https://evil.example/?Token=a-token'))).toBe(400);
    expect(fetched).toHaveLength(2);
    expect(lines.join()).not.toContain('a-token');
  });
});

describe('Postmark', () => {
  const LOGIN = `Basic ${Buffer.from(SECRETS.postmark).toString('base64')}`;
  const report = (type: string, more = {}) =>
    JSON.stringify({ RecordType: 'Bounce', ID: 1, Type: type, Email: 'reader@mail.example', ...more });
  const send = (body: string, authorization = LOGIN) =>
    post('postmark', body, { 'content-type': 'application/json', authorization });

  test('a report with the right login is taken, once', async () => {
    const body = report('HardBounce', {
      Details: 'smtp;550 5.1.1 unknown',
      Metadata: { from: office.addressFor(reader, 7) },
    });
    expect(await send(body)).toBe(200);
    expect(await send(body)).toBe(200);
    expect(await bounces()).toMatchObject([{ edition: 7, kind: 'hard', status: '5.1.1' }]);
  });

  test('the address is enough to know the person; delays and automatic answers are nothing', async () => {
    for (const type of ['Transient', 'AutoResponder', 'toString']) expect(await send(report(type))).toBe(200);
    expect(await bounces()).toEqual([]);
    expect(await send(report('SpamComplaint', { RecordType: 'SpamComplaint' }))).toBe(200);
    expect(await office.suppression(reader)).toBe('complained');
  });

  test('a wrong login is refused', async () => {
    for (const login of ['', 'Basic', LOGIN.slice(0, -2), `Basic ${Buffer.from('postmark:').toString('base64')}`]) {
      expect(await send(report('HardBounce'), login)).toBe(401);
    }
    expect(await bounces()).toEqual([]);
  });
});

describe('Mailgun', () => {
  let tokens = 0;
  const event = (more = {}) => ({
    event: 'failed',
    severity: 'permanent',
    reason: 'bounce',
    id: 'e1',
    'delivery-status': { code: 550, message: '5.1.1 no such mailbox' },
    envelope: { sender: office.addressFor(reader, 7) },
    recipient: 'reader@mail.example',
    ...more,
  });
  const body = (data: object, { timestamp = seconds(), token = `t${++tokens}`, key = SECRETS.mailgun } = {}) =>
    JSON.stringify({ signature: { timestamp, token, signature: hmac(key, timestamp + token) }, 'event-data': data });
  const send = (text: string) => post('mailgun', text, { 'content-type': 'application/json' });

  test('a signed report is taken; its token is good for once', async () => {
    const first = body(event());
    expect(await send(first)).toBe(200);
    expect(await send(first)).toBe(406);
    expect(await send(body(event()))).toBe(200);
    expect(await bounces()).toMatchObject([{ edition: 7, kind: 'hard', status: '5.1.1' }]);
  });

  test('complaints unsubscribe; what failed for now is nothing yet', async () => {
    expect(await send(body(event({ severity: 'temporary' })))).toBe(200);
    expect(await bounces()).toEqual([]);
    expect(await send(body({ event: 'complained', id: 'e2', recipient: 'reader@mail.example' }))).toBe(200);
    expect(await office.suppression(reader)).toBe('complained');
  });

  test('a wrong key, an old time and no signature are refused', async () => {
    expect(await send(body(event(), { key: 'another' }))).toBe(401);
    expect(await send(body(event(), { timestamp: seconds(601) }))).toBe(401);
    expect(await send(JSON.stringify({ 'event-data': event() }))).toBe(401);
    expect(await send('')).toBe(400);
    expect(await bounces()).toEqual([]);
  });

  test('a report that could not be written down may come again', async () => {
    const text = body(event());
    const { changeBounces } = office.store;
    Object.assign(office.store, { changeBounces: () => Promise.reject(new Error('the disk is full')) });
    expect(await send(text)).toBe(500);
    Object.assign(office.store, { changeBounces });
    expect(await send(text)).toBe(200);
    expect(await bounces()).toHaveLength(1);
  });
});

describe('all of them', () => {
  test('a service without a secret is not there, and neither are other methods and names', async () => {
    await server.close();
    await openServer({ mailgun: 'a key' });
    for (const service of ['generic', 'ses', 'postmark', 'toString', '__proto__'])
      expect(await post(service, '{}')).toBe(404);
    expect((await server.inject('/bounces/mailgun')).statusCode).toBe(404);
    expect(await post('mailgun', '{}')).toBe(401);
  });

  test('whatever a service may send, it is taken or refused, and nothing fails', async () => {
    const key = fc.constantFrom(
      'id',
      'kind',
      'bounces',
      'Type',
      'Email',
      'Metadata',
      'event',
      'envelope',
      'message',
      'x',
    );
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom('hard', 'soft', 'failed', 'HardBounce', 'reader@mail.example', '__proto__', null, 1, true),
        fc.array(tie('tree')),
        fc.dictionary(key, tie('tree')),
      ),
    }));
    let token = 0;
    await fc.assert(
      fc.asyncProperty(fc.dictionary(key, tree), async (told) => {
        const [text, at] = [JSON.stringify(told), seconds()];
        const signature = { timestamp: at, token: `f${++token}`, signature: hmac(SECRETS.mailgun, `${at}f${token}`) };
        const answers = [
          await post('generic', text, {
            'x-mujaz-timestamp': at,
            'x-mujaz-signature': hmac(SECRETS.generic, `${at}.${text}`),
          }),
          await post('postmark', text, { authorization: `Basic ${Buffer.from(SECRETS.postmark).toString('base64')}` }),
          await post('mailgun', JSON.stringify({ signature, 'event-data': told })),
          await post('ses', JSON.stringify({ ...told, TopicArn: TOPIC })),
        ];
        expect(answers.filter((status) => ![200, 400, 401].includes(status))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('a body of more than 256 kB is refused', async () => {
    expect(await post('postmark', Buffer.alloc(256 * 1024 + 1, 'x'))).toBe(413);
  });

  test('faults are told without an address, a token or a secret', async () => {
    for (const service of Object.keys(SECRETS)) await post(service, JSON.stringify({ Email: 'reader@mail.example' }));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('\n')).not.toMatch(/@|a secret|a key|a password/u);
  });
});
