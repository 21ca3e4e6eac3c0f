import { createPrivateKey, generateKeyPairSync, type JsonWebKeyInput } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { composeLetterMessage, DkimFault, type DkimSigner, openDkim, openMailer } from '../../src/deliver/index.ts';
import { startReceiver } from './receiver.ts';
import { newKey, newSigner, verdictOn } from './signed-mail.ts';

const OURS = { domain: 'mujaz.example', selector: 'mujaz1' };
const pemOf = ({ privateKey }: ReturnType<typeof generateKeyPairSync>) =>
  (privateKey as ReturnType<typeof createPrivateKey>).export({ type: 'pkcs8', format: 'pem' }).toString();
const SIGNER = newSigner();

const LETTER = composeLetterMessage(
  {
    subject: 'تأكيد الاشتراك في «موجز»',
    html: '<p dir="rtl">خبر مخترع.</p>',
    text: 'خبر مخترع.  \n.نقطة\n\n\n',
    file: { name: 'بيانات.csv', type: 'text/csv', content: 'a,b\r\n1,2\r\n' },
  },
  {
    from: { name: 'موجز', address: 'digest@mujaz.example' },
    to: 'reader@town.example',
    messageId: 'letter-1@mujaz.example',
    date: new Date('2025-11-13T06:00:00Z'),
    unsubscribeUrl: 'https://digest.mujaz.example/leave/abc',
    boundary: 'letter-1',
  },
);

describe('a signed message', () => {
  test('verifies with both list headers, and no second sender can be added to it', async () => {
    const signed = await SIGNER.sign(await LETTER);
    const { result, signed: names } = await verdictOn(signed, SIGNER);
    const named = /h=([^;]+);/u.exec(signed.toString('latin1'))?.[1]?.trim().split(/:\s*/u) ?? [];
    expect(result).toBe('pass');
    expect(names).toEqual(expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post', 'subject', 'to']));
    expect(named.filter((name) => name === 'from')).toHaveLength(2);
    expect(new Set(named)).toEqual(new Set(names));
    for (const added of ['From: other@else.example\r\n', 'from : other@else.example\r\n'])
      expect((await verdictOn(added + signed.toString('latin1'), SIGNER)).result).toMatch(/^(?:fail|neutral)/u);
  });

  test.each([
    ['Subject: invented', 'Subject: another'],
    ['List-Unsubscribe: <https://a.example/1>', 'List-Unsubscribe: <https://a.example/2>'],
    ['\r\n\r\nbody', '\r\n\r\nBody'],
  ])('does not verify when «%s» becomes «%s»', async (was, becomes) => {
    const header = 'From: a@mujaz.example\r\nSubject: invented\r\nList-Unsubscribe: <https://a.example/1>';
    const signed = (await SIGNER.sign(Buffer.from(`${header}\r\n\r\nbody\r\n`))).toString();
    expect((await verdictOn(signed, SIGNER)).result).toBe('pass');
    expect(signed).toContain(was);
    expect((await verdictOn(signed.replace(was, becomes), SIGNER)).result).not.toBe('pass');
    expect(() => SIGNER.check(Buffer.from(signed.replace(was, becomes)))).toThrow('does not verify');
  });

  test('verifies whatever white space, line ends and fields it is made of', async () => {
    const letter = fc.constantFrom(' ', '\t', '\r\n', '\n', '.', 'a', 'عربي', '\u00a0', '\u000b', '=', '-');
    const words = fc.array(letter, { maxLength: 40 }).map((list) => list.join(''));
    const value = fc.array(fc.constantFrom(' ', '\t', 'a', '\r\n b', 'ع', ':', ';'), { maxLength: 20 });
    const field = fc.tuple(
      fc.constantFrom('Subject', 'To', 'List-Id', 'X-Other', 'PRECEDENCE', 'subject '),
      value.map((list) => list.join('')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(field, { maxLength: 6 }), words, async (fields, body) => {
        const lines = fields.map(([name, text]) => `${name}:${text} x\r\n`);
        const message = Buffer.from(`From: a@mujaz.example\r\n${lines.join('')}\r\n${body}`);
        const signed = await SIGNER.sign(message);
        expect((await verdictOn(signed, SIGNER)).result).toBe('pass');
        expect(() => SIGNER.check(signed)).not.toThrow();
      }),
      { numRuns: 150 },
    );
  });

  test('has lines of at most 80 characters in its signature, and the same bytes each time', async () => {
    const domain = `${'sub.'.repeat(10)}mujaz.example`;
    const signer = openDkim({ domain, selector: 'a'.repeat(60), keyPem: newKey(2048) });
    const signed = await signer.sign(await LETTER);
    expect(await signer.sign(await LETTER)).toEqual(signed);
    const [field = ''] = signed.toString('latin1').split(/\r\n(?![ \t])/u);
    const lines = field.split('\r\n');
    expect(Math.max(...lines.slice(2).map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(998);
    expect((await verdictOn(signed, signer)).result).toBe('pass');
  });
});

describe('a key', () => {
  const locked = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'hush' },
  });
  test.each([
    ['of another kind', pemOf(generateKeyPairSync('ed25519')), 'type ed25519, not rsa'],
    ['for PSS alone', pemOf(generateKeyPairSync('rsa-pss', { modulusLength: 2048 })), 'type rsa-pss, not rsa'],
    ['of fewer than 1024 bits', newKey(768), '768 bits, fewer than 1024'],
    ['under a passphrase', locked.privateKey, 'locked with a passphrase'],
    ['that is the public half', locked.publicKey, 'cannot be read'],
    ['that is no key', 'hush, no key', 'cannot be read'],
    ['that is nothing', '', 'cannot be read'],
  ])('%s is refused in one line, with the next step', (_, keyPem, what) => {
    let fault: unknown;
    try {
      openDkim({ ...OURS, keyPem });
    } catch (error) {
      fault = error;
    }
    expect(fault).toBeInstanceOf(DkimFault);
    const { message, next } = fault as DkimFault;
    expect(message).toContain(what);
    expect(next).toContain('openssl');
    expect(`${message}${next}`).not.toMatch(/\n|hush|BEGIN/u);
  });

  test('of fewer than 2048 bits is taken with a warning', async () => {
    const signer = newSigner(1024);
    expect(signer.warnings).toEqual([expect.stringContaining('1024 bits')]);
    expect((await verdictOn(await signer.sign(await LETTER), signer)).result).toBe('pass');
    expect(SIGNER.warnings).toEqual([]);
  });

  test('whose signatures do not verify is found out by the probe, and signs nothing', async () => {
    const [jwk, other] = [newKey(2048), newKey(2048)].map((pem) => createPrivateKey(pem).export({ format: 'jwk' }));
    // The parts that sign are another key's.
    const { n, e } = jwk ?? {};
    const mixed = createPrivateKey({ key: { ...other, n, e }, format: 'jwk' } as JsonWebKeyInput);
    const keyPem = mixed.export({ type: 'pkcs8', format: 'pem' }).toString();
    const signer = openDkim({ ...OURS, keyPem });
    await expect(signer.probe()).rejects.toThrow(DkimFault);
    await expect(signer.sign(await LETTER)).rejects.toThrow(DkimFault);
    await expect(signer.signatureOf({ names: [], text: '' }, '')).rejects.toThrow(DkimFault);
  });

  test('is published as a TXT record that receivers can read', () => {
    expect(SIGNER.record.name).toBe('mujaz1._domainkey.mujaz.example');
    expect(SIGNER.record.text).toMatch(/^v=DKIM1; k=rsa; p=[A-Za-z0-9+/]{300,}=*$/u);
  });

  test('needs a domain and a selector that are names, and writes the domain in ASCII', () => {
    const keyPem = newKey(1024);
    expect(openDkim({ ...OURS, domain: 'موجز.example', keyPem }).domain).toMatch(/^xn--[a-z0-9]+\.example$/u);
    for (const domain of ['', 'a;b', 'a/b', 'a b', 'a\r\nb'])
      expect(() => openDkim({ ...OURS, domain, keyPem })).toThrow('domain');
    for (const selector of ['', 'a;b', 'a\r\nX: y', '-'])
      expect(() => openDkim({ ...OURS, selector, keyPem })).toThrow('selector');
  });
});

