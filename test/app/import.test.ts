import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { makeKey, rotateKeysOf } from '../../src/app/rotate-keys.ts';
import type { Consent } from '../../src/model.ts';
import { describeOnBothDatabases, sqliteDatabases } from '../setup/stores.ts';
import { importList, members, NOW, setUp } from './lists.ts';

const CHILD = fileURLToPath(new URL('import-process.ts', import.meta.url));

describeOnBothDatabases('importing a list', ({ empty, open }) => {
  test('people become members with their choice, their times and an entry in their record', async () => {
    const desk = await setUp(await open());
    const { config, store, vault } = desk;
    const digest = config.digests[0];
    const theme = digest.themes[0]?.id as string;
    const { outcome, bad } = await importList(
      desk,
      `email,digest,themes,status,signed_up_at,confirmed_at\nSalma@Example.org,${digest.id},${theme},active,2024-01-02,2024-01-03T08:00:00+02:00\n`,
    );
    expect([outcome.state, bad]).toEqual(['imported', []]);
    const found = await store.members.byHash(vault.hashAddress('salma@example.org'));
    expect(found).toMatchObject({
      status: 'active',
      choice: { digest: digest.id, themes: [theme] },
      signedUpAt: Date.UTC(2024, 0, 2),
      confirmedAt: Date.UTC(2024, 0, 3, 6),
      leftAt: null,
    });
    expect(vault.open('address', found?.address as never)).toBe('Salma@example.org');
    expect(await store.members.consents(found?.number as number)).toEqual([
      {
        kind: 'imported',
        at: NOW,
        textVersion: null,
        ip: null,
        ipUntil: null,
        detail: { file: 'readers.csv', line: 2, consent: 'a form on paper' },
      },
    ]);
  });

  test('one bad row keeps all of them out, unless bad rows are to be skipped', async () => {
    const desk = await setUp(await open());
    const list = 'email,status\na@example.org,\nnot an address,\nb@example.org,?\nc@example.org,active\n';
    const first = await importList(desk, list);
    expect(first.outcome).toMatchObject({ state: 'bad-rows', rows: 4, bad: 2 });
    expect(first.bad.map(({ line }) => line)).toEqual([3, 4]);
    expect(await members(desk)).toEqual(new Map());
    const report = join(desk.folder, 'bad.csv');
    const second = await importList(desk, list, { skipBadRows: true, report });
    expect(second.outcome).toMatchObject({ state: 'imported', counts: { fresh: { active: 2 } } });
    expect([...(await members(desk)).keys()].sort()).toEqual(['a@example.org', 'c@example.org']);
    expect(readFileSync(report, 'utf8').trim().split('\r\n')).toHaveLength(3);
    expect(readFileSync(report, 'utf8')).not.toContain('example.org');
  });

  test('nobody who left or must not be mailed comes back, and nobody who is here is changed', async () => {
    const desk = await setUp(await open());
    const { store, vault } = desk;
    await importList(desk, 'email,status,left_at\nleft@example.org,left,2024-05-05\nhere@example.org,,\n');
    await store.changeMembers((all) => all.suppress(vault.hashAddress('gone@example.org'), 'erased', NOW));
    const here = await store.members.byHash(vault.hashAddress('here@example.org'));
    const list =
      'email,status\nLEFT@example.org,active\nhere@example.org,left\ngone@example.org,active\nnew@example.org,\n';
    const { outcome } = await importList(desk, list);
    expect(outcome.counts).toEqual({
      fresh: { active: 1, left: 0 },
      known: 1,
      contradicted: 1,
      ended: 0,
      keptOut: 2,
    });
    expect(await members(desk)).toEqual(
      new Map([
        ['left@example.org', 'left'],
        ['here@example.org', 'active'],
        ['new@example.org', 'active'],
      ]),
    );
    expect(await store.members.byHash(vault.hashAddress('here@example.org'))).toEqual(here);
    expect(await store.members.suppression(vault.hashAddress('here@example.org'))).toBeNull();
    expect(await store.members.suppression(vault.hashAddress('left@example.org'))).toEqual({
      reason: 'left',
      at: Date.UTC(2024, 4, 5),
    });
  });

  test('a file may end mail: of members who must not be mailed, and of those who left after they confirmed', async () => {
    const desk = await setUp(await open());
    const { store, vault } = desk;
    const names = ['bounced', 'complained', 'suppressed', 'erased', 'later', 'earlier', 'undated', 'stays'];
    const rows = names.map((name) => `${name}@example.org,2024-03-03,2026-01-01`);
    await importList(desk, `email,confirmed_at,paused_until\n${rows.join('\n')}\n`);
    const left = 'later@example.org,left,2024-03-04\nearlier@example.org,left,2024-03-02\nundated@example.org,left,\n';
    const hard = names.slice(0, 4).map((name) => `${name}@example.org,${name},\n`);
    const list = `email,status,left_at\n${left}${hard.join('')}stays@example.org,active,\n`;
    const trial = await importList(desk, list, { dryRun: true });
    const counts = { fresh: { active: 0, left: 0 }, known: 3, contradicted: 2, ended: 5, keptOut: 0 };
    expect(trial.outcome.counts).toEqual(counts);
    const { outcome } = await importList(desk, list);
    expect(outcome.counts).toEqual(counts);
    const found = await Promise.all(
      names.map(async (name) => {
        const hash = vault.hashAddress(`${name}@example.org`);
        const member = await store.members.byHash(hash);
        const last = (await store.members.consents(member?.number as number)).at(-1);
        return [member?.status, (await store.members.suppression(hash))?.reason, last?.kind, member?.pausedUntil];
      }),
    );
    const paused = Date.UTC(2026, 0, 1);
    expect(found).toEqual([
      ['left', 'bounced', 'suppressed', null],
      ['left', 'complained', 'suppressed', null],
      ['left', 'editor', 'suppressed', null],
      ['left', 'erased', 'suppressed', null],
      ['left', 'left', 'left', null],
      ['active', undefined, 'imported', paused],
      ['active', undefined, 'imported', paused],
      ['active', undefined, 'imported', paused],
    ]);
    const later = await store.members.byHash(vault.hashAddress('later@example.org'));
    expect(later?.leftAt).toBe(Date.UTC(2024, 2, 4));
    const entry = (await store.members.consents(later?.number as number)).at(-1);
    const row = { file: 'readers.csv', line: 2, consent: 'a form on paper' };
    expect(entry?.detail).toEqual({ by: 'import', reason: 'left', row });
  });

  test('who came back after the day that a file says they left gets mail as before', async () => {
    const desk = await setUp(await open());
    const { store, vault } = desk;
    await importList(desk, 'email,confirmed_at\nback@example.org,2024-01-01\n');
    const back = await store.members.byHash(vault.hashAddress('back@example.org'));
    const entry = {
      kind: 'came-back',
      at: Date.UTC(2024, 5, 1),
      textVersion: null,
      ip: null,
      ipUntil: null,
      detail: {},
    };
    await store.changeMembers((members) => members.addConsent(back?.number as number, entry as Consent));
    const { outcome } = await importList(desk, 'email,status,left_at\nback@example.org,left,2024-03-03\n');
    expect(outcome.counts).toMatchObject({ known: 1, contradicted: 1, ended: 0 });
    expect(await members(desk)).toEqual(new Map([['back@example.org', 'active']]));
  });

  test('people who never confirmed are bad rows: nobody would ask them again', async () => {
    const desk = await setUp(await open());
    const list = 'email,status\na@example.org,active\nb@example.org,unconfirmed\nc@example.org,غير مؤكد\n';
    const { bad } = await importList(desk, list);
    expect(bad.map(({ line, next }) => [line, next])).toEqual([
      [3, expect.stringContaining('only people who agreed')],
      [4, expect.stringContaining('only people who agreed')],
    ]);
    await importList(desk, list, { skipBadRows: true });
    expect(await members(desk)).toEqual(new Map([['a@example.org', 'active']]));
  });

  test('when the key is changed meanwhile nothing is imported that nobody could open', async () => {
    const desk = await setUp(await open());
    const { config, store } = desk;
    const importing = importList(desk, 'email\na@example.org\n', {
      agrees: async () => (await rotateKeysOf(config, store, makeKey(), () => undefined, 0)).newKey === 'to-be-set',
    });
    await expect(importing).rejects.toMatchObject({ name: 'VaultFault' });
    expect((await store.memberList.count()).members).toEqual([]);
  });

  test('rows of people who must not be mailed become suppressions; the erased leave only that', async () => {
    const desk = await setUp(await open());
    const { store, vault } = desk;
    await importList(
      desk,
      'البريد الإلكتروني;الحالة\na@example.org;غادر\nb@example.org;bounced\nc@example.org;suppressed\nd@example.org;erased\n',
    );
    const reasons = await Promise.all(
      ['a', 'b', 'c', 'd'].map(
        async (name) => (await store.members.suppression(vault.hashAddress(`${name}@example.org`)))?.reason,
      ),
    );
    expect(reasons).toEqual(['left', 'bounced', 'editor', 'erased']);
    expect([...(await members(desk)).entries()]).toEqual(
      ['a', 'b', 'c'].map((name) => [`${name}@example.org`, 'left']),
    );
  });

  test('an address that stands twice is one person, and a row that says they left wins', async () => {
    const desk = await setUp(await open());
    const rows = Array.from({ length: 250 }, (_, at) => `r${at % 125}@example.org,${at === 240 ? 'left' : ''}`);
    const { outcome } = await importList(desk, `email,status\n${rows.join('\n')}\n`);
    expect(outcome).toMatchObject({ repeated: 125, counts: { fresh: { active: 124, left: 1 } } });
    expect((await members(desk)).get('r115@example.org')).toBe('left');
  });

  test('a trial run, or a no at the end, changes nothing', async () => {
    const desk = await setUp(await open());
    for (const options of [{ dryRun: true }, { agrees: false }]) {
      const { outcome } = await importList(desk, 'email\na@example.org\n', options);
      expect(outcome).toMatchObject({
        state: options.dryRun ? 'dry-run' : 'declined',
        counts: { fresh: { active: 1 } },
      });
      expect(await members(desk)).toEqual(new Map());
    }
  });

  test('without anything that proves consent nothing is imported', async () => {
    const desk = await setUp(await open());
    const asking = importList(desk, 'email\na@example.org\n', { consent: null });
    await expect(asking).rejects.toMatchObject({ name: 'AppFault', badInput: true });
    const { bad } = await importList(desk, 'email,confirmed_at\na@example.org,2024-01-01\nb@example.org,\n', {
      consent: null,
    });
    expect(bad.map(({ line, reason }) => [line, reason])).toEqual([[3, expect.stringContaining('nothing proves')]]);
  });

  test.runIf(process.env['MUJAZ_SOAK'])(
    'one that is killed leaves nothing that counts, and the next one cleans up',
    async () => {
      for (const delay of [150, 400, 800]) {
        const location = await empty();
        const desk = await setUp(await open(location));
        const file = join(desk.folder, 'many.csv');
        writeFileSync(file, `email\n${Array.from({ length: 40_000 }, (_, at) => `r${at}@example.org`).join('\n')}\n`);
        const args = [CHILD, JSON.stringify(location), desk.config.key.file, file];
        const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
        await once(child.stdout, 'data');
        await sleep(delay);
        child.kill('SIGKILL');
        await once(child, 'close');
        const { members: counts } = await desk.store.memberList.count();
        expect([0, 40_000]).toContain(counts.reduce((sum, { count }) => sum + count, 0));
        await importList(desk, 'email\nafter@example.org\n');
        expect(await desk.store.arrivals.count('any')).toBe(0);
        expect((await members(desk)).get('after@example.org') ?? 'later').toMatch(/active|later/u);
      }
    },
  );

  test('a second import makes the first one end without having done anything', async () => {
    const { store, vault } = await setUp(await open());
    const arrival = {
      line: 2,
      id: 'AAAAAAAAAAA',
      addressHash: vault.hashAddress('a@example.org'),
      address: vault.seal('address', 'a@example.org'),
      status: 'active' as const,
      choice: { digest: 'coalition', themes: 'all' as const },
      signedUpAt: NOW,
      confirmedAt: null,
      leftAt: null,
      detail: {},
    };
    await store.arrivals.add('first', [arrival]);
    await store.arrivals.add('second', [arrival]);
    expect(await store.arrivals.land('first', 1, NOW)).toBeNull();
    await store.arrivals.clear();
    expect(await store.arrivals.land('first', 1, NOW)).toBeNull();
    expect((await store.memberList.count()).members).toEqual([]);
  });
});

