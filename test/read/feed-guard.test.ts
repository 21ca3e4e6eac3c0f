import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageFromFeedItem } from '../../src/read/index.ts';
import { FEED_URL, FORMATS, feedOf, item, onlyItem, readOf, reasonOf, rss } from './feeds.ts';
import { asRefusal, TEXT } from './pages.ts';

const many = (piece: string, times: number) => piece.repeat(times);
const declared = (declaration: string) => rss(item({ description: '&x;' })).replace('<rss', `${declaration}<rss`);

describe('a feed that could do harm', () => {
  test.each([
    ['entities', declared('<!DOCTYPE rss [<!ENTITY x "lol"><!ENTITY y "&x;&x;">]>')],
    ['an external entity', declared('<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>')],
    ['a parameter entity', declared('<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1/"> %p;]>')],
    ['a document type elsewhere', declared('<!DOCTYPE rss SYSTEM "http://127.0.0.1/x.dtd">')],
    ['an entity without a document type', declared('<!ENTITY x "lol">')],
    ['a document type inside', rss('<!DOCTYPE rss>')],
  ])('is refused: %s', (_what, feed) => {
    expect(reasonOf(feed)).toContain('document type');
  });

  test('may speak of document types and entities', () => {
    const { text } = onlyItem({ description: '<![CDATA[مثال: ]]>!DOCTYPE <![CDATA[ENTITY ]]]]>' });
    expect(text).toBe('مثال: !DOCTYPE ENTITY ]]');
    expect(onlyItem({ description: '<![CDATA[<!DOCTYPE x [<!ENTITY y "z">]> &y;]]>' }).html).toContain('<!ENTITY');
  });

  test.each([
    ['crossed tags', rss('<item><title>x</item></title>'), 'cross'],
    ['a tag that closes nothing', `${rss()}</rss>`, 'closes nothing'],
    ['deep nesting', rss(`<item>${many('<a>', 100_000)}`), 'deep'],
    ['thousands of attributes', rss(`<item ${many('a="1" ', 50_000)}/>`), 'attributes'],
    ['a broken attribute', rss('<item a=1></item>'), 'a tag that is none'],
    ['a tag that is none', rss(item({ title: '5 < 6' })), 'a tag that is none'],
    ['a program', rss('<?php echo 1 ?>'), 'processing instruction'],
    ['the character 0', rss(item({ title: 'خبر &#0;' })), '&#0;'],
    ['half a character', rss(item({ title: 'خبر &#xD800;' })), '&#xD800;'],
    ['a character beyond the last', rss(item({ title: 'خبر &#x110000;' })), '&#x110000;'],
    ['an impossible character in an attribute', rss('<item a="&#1114112;"/>'), '&#1114112;'],
    ['thousands of items', rss(many(item(), 5_001)), 'more than 5000 items'],
    [
      'thousands of items in JSON',
      FORMATS['JSON Feed'].replace('[{', `[${many('{},', 5_000)}{`) ?? '',
      'more than 5000',
    ],
    ['a headline of megabytes', rss(item({ title: many('ا', 1_100_000) })), 'a <title> of it'],
    ['a text of megabytes', rss(item({ description: `<![CDATA[${many('ا', 1_100_000)}]]>` })), 'a <description> of it'],
  ])('is refused: %s', (_what, feed, reason) => {
    expect(reasonOf(feed)).toContain(reason);
  });

  test('may have a character reference in what is no text', () => {
    expect(onlyItem({ title: 'خبر', description: '<![CDATA[&#0;]]>' }).html).toBe('&#0;');
  });

  test('of five thousand items is read', () => {
    const items = Array.from({ length: 5_000 }, (_, n) => `<item><title>خبر</title><guid>${n}</guid></item>`);
    expect(readOf(rss(...items)).items).toHaveLength(5_000);
  });

  test('is read without what nobody needs of it', () => {
    const noise = `${many('<category>x</category>', 500)}<author>${many('(', 5_000)}</author><a:b xmlns:a="y"><c/></a:b>`;
    expect(readOf(rss(item().replace('<item>', `<item>${noise}`))).items).toEqual(readOf(rss(item())).items);
  });

  test('whose text no parser should see is refused as a page', () => {
    const nested = onlyItem({ description: `<![CDATA[${many('<div>', 2_000)}${TEXT}]]>` });
    expect(asRefusal(pageFromFeedItem(nested, FEED_URL)).reason).toContain('nested');
  });
});

describe('a feed that is cut', () => {
  test.each(Object.entries(FORMATS))('is refused wherever it is cut: %s', (_format, feed) => {
    const whole = Buffer.from(feed);
    const end = Buffer.from(feed.trimEnd()).length;
    fc.assert(
      fc.property(fc.nat({ max: end - 1 }), (at) => {
        expect(reasonOf(whole.subarray(0, at))).not.toBe('');
      }),
      { numRuns: 40 },
    );
    expect(feedOf(whole.subarray(0, end))).toEqual(feedOf(whole));
  });

  test('has lost bytes in its middle, and gives items or a reason, and no fault', () => {
    const whole = Buffer.from(FORMATS['RSS 2.0']);
    fc.assert(
      fc.property(fc.nat({ max: whole.length }), fc.nat({ max: 200 }), (at, length) => {
        const read = feedOf(Buffer.concat([whole.subarray(0, at), whole.subarray(at + length)]));
        expect('reason' in read || read.items.length <= 2).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

/** Looks at each letter once. */
function plainPass(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i);
  return sum;
}

describe('the time for a feed grows with its length alone', () => {
  const inItem = (inner: string) => rss(`<item><title>خبر</title>${inner}</item>`);

  test.each<readonly [string, string]>([
    ['tags', inItem(`<description>${many('<i></i>', 50_000)}</description>`)],
    ['nested tags', inItem(many('<description>', 100_000))],
    ['attributes', inItem(many(`<a ${many('b="c" ', 150)}/>`, 300))],
    ['ampersands', inItem(`<description>${many('&', 50_000)}</description>`)],
    ['references', inItem(`<description>${many('&#65;', 50_000)}</description>`)],
    ['pieces of text as it is', inItem(`<description>${many('<![CDATA[<]]>', 50_000)}</description>`)],
    ['comments', inItem(many('<!---->', 50_000))],
    ['signs without an end', inItem(`<description><![CDATA[${many('<', 500_000)}]]></description>`)],
    ['names', inItem(many(`<author>${many('(', 200)}</author>`, 400))],
    ['contents', inItem(many('<rdf:li resource="x"/>', 50_000))],
  ])('of %s', (_what, feed) => {
    const time = (work: () => unknown) => {
      const started = performance.now();
      work();
      return performance.now() - started;
    };
    const plain = time(() => Array.from({ length: 20 }, () => plainPass(feed)));
    const read = Math.min(
      time(() => feedOf(feed)),
      time(() => feedOf(feed)),
    );
    // what looks at all of the rest for each of 50,000 pieces takes more than 2,000 times as long
    expect(read / plain).toBeLessThan(400);
  });
});
