import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openReplyParser, type Reply } from '../../src/deliver/bulk/reply-parser.ts';

/** Reads a text in chunks that end at these places. */
function readCut(text: string, cuts: readonly number[]): { readonly replies: Reply[]; readonly isGarbage: boolean } {
  const parser = openReplyParser();
  const bytes = Buffer.from(text);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const replies: Reply[] = [];
  for (const [at, end] of places.slice(1).entries()) {
    const read = parser.read(bytes.subarray(places[at], end));
    replies.push(...read.replies);
    if (read.isGarbage) return { replies, isGarbage: true };
  }
  return { replies, isGarbage: false };
}

const words = fc.string({ unit: fc.constantFrom('a', ' ', '-', '5', '.', 'ع', 'é', '<', '\r'), maxLength: 30 });
const reply = fc
  .record({ code: fc.integer({ min: 200, max: 599 }), lines: fc.array(words, { minLength: 1, maxLength: 4 }) })
  .map(({ code, lines }) => ({
    code,
    text: lines.map((line, at) => `${code}${at < lines.length - 1 ? '-' : ' '}${line.replaceAll('\r', '')}`),
  }));

describe('replies of a mail server', () => {
  test('are the same wherever their bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(reply, { maxLength: 6 }), fc.array(fc.nat(), { maxLength: 12 }), (replies, cuts) => {
        const sent = replies.map(({ text }) => `${text.join('\r\n')}\r\n`).join('');
        const expected = replies.map(({ code, text }) => ({ code, text: text.join('\n') }));
        expect(readCut(sent, cuts)).toEqual({ replies: expected, isGarbage: false });
      }),
    );
  });

  test('may be a code alone, end in a bare line feed, and have empty lines between them', () => {
    expect(readCut('250\r\n\r\n220 hello\n', []).replies).toEqual([
      { code: 250, text: '250' },
      { code: 220, text: '220 hello' },
    ]);
  });

  test.each([
    '\u0016\u0003 nonsense\r\n',
    '25 ok\r\n',
    '2500 ok\r\n',
    '150 go\r\n',
    '250-one\r\n550 two\r\n',
    `250 ${'x'.repeat(9000)}\r\n`,
    'x'.repeat(9000),
    '250-again\r\n'.repeat(1000),
  ])('are none when they read %s, and those before it count', (garbage) => {
    for (const cuts of [[], [3, 9, 30]]) {
      const { replies, isGarbage } = readCut(`250 fine\r\n${garbage}`, cuts);
      expect([replies, isGarbage]).toEqual([[{ code: 250, text: '250 fine' }], true]);
    }
  });
});