const sqlite = sqliteDatabases();
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

test.each([
  ['UTF-8', 'email,name\nسلمى@example.org,سلمى\n', 'utf-8'],
  ['UTF-8 with its mark and CRLF', '\ufeffemail;name\r\nسلمى@example.org;"سلمى\r\nسعيد"\r\n', 'utf-8'],
  ['UTF-16 LE', utf16('email\tname\nسلمى@example.org\tسلمى\n'), 'utf-16le'],
  ['UTF-16 BE', utf16('email|name\nسلمى@example.org|سلمى\n').swap16(), 'utf-16be'],
  // «email,الاسم», then «سلمى@example.org,سلمى».
  [
    'windows-1256',
    Buffer.concat([
      Buffer.from('email,'),
      Buffer.from([0xc7, 0xe1, 0xc7, 0xd3, 0xe3, 0x0a, 0xd3, 0xe1, 0xe3, 0xec]),
      Buffer.from('@example.org,x\n'),
    ]),
    'windows-1256',
  ],
  ['UTF-8 with the sign declared for Excel', 'sep=;\nemail;name\nسلمى@example.org;a,b,c\n', 'utf-8'],
])('a list in %s is read', async (_, content, encoding) => {
  const desk = await setUp(await sqlite.open());
  const { outcome, bad } = await importList(desk, content);
  expect([bad, outcome.state, outcome.encoding]).toEqual([[], 'imported', encoding]);
  expect([...(await members(desk)).keys()]).toEqual(['سلمى@example.org']);
});

