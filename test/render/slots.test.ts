import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutAtSlots, fillSlots, renderEdition, spliceSlots } from '../../src/render/index.ts';
import { EXHIBITS } from '../gallery/editions.ts';
import { OPTIONS } from '../gallery/options.ts';

const NAME = 'slotQ7nameZk29xWmB4t';
const LEAVE = 'slotQ7leaveZk29xWmB4';

test('a variant compiled with slots takes each recipient’s name and links', async () => {
  const { edition } = EXHIBITS[0] as (typeof EXHIBITS)[number];
  const { html, text } = await renderEdition(edition, {
    ...OPTIONS,
    themes: 'all',
    greeting: NAME,
    links: { ...OPTIONS.links, unsubscribe: LEAVE },
  });
  const values = { [NAME]: 'مرحباً سلمى،', [LEAVE]: 'https://digest.example/u/a?b=1&c=2' };
  const filled = spliceSlots(html, values, 'html');
  expect(filled).toContain('مرحباً سلمى، ');
  expect(filled).toContain('href="https://digest.example/u/a?b=1&amp;c=2"');
  expect(filled).not.toMatch(/slotQ7/);
  expect(spliceSlots(text, values, 'text')).toContain('\nhttps://digest.example/u/a?b=1&c=2\n');
});

test('values are escaped in HTML, keep to one line, and are never read as templates', () => {
  const values = { [NAME]: '<b>"{{x}}" & \'y\'</b>\r\nBcc: z' };
  expect(spliceSlots(`[${NAME}]`, values, 'html')).toBe(
    '[&lt;b&gt;&quot;{{x}}&quot; &amp; &#39;y&#39;&lt;/b&gt; Bcc: z]',
  );
  expect(spliceSlots(`[${NAME}]`, values, 'text')).toBe('[<b>"{{x}}" & \'y\'</b> Bcc: z]');
});

test('a slot value that holds another slot’s token is not filled again', () => {
  expect(spliceSlots(`${NAME}|${LEAVE}`, { [NAME]: LEAVE, [LEAVE]: 'x' }, 'text')).toBe(`${LEAVE}|x`);
});

test('a token without a value becomes empty', () => {
  expect(fillSlots(cutAtSlots(`a ${NAME} b`, [NAME]), {}, 'text')).toBe('a  b');
});

test('tokens that could stand in a text by chance are refused', () => {
  expect(() => cutAtSlots('text', ['name'])).toThrow('16 or more');
  expect(() => cutAtSlots('text', ['a.b.c.d.e.f.g.h.i'])).toThrow('16 or more');
});

test('cutting and filling with the tokens themselves gives the body back', () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom(NAME, LEAVE));
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const body = pieces.join('');
      expect(fillSlots(cutAtSlots(body, [NAME, LEAVE]), { [NAME]: NAME, [LEAVE]: LEAVE }, 'text')).toBe(body);
    }),
  );
});
