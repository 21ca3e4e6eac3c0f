import PostalMime from 'postal-mime';
import { expect, onTestFinished, test } from 'vitest';
import { warnOfSources } from '../../src/app/run/warn-of-sources.ts';
import type { Config } from '../../src/config/index.ts';
import { openMailer } from '../../src/deliver/index.ts';
import type { SourceState, Store } from '../../src/store/index.ts';
import { reply, startReceiver } from '../deliver/receiver.ts';
import { describeOnBothDatabases } from '../setup/stores.ts';
import { testConfig } from './office.ts';

const DAY = 86_400_000;
const FAILING_SINCE = Date.parse('2026-03-02T08:00:00Z');

const SHIPPED = testConfig();
const CONFIG: Config = {
  ...SHIPPED,
  editors: { mail: ['editor@newsroom.example'], sourceFailsFor: 3 * DAY },
  inlets: ['levant', 'zagros'].map((id) => ({
    id,
    name: `منبر ${id}`,
    outlet: id,
    everyMs: DAY,
    kind: 'feed',
    url: `https://${id}.example/feed`,
    complete: 'never',
  })),
};

const failing = (source: string): SourceState => ({
  source,
  location: `https://${source}.example/feed`,
  movedTo: null,
  etag: null,
  lastModified: null,
  contentHash: null,
  nextAt: FAILING_SINCE,
  triedAt: FAILING_SINCE,
  readAt: null,
  newsAt: null,
  failingSince: FAILING_SINCE,
  failures: 9,
  fault: 'the server answered 500.',
  warnedAt: null,
});

async function newsroom(store: Store, onMessage?: () => Error | null) {
  for (const { id } of CONFIG.inlets) await store.intake.saveState(failing(id));
  const receiver = await startReceiver(onMessage ? { onMessage } : {});
  const mailer = openMailer({ smtp: receiver.url, outbox: '/nowhere' });
  onTestFinished(() => mailer.close());
  const lines: string[] = [];
  const warn = (days: number, config = CONFIG) =>
    warnOfSources(config, store, mailer, FAILING_SINCE + days * DAY, (line) => lines.push(line));
  return { receiver, lines, warn };
}

describeOnBothDatabases('editors hear of sources that fail', ({ open }) => {
  test('for days, in one mail, once', async () => {
    const store = await open();
    const { receiver, lines, warn } = await newsroom(store);
    await warn(2.9);
    expect(receiver.taken).toEqual([]);
    await warn(3);
    await warn(4);
    expect(receiver.taken).toHaveLength(1);
    const mail = await PostalMime.parse(receiver.taken[0]?.raw ?? '');
    expect(mail.subject).toContain('مصادر لا تُقرأ');
    for (const said of ['منبر levant', 'منبر zagros', 'https://levant.example/feed', 'the server answered']) {
      expect(mail.text?.replaceAll(/\s+/g, ' ')).toContain(said);
      expect(mail.html).toContain(said.split('//')[1] ?? said);
    }
    expect(lines).toEqual([]);
  });

  test('by two programs at once in one mail, and again when it failed anew', async () => {
    const store = await open();
    const { receiver, warn } = await newsroom(store);
    await Promise.all([warn(3), warn(3)]);
    expect(receiver.taken.length).toBeGreaterThan(0);
    const told = receiver.taken.flatMap(({ raw }) => [...raw.matchAll(/^Message-ID: (\S+)/gim)].map(([, id]) => id));
    expect(new Set(told).size).toBe(told.length);
    const before = receiver.taken.length;
    await store.intake.saveState({ ...failing('levant'), failingSince: FAILING_SINCE + 10 * DAY });
    await warn(14);
    expect(receiver.taken).toHaveLength(before + 1);
  });

  test('later, when the mail server would not take the mail', async () => {
    const store = await open();
    const answers = [reply(451, 'later')];
    const { receiver, lines, warn } = await newsroom(store, () => answers.shift() ?? null);
    await warn(3);
    expect(lines).toEqual([expect.stringContaining('an editor could not be told: ')]);
    await warn(3.1);
    expect(receiver.taken.map(({ to }) => to)).toEqual([['editor@newsroom.example']]);
  });

  test('in the log, when nobody is named', async () => {
    const store = await open();
    const { lines, warn } = await newsroom(store);
    const nobody = { ...CONFIG, editors: { ...CONFIG.editors, mail: [] } };
    await warn(3, nobody);
    await warn(4, nobody);
    expect(lines).toEqual([expect.stringContaining('levant, zagros: failing for days. Name editors.mail')]);
  });
});