test.each([
  ['an office document', Buffer.from('PK\u0003\u0004 and more'), 'office document'],
  ['binary data', Buffer.from('email\n\0\n'), 'NUL'],
  [
    'UTF-8 with a broken place',
    Buffer.concat([Buffer.from(`email,${'سلمى'.repeat(9)}\n`), Buffer.from([0xff, 0x0a])]),
    'damaged',
  ],
  ['a list without a header', 'a@example.org\nb@example.org\n', 'holds an address'],
  ['a list without addresses', 'name,city\na,b\n', 'no column'],
  ['an empty file', '', 'no column'],
])('%s is refused with the next step', async (_, content, reason) => {
  const desk = await setUp(await sqlite.open());
  await expect(importList(desk, content)).rejects.toMatchObject({
    message: expect.stringContaining(reason),
    next: expect.any(String),
  });
});

test('bad rows are told by the line they begin in, also behind rows of several lines and empty ones', async () => {
  const desk = await setUp(await sqlite.open());
  const { bad } = await importList(
    desk,
    'email,note\r\na@example.org,"one\r\ntwo"\r\n\r\nbad,\r\nb@example.org,\nworse,"x\ny"\n',
  );
  expect(bad.map(({ line }) => line)).toEqual([5, 7]);
});

test('a quotation mark that is never closed ends the import, also when bad rows are to be skipped', async () => {
  const desk = await setUp(await sqlite.open());
  const { outcome, bad } = await importList(
    desk,
    `email,note\na@example.org,x\nb@example.org,"x\n${'c@example.org,y\n'.repeat(30_000)}`,
    {
      skipBadRows: true,
    },
  );
  expect(outcome.state).toBe('bad-rows');
  expect(bad).toMatchObject([{ line: 3, reason: expect.stringContaining('never closed') }]);
  expect(await members(desk)).toEqual(new Map());
});

