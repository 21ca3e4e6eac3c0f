import { describe, expect, test } from 'vitest';
import { isRefusal, readLinks, webPage } from '../../src/read/index.ts';
import { inCharset, item, readOf, reasonOf, rss } from './feeds.ts';
import { asPage, TEXT } from './pages.ts';

const NEWS = 'بلدية العينة ترمم الجسر القديم';
const inXml = (charset: string) => rss(item({ title: NEWS, description: TEXT })).replace('UTF-8', charset);
const bare = inXml('UTF-8').replace(/<\?.*?\?>\n/u, '');
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const title = (bytes: Uint8Array, charset: string | null = null) => readOf(bytes, charset).items[0]?.title;

describe('the charset of a feed', () => {
  test.each([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${inXml('UTF-8')}`), null],
    ['UTF-8 whatever is declared', Buffer.from(inXml('windows-1256')), 'iso-8859-1'],
    ['UTF-16 with a mark', utf16(`\ufeff${inXml('UTF-16')}`), null],
    ['UTF-16 with a mark, big end first', utf16(`\ufeff${inXml('UTF-16')}`).swap16(), null],
    ['UTF-16 without a mark, by its declaration', utf16(inXml('UTF-16')), null],
    ['UTF-16 without a mark, by the header', utf16(bare), 'utf-16le'],
    ['windows-1256 by the header', inCharset(bare, 'windows-1256'), '"Windows-1256"'],
    ['windows-1256 by its declaration', inCharset(inXml('windows-1256'), 'windows-1256'), null],
    ['windows-1256 by another name', inCharset(inXml('CP1256'), 'windows-1256'), null],
    ['ISO-8859-6 by its declaration', inCharset(inXml('ISO-8859-6'), 'iso-8859-6'), null],
    ['ISO-8859-6 by another name', inCharset(inXml('ASMO-708'), 'iso-8859-6'), null],
    [
      'its declaration, where the server names a charset without Arabic',
      inCharset(inXml('cp1256'), 'cp1256'),
      'iso-8859-1',
    ],
  ])('is told: %s', (_what, bytes, charset) => {
    expect(title(bytes, charset)).toBe(NEWS);
  });

  test('of the header counts more than that of the declaration', () => {
    expect(title(inCharset(inXml('ISO-8859-6'), 'windows-1256'), 'windows-1256')).toBe(NEWS);
  });

  test.each([
    ['UTF-8 that is windows-1256', inCharset(inXml('UTF-8'), 'windows-1256'), null],
    ['UTF-8 by the header that is windows-1256', inCharset(inXml('windows-1256'), 'windows-1256'), 'utf-8'],
    ['nothing', inCharset(bare, 'windows-1256'), null],
    ['a charset that nobody knows', inCharset(inXml('x-unknown'), 'windows-1256'), null],
    [
      'ISO-8859-6 with bytes that it has not',
      Buffer.concat([inCharset(inXml('ISO-8859-6'), 'iso-8859-6'), Buffer.of(0xff)]),
      null,
    ],
  ])('is never guessed: %s', (_what, bytes, charset) => {
    expect(reasonOf(bytes, charset)).toContain('is not UTF-8');
  });
});

describe('the charset of a page from the web', () => {
  const html = (charset: string) =>
    `<html><head><meta charset="${charset}"><link rel="canonical" href="https://other.example/a"></head>` +
    `<body><h1>${NEWS}</h1><p>${TEXT}</p></body></html>`;
  const url = 'https://namudhaj.example/a';

  test.each([
    ['its own', html('windows-1256'), null],
    ['that of the header', html('iso-8859-6'), 'windows-1256'],
  ])('is %s', (_what, text, charset) => {
    const bytes = inCharset(text, 'windows-1256');
    expect(asPage(webPage({ bytes, charset, url }, 'a', url)).text).toContain(TEXT);
  });

  test('is never guessed', () => {
    const bytes = inCharset(html('utf-8'), 'windows-1256');
    expect(isRefusal(webPage({ bytes, charset: null, url }, 'a', url))).toBe(true);
    expect(readLinks({ bytes, charset: null, url }, '*')).toMatchObject({
      reason: expect.stringContaining('not UTF-8'),
    });
  });

  test('does not matter for its address: that is where it was found, whatever it says', () => {
    const page = asPage(webPage({ bytes: Buffer.from(html('utf-8')), charset: null, url }, 'a', url));
    expect(page).toMatchObject({ id: 'a', format: 'html', meta: { url } });
  });
});
