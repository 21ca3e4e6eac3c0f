import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { composeMessage, makeTemplate, type Template, type TemplateHead } from '../../src/deliver/index.ts';
import type { Variant } from '../../src/model.ts';

const [PREFERENCES, LEAVE, TAG] = ['PreferencesSlot0001', 'LeaveSlotSlotSlot0002', 'TagSlotTagSlot0003'];
const LENGTH = 39;
const TAG_LENGTH = 22;
const SLOTS = [
  { name: 'preferences', placeholder: PREFERENCES, length: LENGTH },
  { name: 'leave', placeholder: LEAVE, length: LENGTH },
  { name: 'tag', placeholder: TAG, length: TAG_LENGTH },
];
const HEAD: TemplateHead = {
  from: { name: 'موجز التحالف', address: 'digest@mujaz.example' },
  messageId: `0007.${TAG}@mujaz.example`,
  date: new Date('2025-11-13T06:00:00Z'),
  list: { name: 'موجز التحالف', id: 'coalition.mujaz.example' },
  unsubscribeUrl: `https://digest.mujaz.example/leave/${LEAVE}`,
  boundary: 'coalition-7',
};
type Values = { readonly preferences: string; readonly leave: string; readonly tag: string };
const VALUES: Values = { preferences: 'p'.repeat(LENGTH), leave: 'L'.repeat(LENGTH), tag: 't'.repeat(TAG_LENGTH) };
const TO = 'reader@town.example';

/** Much Arabic makes it base64, much Latin quoted-printable. */
function variantOf(sentence: string, times: number): Variant {
  const links = `https://digest.mujaz.example/preferences/${PREFERENCES} https://digest.mujaz.example/leave/${LEAVE}.`;
  const paragraphs = Array.from({ length: times }, (_, at) => `<p style="a:b">${at} ${sentence}</p>`).join('\n');
  return {
    themes: ['operations'],
    subject: 'أكثر من 22 عملية · خبر مخترع',
    html: `<html dir="rtl"><body>${paragraphs}<a href="/preferences/${PREFERENCES}">x</a><a href="${LEAVE}">${LEAVE}</a>\n.y</body></html>`,
    text: `${sentence}\n.dot\n${links}\n${`${sentence}\n`.repeat(times)}`,
  };
}
const ARABIC = variantOf('خبر مخترع عن 22 عملية في مدينة لا وجود لها.', 60);
const LATIN = variantOf('.invented news = nothing of it is true, of 22 places.', 60);

/** The same recipient's message, composed whole. */
function composeWhole(variant: Variant, to: string, { preferences, leave, tag }: Values): Promise<Buffer> {
  const fill = (text: string) =>
    text.replaceAll(PREFERENCES, preferences).replaceAll(LEAVE, leave).replaceAll(TAG, tag);
  return composeMessage(
    { ...variant, html: fill(variant.html), text: fill(variant.text) },
    {
      ...HEAD,
      to: { name: '', address: to },
      messageId: fill(HEAD.messageId),
      unsubscribeUrl: fill(HEAD.unsubscribeUrl ?? ''),
    },
  );
}

const onWire = (template: Template, to: string, values: Values) => Buffer.concat(template.fill(to, values)).toString();
const unstuffed = (wire: string) => wire.replace(/^\.\./gmu, '.');
const whole = async (...given: Parameters<typeof composeWhole>) => {
  const text = (await composeWhole(...given)).toString();
  return text.endsWith('\r\n') ? text : `${text}\r\n`;
};

const value = (length: number) => fc.stringMatching(new RegExp(`^[A-Za-z0-9_-]{${length}}$`, 'u'));
const values = fc.record({ preferences: value(LENGTH), leave: value(LENGTH), tag: value(TAG_LENGTH) });
const local = fc.stringMatching(/^[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]{1,30}(?:\.[a-z]{1,30})?$/u);
const domain = fc.oneof(
  fc.domain(),
  fc.constantFrom(
    'Town.Example',
    'مدينة.example',
    'xn--mgbh0fb.example',
    'bücher.example',
    `${'a'.repeat(60)}.example`,
  ),
);
const address = fc.oneof(
  fc.tuple(local, domain).map(([user, host]) => `${user}@${host}`),
  fc.emailAddress(),
  fc.constantFrom('قارئ@مدينة.example', '"a,b"@town.example', `${'long.'.repeat(12)}name@${'sub.'.repeat(20)}example`),
);

