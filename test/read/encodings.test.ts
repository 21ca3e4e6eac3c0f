import { describe, expect, test } from 'vitest';
import { asPage, asRefusal, folderWith, PAGE, readAll, TEXT } from './pages.ts';

/** Text in a one-byte charset, by turning the platform's decoder round. */
function inCharset(text: string, label: string): Uint8Array {
  const decoder = new TextDecoder(label);
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Uint8Array.from(text, (char) => bytes.get(char) ?? 0x3f);
}

const resultOf = async (content: Uint8Array, name = 'page.txt') => (await readAll(folderWith({ [name]: content })))[0];

const utf16 = (text: string) => Buffer.from(text, 'utf16le');

describe('an encoding that is sure', () => {
  test.each([
    ['UTF-8', Buffer.from(PAGE)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${PAGE}`)],
    ['UTF-16 little endian with a mark', utf16(`\ufeff${PAGE}`)],
    ['UTF-16 big endian with a mark', utf16(`\ufeff${PAGE}`).swap16()],
  ])('is read: %s', async (_name, bytes) => {
    expect(asPage(await resultOf(bytes)).text).toContain(TEXT);
  });

  test('may be an older Arabic one when the page declares it', async () => {
    for (const charset of ['windows-1256', 'ISO-8859-6']) {
      // ISO-8859-6 has none of the quotation marks that windows-1256 has
      const html = `<html><head><meta charset="${charset}"></head><body><p>${TEXT}</p></body></html>`;
      expect(asPage(await resultOf(inCharset(html, charset), 'page.html')).text).toContain(TEXT);
    }
  });

  test('keeps presentation forms as they were written', async () => {
    const forms = `\ufe91\ufef4\ufe8e\ufee5 ${TEXT}`;
    expect(asPage(await resultOf(Buffer.from(forms))).text).toBe(forms);
  });
});

describe('an encoding that would have to be guessed', () => {
  test.each([
    ['windows-1256', inCharset(PAGE, 'windows-1256'), 'looks like windows-1256'],
    ['ISO-8859-6', inCharset(PAGE, 'iso-8859-6'), 'looks like windows-1256 or ISO-8859-6'],
    ['UTF-16 without a mark', utf16(PAGE), 'looks like UTF-16'],
    ['a torn copy', Buffer.from(TEXT.slice(0, -1)).subarray(0, -1), 'ends in the middle of a letter'],
    ['overlong letters', Buffer.concat([Buffer.from(PAGE), Buffer.from([0xc0, 0xaf])]), 'is not UTF-8'],
    ['surrogates', Buffer.concat([Buffer.from(PAGE), Buffer.from([0xed, 0xa0, 0x80])]), 'is not UTF-8'],
  ])('is refused: %s', async (_name, bytes, reason) => {
    expect(asRefusal(await resultOf(bytes)).reason).toContain(reason);
  });

  test('is refused where HTML says UTF-8 and is something else', async () => {
    const html = inCharset(
      `<html><head><meta charset="utf-8"></head><body><p>${TEXT}</p></body></html>`,
      'windows-1256',
    );
    expect(asRefusal(await resultOf(html, 'page.html')).reason).toContain('is not UTF-8');
  });

  test('the place of the first wrong byte is named', async () => {
    const bytes = Buffer.concat([Buffer.from('خبر '), Buffer.from([0xff]), Buffer.from(PAGE)]);
    expect(asRefusal(await resultOf(bytes)).reason).toContain('byte 8 is not UTF-8');
  });
});
