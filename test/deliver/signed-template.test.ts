import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import {
  composeMessage,
  type DkimSigner,
  makeTemplate,
  openBulkLane,
  type Template,
  type TemplateHead,
} from '../../src/deliver/index.ts';
import type { Variant } from '../../src/model.ts';
import { openLedger, people } from './bulk-server.ts';
import { startReceiver } from './receiver.ts';
import { newSigner, verdictOn } from './signed-mail.ts';

const [LEAVE, ID] = ['LeaveSlotSlotSlot0002', 'IdSlotIdSlot0003'];
const [LEAVE_LENGTH, ID_LENGTH] = [39, 11];
const SLOTS = [
  { name: 'leave', placeholder: LEAVE, length: LEAVE_LENGTH },
  { name: 'id', placeholder: ID, length: ID_LENGTH },
];
const HEAD: TemplateHead = {
  from: { name: 'موجز التحالف', address: 'digest@mujaz.example' },
  messageId: `coalition-7.${ID}@mujaz.example`,
  date: new Date('2025-11-13T06:00:00Z'),
  list: { name: 'موجز التحالف، نشرة مخترعة طويلة الاسم', id: 'coalition.mujaz.example' },
  unsubscribeUrl: `https://digest.mujaz.example/leave/${LEAVE}`,
  boundary: 'coalition-7',
};
const VALUES = { leave: 'L'.repeat(LEAVE_LENGTH), id: '-'.repeat(ID_LENGTH) };
const TO = 'reader@town.example';
const SIGNER = newSigner(1024);

type Values = typeof VALUES;

/** Around the slots stands what is given; much Arabic makes it base64, much Latin quoted-printable. */
function variantOf([a, b, c]: readonly [string, string, string], isLatin: boolean): Variant {
  const bulk = (isLatin ? 'plain  words, invented ' : 'كلام  عربي مخترع ').repeat(30);
  const body = `${bulk}${a}${LEAVE}${b}${LEAVE}${LEAVE}${c}`;
  const subject = 'أكثر من 22 عملية في مدينة لا وجود لها، وهذا العنوان طويل لا يسعه سطر واحد';
  return { themes: ['operations'], subject, html: body, text: `${body}\n${a}${LEAVE}${c}` };
}

async function signedWhole(variant: Variant, to: string, { leave, id }: Values, signer: DkimSigner): Promise<string> {
  const fill = (text: string) => text.replaceAll(LEAVE, leave).replaceAll(ID, id);
  const message = await composeMessage(
    { ...variant, html: fill(variant.html), text: fill(variant.text) },
    {
      ...HEAD,
      to: { name: '', address: to },
      messageId: fill(HEAD.messageId),
      unsubscribeUrl: fill(HEAD.unsubscribeUrl ?? ''),
    },
  );
  return (await signer.sign(message)).toString('latin1').trimEnd();
}

async function signedOf(template: Template, to: string, values: Values): Promise<string> {
  const wire = Buffer.concat(await template.fillSigned(to, values)).toString('latin1');
  return wire.replace(/^\.\./gmu, '.');
}

const value = (length: number) => fc.stringMatching(new RegExp(`^[A-Za-z0-9_-]{${length}}$`, 'u'));
const values = fc.record({ leave: value(LEAVE_LENGTH), id: value(ID_LENGTH) });
const near = fc
  .array(fc.constantFrom('.', '=', ' ', '  ', '\t', '\n', '\n\n', '\n.', 'a', 'é', 'ع', '<', '-'), { maxLength: 60 })
  .map((list) => list.join(''));
const address = fc.oneof(
  fc.emailAddress(),
  fc.constantFrom(
    'قارئ@مدينة.example',
    'reader@مدينة.example',
    '"a  b"@town.example',
    `${'long.'.repeat(12)}n@${'sub.'.repeat(20)}example`,
  ),
);

