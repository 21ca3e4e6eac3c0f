import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countingForm, maskAddress, readAddress, suggestAddress } from '../../src/app/address.ts';

describe('reading an address', () => {
  test.each([
    ['Salma@Example.ORG', 'Salma@example.org', 'salma@example.org'],
    ['  salma@example.org\n', 'salma@example.org', 'salma@example.org'],
    ['mailto:salma@example.org?subject=x', 'salma@example.org', 'salma@example.org'],
    ['<salma@example.org>', 'salma@example.org', 'salma@example.org'],
    ['\u202bsalma@example.org\u202c', 'salma@example.org', 'salma@example.org'],
    ['salma＠example.org', 'salma@example.org', 'salma@example.org'],
    ['salma@example،org', 'salma@example.org', 'salma@example.org'],
    ['salma@example.org،', 'salma@example.org', 'salma@example.org'],
    ['salma@example.org.', 'salma@example.org', 'salma@example.org'],
    ['سلمى@مثال.إختبار', 'سلمى@xn--mgbh0fb.xn--kgbechtv', 'سلمى@xn--mgbh0fb.xn--kgbechtv'],
    ['E\u0301@example.org', 'É@example.org', 'é@example.org'],
    ['a+b@reader.example', 'a+b@reader.example', 'a+b@reader.example'],
  ])('«%s» is %s', (typed, address, canonical) => {
    expect(readAddress(typed)).toEqual({ address, canonical });
  });

  test.each([
    ['', 'empty'],
    [' \u200f ', 'empty'],
    ['salma', 'no-at'],
    ['salma@', 'no-domain'],
    ['salma@gmail', 'no-domain'],
    ['@example.org', 'malformed'],
    ['Salma <salma@example.org>', 'malformed'],
    ['"a b"@example.org', 'malformed'],
    ['a..b@example.org', 'malformed'],
    ['a\u2028b@example.org', 'malformed'],
    ['a@example.org\r\nBcc: b@example.org', 'malformed'],
    ['a@b@example.org', 'malformed'],
    ['a@exa%41mple.org', 'malformed'],
    ['a@example.org/x', 'malformed'],
    ['a@192.0.2.1', 'malformed'],
    [`a@${'b'.repeat(64)}.org`, 'malformed'],
    [`${'a'.repeat(65)}@example.org`, 'too-long'],
    [`${'ا'.repeat(33)}@example.org`, 'too-long'],
    [`a@${'b.'.repeat(130)}org`, 'too-long'],
    ['a@localhost', 'special-use'],
    ['a@printer.local', 'special-use'],
    ['a@example.invalid', 'special-use'],
    ['a@example.onion', 'special-use'],
  ])('«%s» is refused: %s', (typed, refused) => {
    expect(readAddress(typed)).toEqual({ refused });
  });

  test('64 octets before the @ are allowed', () => {
    expect(readAddress(`${'a'.repeat(64)}@example.org`)).toHaveProperty('address');
  });

  test('whatever is typed: what is read stays the same when it is read again, and fits in a header', () => {
    const part = fc.string({ unit: fc.constantFrom(...'aA.é+سل\u200e\u0301\r\n ،@<>"%_-0٣') });
    fc.assert(
      fc.property(part, part, (local, domain) => {
        const read = readAddress(`${local}@${domain}`);
        if ('refused' in read) return;
        expect(readAddress(read.address)).toEqual(read);
        expect(readAddress(read.canonical)).toMatchObject({ canonical: read.canonical });
        expect(read.address).not.toMatch(/[\s\p{Cc}<>"]/u);
        expect(Buffer.byteLength(read.address)).toBeLessThanOrEqual(254);
      }),
      { numRuns: 2000 },
    );
  });

  test('a text of megabytes is answered at once', () => {
    const began = performance.now();
    for (const sign of [' ', '@', ',', '<', 'a', '\u200f']) readAddress(sign.repeat(3_000_000));
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

describe('suggesting another domain', () => {
  test.each([
    ['gmial.com', 'gmail.com'],
    ['gmail.con', 'gmail.com'],
    ['hotmial.com', 'hotmail.com'],
    ['yaho.com', 'yahoo.com'],
    ['outlok.com', 'outlook.com'],
    ['icoud.com', 'icloud.com'],
    ['maktob.com', 'maktoob.com'],
  ])('%s may mean %s', (typed, meant) => {
    expect(suggestAddress(`سلمى@${typed}`)).toBe(`سلمى@${meant}`);
  });

  test.each([
    ...['gmail.com', 'ymail.com', 'email.com', 'yahoo.fr', 'hotmail.co.uk', 'gmx.de', 'mail.ru', 'proton.me'],
    ...['sana.sy', 'bbc.com', 'cnn.com', 'example.org', 'university.edu.sy', 'xn--mgbh0fb.xn--kgbechtv'],
  ])('%s is left as it is', (domain) => {
    expect(suggestAddress(`salma@${domain}`)).toBeNull();
  });
});

describe('counting letters to a mailbox', () => {
  test.each([
    ['salma+1@example.org', 'salma@example.org'],
    ['salma+a+b@example.org', 'salma@example.org'],
    ['سلمى+خبر@xn--mgbh0fb.xn--kgbechtv', 'سلمى@xn--mgbh0fb.xn--kgbechtv'],
    ['sal.ma@example.org', 'sal.ma@example.org'],
    ['s.al.ma+1@gmail.com', 'salma@gmail.com'],
    ['s.alma@googlemail.com', 'salma@gmail.com'],
    ['salma@mail.gmail.com', 'salma@mail.gmail.com'],
    ['+salma@example.org', '+salma@example.org'],
    ['+salma+1@example.org', '+salma@example.org'],
  ])('%s counts for %s', (canonical, counted) => {
    expect(countingForm(canonical)).toBe(counted);
  });

  test('whatever the address: a tag changes nothing, and what is counted counts for itself', () => {
    const part = fc.string({ unit: fc.constantFrom(...'aé.+س٣'), minLength: 1 });
    const domain = fc.constantFrom('example.org', 'gmail.com', 'googlemail.com', 'xn--mgbh0fb.xn--kgbechtv');
    fc.assert(
      fc.property(part, part, domain, (local, tag, host) => {
        const read = readAddress(`${local}@${host}`);
        const tagged = readAddress(`${local}+${tag}@${host}`);
        if ('refused' in read || 'refused' in tagged) return;
        const counted = countingForm(read.canonical);
        expect(countingForm(tagged.canonical)).toBe(counted);
        expect(countingForm(counted)).toBe(counted);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('showing an address in part', () => {
  test.each([
    ['salma@example.org', 's•••@example.org'],
    ['s@example.org', '•••@example.org'],
    ['سلمى@xn--4gbrim.xn--wgbh1c', 'س•••@موقع.مصر'],
  ])('%s is shown as %s', (address, shown) => {
    expect(maskAddress(address)).toBe(shown);
  });
});
