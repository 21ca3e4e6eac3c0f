import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { composeMessage, type Envelope } from '../../src/deliver/index.ts';
import type { Variant } from '../../src/model.ts';

const VARIANT: Variant = {
  themes: ['operations'],
  subject: 'أكثر من 22 عملية · مقتل خمسة من عناصر التنظيم',
  html: `<!doctype html><html lang="ar" dir="rtl"><body><h1>موجز</h1><p>${'خبر تجريبي '.repeat(400)}</p></body></html>`,
  text: 'موجز\n\n.خط يبدأ بنقطة\nFrom هنا',
};
const ENVELOPE: Envelope = {
  from: { name: 'موجز، التحالف', address: 'digest@mujaz.example' },
  to: { name: 'قارئ <evil@mujaz.example>, x', address: 'reader@mujaz.example' },
  messageId: 'coalition-1@mujaz.example',
  date: new Date('2025-11-13T06:00:00Z'),
  list: { name: 'موجز التحالف', id: 'coalition.mujaz.example' },
  unsubscribeUrl: 'https://mujaz.example/u/abc',
  boundary: 'coalition-1',
};

describe('composing a message', () => {
  test('an independent parser reads back subject, sender, text and HTML', async () => {
    const mail = await PostalMime.parse(await composeMessage(VARIANT, ENVELOPE));
    expect(mail.subject).toBe(VARIANT.subject);
    expect(mail.from).toEqual(ENVELOPE.from);
    expect(mail.html?.trim()).toBe(VARIANT.html);
    expect(mail.text?.trim().replaceAll('\r\n', '\n')).toBe(VARIANT.text);
  });

  test('a name with brackets and commas adds no recipient', async () => {
    const mail = await PostalMime.parse(await composeMessage(VARIANT, ENVELOPE));
    expect(mail.to?.map((to) => to.address)).toEqual(['reader@mujaz.example']);
  });

  test('the same edition gives the same bytes', async () => {
    expect(await composeMessage(VARIANT, ENVELOPE)).toEqual(await composeMessage(VARIANT, ENVELOPE));
  });

  test('lines end in CRLF and stay under 998 octets (RFC 5322, 2.1.1)', async () => {
    const raw = (await composeMessage(VARIANT, ENVELOPE)).toString('latin1');
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThan(998);
  });

  test('Arabic subject and names are encoded (RFC 2047): no header has a byte above 127', async () => {
    const long = { ...VARIANT, subject: 'خبر مخترع عن 22 عملية في مدينة لا وجود لها. '.repeat(12).trim() };
    const from = { ...ENVELOPE.from, name: 'موجز "التحالف" <x@else.example>\r\nBcc: y@else.example' };
    const raw = (await composeMessage(long, { ...ENVELOPE, from })).toString('latin1');
    const header = raw.slice(0, raw.indexOf('\r\n\r\n'));
    expect(header).not.toMatch(/[^\r\n\x20-\x7e]/u);
    expect(Math.max(...header.split('\r\n').map((line) => line.length))).toBeLessThan(998);
    const mail = await PostalMime.parse(raw);
    expect(mail.subject).toBe(long.subject);
    expect([mail.from?.address, mail.bcc]).toEqual([ENVELOPE.from.address, undefined]);
    expect(mail.headers.find(({ key }) => key === 'list-id')?.value).toContain('<coalition.mujaz.example>');
  });

  test('the list headers let a reader leave with one click (RFC 2369, RFC 8058)', async () => {
    const { headers } = await PostalMime.parse(await composeMessage(VARIANT, ENVELOPE));
    const header = (key: string) => headers.find((h) => h.key === key)?.value;
    expect(header('list-unsubscribe')).toBe('<https://mujaz.example/u/abc>');
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(header('list-id')).toContain('<coalition.mujaz.example>');
  });

  test('a message nobody can leave carries no header that promises it', async () => {
    const { headers } = await PostalMime.parse(await composeMessage(VARIANT, { ...ENVELOPE, unsubscribeUrl: null }));
    expect(headers.filter((h) => h.key.startsWith('list-unsubscribe'))).toEqual([]);
  });
});
