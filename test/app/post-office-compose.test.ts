import PostalMime, { type Email } from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { composeLetter, type LetterContent } from '../../src/app/letters.ts';
import type { LetterKind } from '../../src/model.ts';
import type { DueLetter } from '../../src/store/index.ts';
import { sqliteDatabases } from '../setup/stores.ts';
import { freshVault, newsroomConfig, START } from './post-office-letters.ts';

const TO = 'selma.reader@town.example';
const LINKS = { preferences: '/preferences/PREFERENCES-TOKEN', leave: '/leave/LEAVE-TOKEN' };
const CONTENTS: Readonly<Record<LetterKind, LetterContent>> = {
  confirm: {
    to: TO,
    ticket: 'TICKET-TOKEN',
    days: 7,
    choice: { digest: 'coalition', themes: ['operations', 'not-there-any-more'] },
  },
  'already-subscribed': { to: TO, links: LINKS, choice: { digest: 'coalition', themes: 'all' } },
  'new-address': { to: TO, ticket: 'TICKET-TOKEN', days: 7 },
  'address-moved': { to: TO, links: { leave: LINKS.leave } },
  'data-copy': { to: TO, links: LINKS, data: { address: TO, themes: ['operations'], note: 'خبر', at: null } },
};
const KINDS = Object.keys(CONTENTS) as LetterKind[];

const databases = sqliteDatabases();

async function compose(kind: LetterKind, content: LetterContent = CONTENTS[kind]): Promise<Email & { raw: string }> {
  const vault = await freshVault(await databases.open());
  const sealed = vault.seal('letter', JSON.stringify(content));
  const letter: DueLetter = { id: `id-of-${kind}`, kind, subscriber: 1, content: sealed, at: START, attempts: 1 };
  const config = newsroomConfig();
  const first = await composeLetter(config, vault, letter);
  const again = await composeLetter(config, vault, { ...letter, attempts: 2 });
  expect(again.message).toEqual(first.message);
  expect(first.envelope).toEqual({ from: config.sender.address, to: TO });
  return { ...(await PostalMime.parse(first.message)), raw: first.message.toString('latin1') };
}

const headerOf = ({ headers }: Email, key: string) => headers.find((header) => header.key === key)?.value;

describe.each(KINDS)('the message of the letter «%s»', (kind) => {
  test('is from the sender to the address alone, with an id and a date of its own', async () => {
    const mail = await compose(kind);
    expect(mail.from).toEqual({ name: 'موجز', address: 'digest@mujaz.example' });
    expect(mail.to).toEqual([{ name: '', address: TO }]);
    expect(mail.messageId).toBe(`<id-of-${kind}@mujaz.example>`);
    expect(new Date(mail.date ?? 0).getTime()).toBe(START);
    expect([mail.cc, mail.bcc, mail.replyTo]).toEqual([undefined, undefined, undefined]);
  });

  test('says that a program wrote it, in Arabic, and to nobody but its reader', async () => {
    const mail = await compose(kind);
    expect(headerOf(mail, 'auto-submitted')).toBe('auto-generated');
    expect(headerOf(mail, 'content-language')).toBe('ar');
    expect(headerOf(mail, 'list-id')).toBeUndefined();
    expect(headerOf(mail, 'precedence')).toBeUndefined();
  });

  test('has no address and no digest in its subject', async () => {
    const { subject } = await compose(kind);
    expect(subject).toMatch(/^موجز: \S/);
    expect(subject).not.toMatch(/selma|@|التحالف/);
  });

  test('keeps to the line lengths and line ends of RFC 5322', async () => {
    const { raw } = await compose(kind);
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThan(998);
  });
});

describe('what a letter leads to', () => {
  test.each(['confirm', 'new-address'] as const)('«%s» has its ticket in one link, in both parts', async (kind) => {
    const { html, text } = await compose(kind);
    expect(html?.split('href="https://digest.example/confirm/TICKET-TOKEN"')).toHaveLength(2);
    expect(text).toContain('https://digest.example/confirm/TICKET-TOKEN\n');
  });

  test('«confirm» names the digest and those of the themes that there are', async () => {
    const { text } = await compose('confirm');
    expect(text).toContain('النشرة: موجز التحالف');
    expect(text).toMatch(/الأبواب: [^،\n]+\n/);
    expect(
      (await compose('confirm', { ...CONTENTS.confirm, choice: { digest: 'gone', themes: 'all' } })).text,
    ).not.toContain('النشرة:');
  });

  test('only «already-subscribed» can be left with one click', async () => {
    for (const kind of KINDS) {
      const mail = await compose(kind);
      const is = kind === 'already-subscribed';
      expect(headerOf(mail, 'list-unsubscribe')).toBe(is ? '<https://digest.example/leave/LEAVE-TOKEN>' : undefined);
      expect(headerOf(mail, 'list-unsubscribe-post')).toBe(is ? 'List-Unsubscribe=One-Click' : undefined);
    }
    expect((await compose('already-subscribed')).html).toContain(
      'https://digest.example/preferences/PREFERENCES-TOKEN',
    );
  });

  test('«address-moved» has the leaving link on its page only: leaving with one click would end what was moved', async () => {
    const mail = await compose('address-moved');
    expect(mail.html?.split('href="https://digest.example/leave/LEAVE-TOKEN"')).toHaveLength(2);
    expect(mail.text).toContain('https://digest.example/leave/LEAVE-TOKEN\n');
    expect(headerOf(mail, 'list-unsubscribe')).toBeUndefined();
  });

  test('«data-copy» brings the data as a JSON file', async () => {
    const { attachments } = await compose('data-copy');
    expect(attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
      ['my-data.json', 'application/json'],
    ]);
    const content = attachments[0]?.content as ArrayBuffer;
    expect(JSON.parse(new TextDecoder().decode(content))).toEqual(CONTENTS['data-copy'].data);
    expect((await compose('confirm')).attachments).toEqual([]);
  });

  test('a letter without what its kind needs is not made', async () => {
    for (const kind of KINDS) await expect(compose(kind, { to: TO })).rejects.toThrow(/^a letter has no /);
  });
});
