import { describe, expect, test } from 'vitest';
import { pageFromDump } from '../../src/read/index.ts';
import { asPage, asRefusal, HEADLINE, PAGE, TEXT } from './pages.ts';

const read = (text: string) => pageFromDump('page', 'page.txt', text);

describe('a text dump', () => {
  test('becomes the text of the page, unchanged', () => {
    const text = `\ufeff${PAGE}\r\n\u202eمعكوس\u202c \u00a0\n`;
    const page = asPage(read(text));
    expect(page.text).toBe(text);
    expect(page).toMatchObject({ id: 'page', format: 'dump', origin: 'page.txt', title: null });
    expect(page.content).toEqual({ start: 0, end: text.length });
  });

  test('about which nothing is known has an empty meta', () => {
    expect(asPage(read(PAGE)).meta).toEqual({ url: null, source: null, published: null, sample: false, author: null });
  });
});

describe('front matter', () => {
  test('says where the page comes from and when it was published', () => {
    const front =
      '---\nsample: true\nsource: صحيفة النموذج\nurl: https://namudhaj.example/1\npublished: 2024-03-12\nauthor: ليلى النموذجي\nnote: للمحرر\n---\n';
    const page = asPage(read(front + PAGE));
    expect(page.meta).toEqual({
      sample: true,
      source: 'صحيفة النموذج',
      url: 'https://namudhaj.example/1',
      published: { earliest: '2024-03-12', latest: '2024-03-12', basis: 'editor', evidence: [] },
      author: 'ليلى النموذجي',
    });
    expect(page.text.slice(page.content.start)).toBe(PAGE);
  });

  test.each([
    ['2024-03', '2024-03-01', '2024-03-31'],
    ['2024', '2024-01-01', '2024-12-31'],
    ['2024-03-10/2024-03-14', '2024-03-10', '2024-03-14'],
  ])('may give the day of publication as %s', (published, earliest, latest) => {
    const page = asPage(read(`---\npublished: ${published}\n---\n${PAGE}`));
    expect(page.meta.published).toMatchObject({ earliest, latest });
  });

  test('may give the headline, which is found again in the text', () => {
    const page = asPage(read(`---\ntitle: بلدية العيّنة ترمم "الجسر القديم"\n---\nLogo\n${PAGE}`));
    expect(page.text.slice(page.title?.start, page.title?.end)).toBe(HEADLINE);
    expect(page.title?.start).toBeGreaterThan(page.content.start);
  });

  test('may give a headline that the text does not have', () => {
    const page = asPage(read(`---\ntitle: "عنوان من المحرر"\n---\n${TEXT}`));
    expect(page.text.slice(page.title?.start, page.title?.end)).toBe('عنوان من المحرر');
  });

  test('works with CR LF line ends', () => {
    expect(asPage(read(`---\r\nsource: النموذج\r\n---\r\n${PAGE}`)).meta.source).toBe('النموذج');
  });

  test.each([
    ['an unknown key', 'sorce: النموذج', 'line 2: "sorce" is not a known key'],
    [
      'a day the calendar lacks',
      'source: النموذج\npublished: 2024-02-31',
      'line 3: "published": "2024-02-31" is no date of the calendar',
    ],
    ['a date in words', 'published: أمس', 'line 2: "published": "أمس" is no date of the calendar'],
    ['no web address', 'url: javascript:alert(1)', 'line 2: "url": "javascript:alert(1)" is no web address'],
    [
      'an address with a user in it',
      'url: https://good.example@evil.example/',
      'line 2: "url": "https://good.example@evil.example/" is no web address',
    ],
    ['neither true nor false', 'sample: maybe', 'line 2: "sample": found "maybe"'],
    ['a list where one value belongs', 'source: [a, b]', 'line 2: "source" must be one value'],
    ['the same key twice', 'source: a\nsource: b', 'line 3: this is not valid YAML'],
  ])('with %s is refused in one line that names line and key', (_what, front, reason) => {
    const refusal = asRefusal(read(`---\n${front}\n---\n${PAGE}`));
    expect(refusal.reason).toContain(reason);
    expect(`${refusal.reason} ${refusal.next}`).not.toContain('\n');
    expect(refusal.next).not.toBe('');
  });

  test('without its closing line is refused', () => {
    expect(asRefusal(read(`---\nsource: النموذج\n\n${PAGE}`)).reason).toContain('no closing "---" line');
  });

  test('is not what a line of dashes above the text opens', () => {
    expect(asPage(read(`---\n${PAGE}---\n${TEXT}`)).content.start).toBe(0);
    expect(asPage(read(`-----\n${PAGE}`)).content.start).toBe(0);
  });
});

describe('what is no Arabic page', () => {
  test.each([
    ['nothing', '', 'there is no text in it'],
    ['blanks', ' \n\t\u00a0\ufeff\u200f\n', 'there is no text in it'],
    ['a headline alone', 'عنوان بلا نص\n', 'no text beyond a few words'],
    ['another language', 'A headline\n\nNo Arabic at all here, only English text.', 'no Arabic text'],
    ['Arabic that was misread once', Buffer.from(PAGE).toString('latin1'), 'read as Latin letters'],
  ])('is refused: %s', (_what, text, reason) => {
    expect(asRefusal(read(text)).reason).toContain(reason);
  });

  test('is not judged by its beginning alone', () => {
    expect(asPage(read(`${'<a '.repeat(40_000)}\n\n${PAGE}`)).text).toContain(TEXT);
  });
});