describe('a template', () => {
  test.each([
    ['base64', ARABIC],
    ['quoted-printable', LATIN],
  ])('filled for a recipient gives the bytes of the message composed whole (%s)', async (encoding, variant) => {
    const template = await makeTemplate(variant, HEAD, SLOTS);
    expect(onWire(template, TO, VALUES)).toContain(`Content-Transfer-Encoding: ${encoding}`);
    await fc.assert(
      fc.asyncProperty(address, values, async (to, given) => {
        expect(unstuffed(onWire(template, to, given))).toBe(await whole(variant, to, given));
      }),
      { numRuns: 60 },
    );
  });

  test('gives these bytes whatever is written around its slots', async () => {
    const near = fc.string({ unit: fc.constantFrom('.', '=', ' ', '\n', 'a', 'é', 'ع', '<', '-'), maxLength: 90 });
    await fc.assert(
      fc.asyncProperty(fc.tuple(near, near, near), values, fc.boolean(), async ([a, b, c], given, isLatin) => {
        const bulk = (isLatin ? 'plain words ' : 'كلام عربي ').repeat(30);
        const body = `${bulk}${a}${PREFERENCES}${b}${LEAVE}${LEAVE}${c}`;
        const variant = { ...ARABIC, html: body, text: `${body}\n${a}${LEAVE}` };
        const template = await makeTemplate(variant, HEAD, SLOTS);
        expect(unstuffed(onWire(template, TO, given))).toBe(await whole(variant, TO, given));
      }),
      { numRuns: 120 },
    );
  });

  test('is read back by an independent parser as the mail composed whole', async () => {
    for (const variant of [ARABIC, LATIN]) {
      const template = await makeTemplate(variant, HEAD, SLOTS);
      const read = await PostalMime.parse(unstuffed(onWire(template, TO, VALUES)));
      expect(read).toEqual(await PostalMime.parse(await composeWhole(variant, TO, VALUES)));
      expect(read.to).toEqual([{ name: '', address: TO }]);
      expect(read.messageId).toBe(`<0007.${VALUES.tag}@mujaz.example>`);
      expect(read.html).toContain(`/preferences/${VALUES.preferences}`);
      expect(read.text).toContain(`/leave/${VALUES.leave}.`);
      expect(read.headers.find(({ key }) => key === 'list-unsubscribe')?.value).toContain(VALUES.leave);
    }
  });

  test('has lines of at most 76 characters in its bodies, and no line that is a dot alone', async () => {
    for (const variant of [ARABIC, LATIN]) {
      const wire = onWire(await makeTemplate(variant, HEAD, SLOTS), TO, VALUES);
      const lines = wire.slice(wire.indexOf('\r\n\r\n')).replaceAll('\r\n..', '\r\n.').split('\r\n');
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(76);
      expect(`\r\n${wire}`).not.toMatch(/\r\n\.(?!\.)/u);
      expect(wire.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
      expect(wire.endsWith('\r\n')).toBe(true);
    }
  });

  test('takes no address that would begin another header field', async () => {
    const template = await makeTemplate(ARABIC, HEAD, SLOTS);
    for (const breaks of ['\r\n', '\n', '\r', '\u0000', '\u2028'])
      expect(() => template.fill(`a@town.example${breaks}Bcc: b@town.example`, VALUES)).toThrow('line break');
  });

  test('takes no value of another length or with other characters', async () => {
    const template = await makeTemplate(ARABIC, HEAD, SLOTS);
    const refused = [`${'x'.repeat(LENGTH - 1)}\n`, 'x'.repeat(LENGTH + 1), '', `${'x'.repeat(LENGTH - 1)}ع`];
    for (const leave of refused) expect(() => template.fill(TO, { ...VALUES, leave })).toThrow('slot leave');
    expect(() => template.fill(TO, {})).toThrow('slot preferences');
  });

  test('is not made with a slot in the subject line or with too short a value', async () => {
    await expect(makeTemplate({ ...ARABIC, subject: LEAVE }, HEAD, SLOTS)).rejects.toThrow('subject');
    const short = [{ name: 'tag', placeholder: TAG, length: 3 }];
    await expect(makeTemplate(ARABIC, HEAD, short)).rejects.toThrow('fewer');
  });
});