describe('a signed template', () => {
  test('verifies whatever is written around its slots, in both encodings', async () => {
    let quoted = 0;
    await fc.assert(
      fc.asyncProperty(fc.tuple(near, near, near), values, fc.boolean(), async (around, given, isLatin) => {
        const template = await makeTemplate(variantOf(around, isLatin), HEAD, SLOTS, SIGNER);
        const signed = await signedOf(template, TO, given);
        if (signed.includes('quoted-printable')) quoted++;
        expect(await verdictOn(Buffer.from(signed, 'latin1'), SIGNER)).toMatchObject({ result: 'pass' });
      }),
      { numRuns: 100 },
    );
    expect(quoted).toBeGreaterThan(20);
    expect(quoted).toBeLessThan(90);
  });

  test.each([true, false])(
    'gives each recipient the bytes of a message composed and signed whole (%s)',
    async (isLatin) => {
      const variant = variantOf(['\n.', '  \n ', '\n\n \n'], isLatin);
      const template = await makeTemplate(variant, HEAD, SLOTS, SIGNER);
      await fc.assert(
        fc.asyncProperty(address, values, async (to, given) => {
          const signed = await signedOf(template, to, given);
          expect(signed.trimEnd()).toBe(await signedWhole(variant, to, given, SIGNER));
          expect(await verdictOn(Buffer.from(signed, 'latin1'), SIGNER)).toMatchObject({ result: 'pass' });
        }),
        { numRuns: 40 },
      );
    },
  );

  test('covers the recipient, the Message-ID and all list headers', async () => {
    const signed = await signedOf(await makeTemplate(variantOf(['', '', ''], false), HEAD, SLOTS, SIGNER), TO, VALUES);
    const names = (await verdictOn(Buffer.from(signed, 'latin1'), SIGNER)).signed;
    const all =
      'from to subject date message-id mime-version content-type list-id list-unsubscribe list-unsubscribe-post';
    expect(new Set(names)).toEqual(new Set(`${all} auto-submitted precedence content-language`.split(' ')));
    for (const [was, becomes] of [
      [TO, 'writer@town.example'],
      [VALUES.id, '_'.repeat(ID_LENGTH)],
    ] as const) {
      expect(signed).toContain(was);
      expect((await verdictOn(Buffer.from(signed.replace(was, becomes), 'latin1'), SIGNER)).result).not.toBe('pass');
    }
  });

  test('has Arabic subject and names encoded, no byte above 127 and no line over 998 in it', async () => {
    for (const isLatin of [true, false]) {
      const variant = variantOf(['', '', ''], isLatin);
      const signed = await signedOf(await makeTemplate(variant, HEAD, SLOTS, SIGNER), TO, VALUES);
      expect(signed).not.toMatch(/[^\r\n\x20-\x7e]/u);
      expect(Math.max(...signed.split('\r\n').map((line) => line.length))).toBeLessThan(998);
      const mail = await PostalMime.parse(signed);
      expect([mail.subject, mail.from]).toEqual([variant.subject, HEAD.from]);
      const listId = mail.headers.find(({ key }) => key === 'list-id')?.value ?? '';
      expect(listId).toMatch(/<coalition\.mujaz\.example>$/u);
    }
  });

  test('signs many at once, each for its own recipient', async () => {
    const template = await makeTemplate(variantOf(['', '', ''], false), HEAD, SLOTS, SIGNER);
    const list = people(50);
    const given = (at: number) => ({
      leave: String(at).padStart(LEAVE_LENGTH, 'x'),
      id: String(at).padStart(ID_LENGTH, 'y'),
    });
    const signed = await Promise.all(list.map((to, at) => signedOf(template, to, given(at))));
    for (const [at, message] of signed.entries()) {
      expect(message).toContain(`\r\nTo: ${list[at]}\r\n`);
      expect(message).toContain(given(at).id);
      expect(await verdictOn(message, SIGNER)).toMatchObject({ result: 'pass' });
    }
  });

  test('arrives through the bulk lane as it was signed, with a return address of each recipient', async () => {
    const { port, taken } = await startReceiver();
    const template = await makeTemplate(variantOf(['\n.', '\n..', '\n'], true), HEAD, SLOTS, SIGNER);
    const ledger = openLedger(people(10));
    const next = async () => {
      const message = await ledger.next();
      if (!message) return null;
      const bytes = await template.fillSigned(message.to, VALUES);
      return { ...message, from: `bounces+${message.key}.a_B-9=x@mujaz.example`, chunks: () => bytes };
    };
    const lane = openBulkLane({ smtp: `smtp://127.0.0.1:${port}`, connections: 2 });
    await lane.run({ ...ledger, next }, new AbortController().signal);
    expect(ledger.ended('sent')).toHaveLength(10);
    expect(new Set(taken.map(({ from }) => from)).size).toBe(10);
    for (const { raw } of taken) expect(await verdictOn(raw, SIGNER)).toMatchObject({ result: 'pass' });
  });

  test('refuses values and addresses that a plain one refuses, and to sign without a key', async () => {
    const variant = variantOf(['', '', ''], true);
    const template = await makeTemplate(variant, HEAD, SLOTS, SIGNER);
    await expect(template.fillSigned(TO, { leave: 'x' })).rejects.toThrow('slot leave');
    await expect(template.fillSigned('a@town.example\r\nBcc: b@town.example', VALUES)).rejects.toThrow('line break');
    const unsigned = await makeTemplate(variant, HEAD, SLOTS);
    await expect(unsigned.fillSigned(TO, VALUES)).rejects.toThrow('signer');
  });

  test('is not made when what the key signs does not verify', async () => {
    const other = newSigner(1024);
    const mixed = { ...SIGNER, check: other.check };
    await expect(makeTemplate(variantOf(['', '', ''], true), HEAD, SLOTS, mixed)).rejects.toThrow('does not verify');
  });

  test('needs no slot at all', async () => {
    const head = { ...HEAD, messageId: 'x@mujaz.example', unsubscribeUrl: null };
    const variant = { ...variantOf(['', '', ''], true), html: '<p>x</p>', text: 'x  \n\n\n' };
    const template = await makeTemplate(variant, head, [], SIGNER);
    const wire = Buffer.concat(await template.fillSigned(TO, {}));
    expect(await verdictOn(wire, SIGNER)).toMatchObject({ result: 'pass' });
  });
});