describe('the mailer with a key', () => {
  const ENVELOPE = { from: 'digest@mujaz.example', to: 'reader@town.example' };

  test('signs what it hands to a mail server: what arrives verifies', async () => {
    const { port, taken } = await startReceiver({});
    const mailer = openMailer({ smtp: `smtp://127.0.0.1:${port}`, outbox: '', signer: SIGNER });
    onTestFinished(() => mailer.close());
    expect(await mailer.verify()).toMatchObject({ answer: 'accepted' });
    expect(await mailer.send(await LETTER, ENVELOPE)).toMatchObject({ answer: 'accepted' });
    expect((await verdictOn(taken[0]?.raw ?? '', SIGNER)).result).toBe('pass');
  });

  test('signs what it writes into a folder', async () => {
    const outbox = mkdtempSync(join(tmpdir(), 'mujaz-signed-'));
    onTestFinished(() => rmSync(outbox, { recursive: true }));
    await openMailer({ smtp: null, outbox, signer: SIGNER }).send(await LETTER, ENVELOPE);
    const [name = ''] = readdirSync(outbox);
    expect((await verdictOn(readFileSync(join(outbox, name)), SIGNER)).result).toBe('pass');
  });

  test('sends nothing unsigned: a letter waits as for a server that is not there', async () => {
    const outbox = mkdtempSync(join(tmpdir(), 'mujaz-unsigned-'));
    onTestFinished(() => rmSync(outbox, { recursive: true }));
    const failing: DkimSigner = {
      ...SIGNER,
      probe: () => Promise.reject(new DkimFault('the DKIM key does not sign', 'make another one')),
      sign: () => Promise.reject(new DkimFault('the DKIM key does not sign', 'make another one')),
    };
    const mailer = openMailer({ smtp: null, outbox, signer: failing });
    const waits = { answer: 'server-fault', reply: 'the DKIM key does not sign' };
    expect(await mailer.send(await LETTER, ENVELOPE)).toEqual(waits);
    expect(await mailer.verify()).toEqual(waits);
    expect(readdirSync(outbox)).toEqual([]);
  });
});
