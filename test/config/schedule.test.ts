import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ConfigFault, loadConfig } from '../../src/config/index.ts';

const DAY = 86_400_000;
const THEMES = 'themes:\n  - { id: floods, title: الفيضانات, colour: neutral, cues: [فيضان] }\n';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mujaz-config-'));
  writeFileSync(join(folder, 'themes.yaml'), THEMES);
});
afterEach(() => rmSync(folder, { recursive: true }));

const digestWith = (keys: string) => {
  writeFileSync(join(folder, 'mujaz.yaml'), `digests:\n  - { id: a, name: ب, ${keys} }\n`);
  return loadConfig(folder, folder, {}).digests[0];
};

const sourcesWith = (read: string) => {
  writeFileSync(join(folder, 'sources.yaml'), `sources:\n  - id: levant\n    name: مصدر\n    read: ${read}\n`);
  return loadConfig(folder, folder, {}).inlets;
};

function faultOf(work: () => unknown): ConfigFault {
  try {
    work();
  } catch (error) {
    return error as ConfigFault;
  }
  throw new Error('no fault');
}

describe('the schedule of a digest', () => {
  test('is none until somebody writes one', () => {
    expect(digestWith('send: on-approval')).toMatchObject({ schedule: null, minStories: 1, send: 'on-approval' });
  });

  test('has the zone of the newsroom unless it names its own, and catches up for six hours', () => {
    expect(digestWith('schedule: "0 7 * * *"').schedule).toEqual({
      cron: '0 7 * * *',
      timeZone: 'Asia/Damascus',
      catchUp: DAY / 4,
    });
    expect(digestWith('schedule: "0 7 * * *", timeZone: Europe/Berlin').schedule?.timeZone).toBe('Europe/Berlin');
  });

  test('durations are minutes, hours or days', () => {
    expect(digestWith('window: 1d, late: 90m')).toMatchObject({ window: DAY, late: 5_400_000 });
    expect(faultOf(() => digestWith('window: 1w')).message).toContain('digests.0.window: found "1w"');
  });

  test.each(['0 7 * *', '61 7 * * *', '0 0 7 * * *', '@daily', '0 7 31 2 *x', '0 7 1 * 1'])(
    'refuses "%s", which crons do not read alike or not at all',
    (cron) => {
      const fault = faultOf(() => digestWith(`schedule: "${cron}"`));
      expect(fault.message).toContain(`digests.0.schedule: found "${cron}"`);
      expect(fault.next).toContain('five fields of cron');
    },
  );
});

describe('the sources', () => {
  test('are the corpus folder and what each outlet names, in their order, each with an id of its own', () => {
    const inlets = sourcesWith(
      '[{ feed: "https://a.example/feed" }, { list: "https://a.example/news", links: "/news/*" }, { pages: ["https://a.example/1"] }, { folder: saved }]',
    );
    expect(inlets).toMatchObject([
      { id: '_corpus', kind: 'folder', folder: join(folder, 'corpus'), outlet: null },
      { id: 'levant', kind: 'feed', url: 'https://a.example/feed', complete: 'summaries', everyMs: DAY / 48 },
      { id: 'levant.2', kind: 'list', links: '/news/*', everyMs: DAY / 24 },
      { id: 'levant.3', kind: 'pages', everyMs: DAY },
      { id: 'levant.4', kind: 'folder', folder: join(folder, 'saved'), name: 'مصدر' },
    ]);
  });

  test.each(['ftp://a.example/feed', 'file:///etc/passwd', 'a.example/feed'])('refuse the address %s', (address) => {
    expect(faultOf(() => sourcesWith(`[{ feed: "${address}" }]`)).message).toContain('sources.0.read.0');
  });

  test('have no user name or password in their addresses, which stand in logs', () => {
    for (const way of ['{ feed: "https://me:secret@a.example/f" }', '{ pages: ["https://me@a.example/1"] }']) {
      const fault = faultOf(() => sourcesWith(`[${way}]`));
      expect(fault.message).toContain('sources.0.read.0');
      expect(`${fault.message} ${fault.next}`).not.toContain('secret');
    }
  });

  test('a server inside a private network is named by address and port', () => {
    writeFileSync(
      join(folder, 'mujaz.yaml'),
      'fetching: { allow: ["10.0.0.5:80", "[fd00::1]:8080"], hostPause: 0.5 }\n',
    );
    expect(loadConfig(folder, folder, {}).fetching).toEqual({
      hostPauseMs: 500,
      allow: ['10.0.0.5:80', '[fd00::1]:8080'],
    });
    writeFileSync(join(folder, 'mujaz.yaml'), 'fetching: { allow: [intranet.example] }\n');
    expect(faultOf(() => loadConfig(folder, folder, {})).message).toContain('fetching.allow.0');
  });
});
