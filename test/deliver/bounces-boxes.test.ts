import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BoxFault, openImapMailbox, openMaildir, type ReturnBox } from '../../src/deliver/index.ts';
import { type ImapServer, openImapServer } from './bounces-imap-server.ts';

type Seen = { readonly name: string; readonly text: string | null };

/** Looks once; mails that say so are left. */
async function visit(
  box: ReturnBox,
  known: readonly string[] = [],
  stop = new AbortController().signal,
): Promise<Seen[]> {
  const seen: Seen[] = [];
  const take = async (name: string, bytes: Uint8Array | null) => {
    seen.push({ name, text: bytes && Buffer.from(bytes).toString() });
    return bytes !== null && !Buffer.from(bytes).toString().startsWith('leave');
  };
  await box.visit({ knows: (name) => known.includes(name), take }, stop);
  return seen;
}

const faultOf = async (box: ReturnBox) => {
  const fault = await visit(box).catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(BoxFault);
  return `${(fault as BoxFault).message} ${(fault as BoxFault).next}`;
};

describe('a maildir', () => {
  let folder: string;
  const put = (name: string, text: string) => writeFileSync(join(folder, 'new', name), text);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mujaz-maildir-'));
    for (const name of ['new', 'cur', 'tmp']) mkdirSync(join(folder, name));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('new mails are read, oldest first, and then lie in cur as seen', async () => {
    put('1772400002.b.host', 'two');
    put('1772400001.a.host:2,', 'one');
    expect((await visit(openMaildir(folder))).map(({ text }) => text)).toEqual(['one', 'two']);
    expect(readdirSync(join(folder, 'new'))).toEqual([]);
    expect(readdirSync(join(folder, 'cur')).sort()).toEqual(['1772400001.a.host:2,S', '1772400002.b.host:2,S']);
    expect(await visit(openMaildir(folder))).toEqual([]);
  });

  test('what is not taken stays where it is, and is passed over when it is known', async () => {
    put('1', 'leave this');
    put('2', 'take this');
    expect(await visit(openMaildir(folder))).toHaveLength(2);
    expect(readdirSync(join(folder, 'new'))).toEqual(['1']);
    expect(await visit(openMaildir(folder), ['1'])).toEqual([]);
  });

  test('of a large mail only the beginning is read; links, folders and hidden files are no mails', async () => {
    put('1', 'x'.repeat(2_000_000));
    put('.hidden', 'no');
    mkdirSync(join(folder, 'new', 'a-folder'));
    symlinkSync('/etc/hostname', join(folder, 'new', 'a-link'));
    const seen = await visit(openMaildir(folder));
    expect(seen.map(({ text }) => text?.length)).toEqual([512 * 1024]);
  });

  test('a folder that is none is named, with what to do', async () => {
    expect(await faultOf(openMaildir(join(folder, 'none')))).toMatch(
      /none: this is no maildir .*ENOENT.*new\/ and cur\//u,
    );
    rmSync(join(folder, 'cur'), { recursive: true });
    put('1', 'a mail');
    expect(await faultOf(openMaildir(folder))).toMatch(/cannot be moved.*ENOENT.*Make the folder cur/u);
  });

  test.skipIf(process.getuid?.() === 0)('a file that may not be read is handed over as such', async () => {
    put('1', 'a secret');
    chmodSync(join(folder, 'new', '1'), 0);
    expect(await visit(openMaildir(folder))).toEqual([{ name: '1', text: null }]);
  });
});

describe('a mailbox on a server', () => {
  let server: ImapServer;
  const box = (password = 'a%20password', path = 'Bounces', host = '127.0.0.1') =>
    openImapMailbox(`imap://bounces:${password}@${host}:${server.port}/${path}`);

  beforeEach(async () => {
    server = await openImapServer();
  });
  afterEach(() => server.close());

  test('unseen mails are read without marking them, and marked when they were taken', async () => {
    server.add(Buffer.from('one'));
    server.add(Buffer.from('leave this'));
    server.add(Buffer.alloc(1_000_000, 'x'));
    const seen = await visit(box());
    expect(seen.map(({ text }) => text?.length)).toEqual([3, 10, 512 * 1024]);
    expect([...server.seen]).toEqual([1, 3]);
    const fetches = server.commands.filter((command) => /FETCH/iu.test(command));
    expect(fetches.every((command) => command.includes('BODY.PEEK[]'))).toBe(true);
    expect(await visit(box(), ['7-2'])).toEqual([]);
  });

  test('a refused login and a missing folder are told without user and password', async () => {
    const login = await faultOf(box('wrong'));
    expect(login).toMatch(/127\.0\.0\.1 refuses the login .*Check user and password in BOUNCES_IMAP_URL/u);
    expect(login).not.toMatch(/wrong@|bounces@|wrong:/u);
    expect(await faultOf(box('a%20password', 'Elsewhere'))).toMatch(/no such folder|cannot be used/u);
  });

  test('off this machine nothing is said before the connection is encrypted', async () => {
    expect(await faultOf(box('a%20password', 'Bounces', '127.1'))).toMatch(/127\.1 /u);
    expect(server.commands.filter((command) => /LOGIN|AUTHENTICATE/iu.test(command))).toEqual([]);
  });

  test('a visit to a server that says nothing ends when it is told to', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const stop = AbortSignal.timeout(50);
    expect(await visit(openImapMailbox(`imap://a:b@127.0.0.1:${port}/`), [], stop)).toEqual([]);
    silent.close();
  });

  test('a server that is not there is told', async () => {
    server.setAway(true);
    expect(await faultOf(box())).toMatch(/cannot be used as a mailbox/u);
  });
});
