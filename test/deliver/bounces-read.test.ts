import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readReport } from '../../src/deliver/index.ts';

const FOLDER = join(import.meta.dirname, 'bounce-mails');
const ADDRESS = 'bounces+aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd@digest.example';

const mail = (name: string) => readFileSync(join(FOLDER, `${name}.eml`));
const read = async (bytes: Uint8Array) => {
  const report = await readReport(bytes);
  if (!report) throw new Error('the mail was not read');
  return report;
};

describe('what a report says', () => {
  test.each([
    ['no-such-mailbox', 'hard', '5.1.1'],
    ['no-such-domain', 'hard', '5.1.2'],
    ['mailbox-disabled', 'hard', '5.2.1'],
    ['capitals', 'hard', '5.1.10'],
    ['unspecific-with-code', 'hard', '5.1.1'],
    ['unspecific-with-words', 'hard', '5.1.1'],
    ['mailbox-full', 'soft', '5.2.2'],
    ['tried-too-long', 'soft', '4.4.1'],
    ['refused-by-policy', 'soft', '5.7.1'],
    ['delayed', 'delayed', '4.4.1'],
    ['delivered', 'delivered', '2.0.0'],
    ['relayed', 'delivered', '2.1.5'],
    ['expanded', 'delivered', '2.0.0'],
  ])('a delivery status notification: %s is %s (%s)', async (name, kind, status) => {
    expect(await read(mail(name))).toMatchObject({ kind, status, recipients: [ADDRESS] });
  });

  test('a complaint names the envelope sender of the mail that it is about', async () => {
    expect(await read(mail('complaint'))).toMatchObject({
      kind: 'complaint',
      recipients: ['complaints@digest.example'],
      mailedFrom: [ADDRESS],
    });
    expect(await read(mail('complaint-to-the-address'))).toMatchObject({ kind: 'complaint', recipients: [ADDRESS] });
  });

  test('feedback that a mail was no spam is no complaint', async () => {
    expect((await read(mail('not-spam'))).kind).toBe('other');
  });

  test.each([
    ['qmail', 'hard', '5.1.1'],
    ['qmail-full', 'soft', '5.2.2'],
    ['exim', 'soft', ''],
    ['exim-delay', 'delayed', ''],
  ])('a bounce in prose: %s is %s, and the copy of the mail in it says nothing', async (name, kind, status) => {
    expect(await read(mail(name))).toMatchObject({ kind, status, recipients: [ADDRESS] });
  });

  test.each(['away', 'away-in-arabic', 'precedence', 'x-autoreply', 'read-receipt'])(
    'an automatic answer is no bounce: %s',
    async (name) => {
      expect((await read(mail(name))).kind).toBe('auto-reply');
    },
  );

  test('a person who writes to the address is no bounce', async () => {
    expect((await read(mail('a-person'))).kind).toBe('other');
  });
});

describe('hostile mails', () => {
  const MEGABYTES = 10 * 1024 * 1024;
  const HEAD = `From: MAILER-DAEMON@x.example\r\nTo: ${ADDRESS}\r\n`;
  const nested = Array.from(
    { length: 5000 },
    (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n`,
  ).join('');
  const filled = (start: string, unit: string) => Buffer.alloc(MEGABYTES, unit).fill(start, 0, start.length);

  test.each([
    ['one line without an end', filled(`${HEAD}\r\n`, 'a')],
    ['empty lines', filled(`${HEAD}\r\n`, '\n')],
    ['NULs', filled(`${HEAD}\r\n`, '\0')],
    ['codes without end', filled(`${HEAD}\r\n`, '5.1.')],
    ['a header without end', filled(HEAD, 'x')],
    ['headers without end', filled(HEAD, 'To: a@b.example\r\n')],
    ['recipients without end', filled(`${HEAD}Cc: x\r\nDelivered-To: `, 'a@b,')],
    ['parts without end', filled(`${HEAD}Content-Type: multipart/report; boundary=b\r\n\r\n`, '--b\r\n\r\n')],
    ['parts within parts', Buffer.from(`${HEAD}${nested}`)],
    ['a boundary that never comes', filled(`${HEAD}Content-Type: multipart/report; boundary=b\r\n\r\n`, '-')],
    ['no boundary at all', filled(`${HEAD}Content-Type: multipart/report\r\n\r\n`, 'Action: failed\r\n')],
    ['broken base64', filled(`${HEAD}Content-Transfer-Encoding: base64\r\n\r\n`, '=\n')],
    [
      'a status that never ends',
      filled(
        `${HEAD}Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n`,
        'Action: failed\r\nStatus: 5.1.1\r\n\r\n',
      ),
    ],
    ['comments without end', filled(`${HEAD}Content-Type: `, '(')],
    ['parameters without end', filled(`${HEAD}Content-Type: a/b`, ';a*0="')],
  ])('%s of 10 MB cost no more than two seconds', async (_, bytes) => {
    const before = performance.now();
    await readReport(bytes);
    expect(performance.now() - before).toBeLessThan(2000);
  });

  test('whatever comes in, something is made of it and nothing is thrown', async () => {
    const piece = fc.constantFrom(
      'Content-Type: multipart/report; boundary=b\r\n',
      'Content-Type: message/delivery-status\r\n',
      'To: <a@b>\r\n',
      '\r\n',
      '--b\r\n',
      '--b--\r\n',
      'Action: failed\r\n',
      'Status: 5.1.1\r\n',
      '\0',
      'ü: ',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), async (pieces) => {
        const report = await readReport(Buffer.from(pieces.join('')));
        expect(report === null || typeof report.kind === 'string').toBe(true);
      }),
    );
  });
});