test.each([
  ['confirmed_at', '2024-02-30', 'no time'],
  ['confirmed_at', '03/04/2024', 'no time'],
  ['left_at', '2099-01-01', 'future'],
  ['digest', 'nothing', 'no such digest'],
  ['themes', 'nothing', 'no such theme'],
  ['status', 'perhaps', 'not known'],
  ['status', '؟', 'not known'],
])('%s «%s» is a bad row', async (column, value, reason) => {
  const desk = await setUp(await sqlite.open());
  const { bad } = await importList(desk, `email,${column}\na@example.org,${value}\n`);
  expect(bad).toMatchObject([{ line: 2, reason: expect.stringContaining(reason), next: expect.any(String) }]);
});

test('the database holds none of the addresses in plain, neither in its file nor in its journal', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-plain-'));
  const desk = await setUp(await sqlite.open({ file: join(folder, 'mujaz.sqlite') }));
  const consents = JSON.stringify([
    { kind: 'confirmed', at: '2024-01-01', ip: '192.0.2.77', detail: { to: 'reader1@secret.example' } },
  ]);
  const rows = Array.from(
    { length: 2000 },
    (_, at) => `reader${at}@secret.example,"${consents.replaceAll('"', '""')}"`,
  );
  await importList(desk, `email,consents\n${rows.join('\n')}\n`);
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  expect(files.length).toBeGreaterThan(1);
  for (const bytes of files)
    for (const plain of ['secret.example', 'reader1@', '192.0.2.77']) expect(bytes.includes(plain)).toBe(false);
});
