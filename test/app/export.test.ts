import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { exportSubscribers, showSubscriber } from '../../src/app/export-subscribers.ts';
import { csvText } from '../../src/app/members/csv-report.ts';
import { describeOnBothDatabases, sqliteDatabases } from '../setup/stores.ts';
import { type Desk, importList, NOW, setUp } from './lists.ts';

const LIST = `email,status,themes,signed_up_at,confirmed_at,left_at,paused_until
Salma@example.org,active,,2024-01-01,2024-01-02,,2026-01-01
سلمى@مثال.إختبار,active,,2024-01-01,2024-01-02,,
+formula@example.org,active,,2024-01-01,2024-01-02,,
'+quoted@example.org,active,,2024-01-01,2024-01-02,,
''=twice@example.org,active,,2024-01-01,2024-01-02,,
'plain@example.org,active,,2024-01-01,2024-01-02,,
＝wide@example.org,active,,2024-01-01,2024-01-02,,
left@example.org,left,,2024-01-01,2024-01-02,2024-03-03,
bounced@example.org,bounced,,2024-01-01,2024-01-02,2024-03-03,
`;

/** Everything about everyone that is not of the database itself. */
async function everyone({ store, vault }: Desk): Promise<readonly object[]> {
  const page = await store.memberList.page(0, 1000);
  return page.map(({ subscriber, suppression }) => {
    const { number: _number, id: _id, addressHash: _hash, address, ...rest } = subscriber;
    return { address: vault.open('address', address), suppression, ...rest };
  });
}

describeOnBothDatabases('exporting subscribers', ({ open }) => {
  test('an export imported into an empty database gives the same members', async () => {
    const desk = await setUp(await open());
    await importList(desk, LIST);
    const file = join(desk.folder, 'out.csv');
    expect(await exportSubscribers(desk.store, desk.vault, file, () => undefined)).toBe(9);
    const other = await setUp(await open());
    const { outcome, bad } = await importList(other, readFileSync(file), { consent: null });
    expect([outcome.state, bad, outcome.ignored]).toEqual(['imported', [], []]);
    expect(await everyone(other)).toEqual(await everyone(desk));
    expect((await everyone(desk))[0]).toMatchObject({
      address: 'Salma@example.org',
      pausedUntil: Date.UTC(2026, 0, 1),
    });
    const [first] = await other.store.memberList.page(0, 1);
    expect(first?.consents[0]?.detail).toMatchObject({ earlier: [{ kind: 'imported', at: NOW, textVersion: null }] });
  });

  test('more members than one page holds come out once each, in the order of their numbers', async () => {
    const desk = await setUp(await open());
    await importList(desk, `email\n${Array.from({ length: 1234 }, (_, at) => `r${at}@example.org`).join('\n')}\n`);
    const file = join(desk.folder, 'out.csv');
    await exportSubscribers(desk.store, desk.vault, file, () => undefined);
    const rows: string[][] = parse(readFileSync(file), { bom: true, fromLine: 2 });
    expect(rows.map(([email]) => email)).toEqual(Array.from({ length: 1234 }, (_, at) => `r${at}@example.org`));
  });

  test('a person is shown with the whole record: text version, times, and the internet address while it is kept', async () => {
    const desk = await setUp(await open());
    const { store, vault } = desk;
    await importList(desk, LIST);
    await store.changeMembers(async (members) => {
      const salma = await members.byHash(vault.hashAddress('salma@example.org'));
      const ip = vault.seal('ip', '192.0.2.1');
      await members.addConsent(salma?.number as number, {
        kind: 'confirmed',
        at: NOW,
        textVersion: '3',
        ip,
        ipUntil: NOW + 1,
        detail: {},
      });
    });
    expect(await showSubscriber(store, vault, 'SALMA@EXAMPLE.org')).toMatchObject({
      found: 'subscriber',
      subscriber: {
        address: 'Salma@example.org',
        status: 'active',
        consents: [
          { kind: 'imported' },
          { kind: 'confirmed', textVersion: '3', ip: '192.0.2.1', at: '2025-11-22T00:00:00.000Z' },
        ],
      },
    });
    expect(await showSubscriber(store, vault, 'nobody@example.org')).toEqual({ found: 'nothing' });
    await store.changeMembers((members) => members.suppress(vault.hashAddress('gone@example.org'), 'erased', NOW));
    expect(await showSubscriber(store, vault, 'gone@example.org')).toMatchObject({
      found: 'suppression',
      reason: 'erased',
    });
  });
});

const sqlite = sqliteDatabases();

test('the file is for this user alone, has a mark for spreadsheets, and appears whole', async () => {
  const desk = await setUp(await sqlite.open());
  await importList(desk, LIST);
  const file = join(desk.folder, 'out.csv');
  await exportSubscribers(desk.store, desk.vault, file, () => undefined);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8').startsWith('\ufeffemail,status,')).toBe(true);
  expect(readdirSync(desk.folder).filter((name) => name.includes('.part'))).toEqual([]);
});

test.each([...'=+-@\t\r＝＋－＠'])('a cell that begins with «%s» cannot run as a formula', (sign) => {
  const text = `${sign}1+cmd|x`;
  const [[cell] = []] = parse(csvText([[text, 'x']]), { recordDelimiter: '\r\n' }) as string[][];
  expect(cell).toBe(`'${text}`);
});
