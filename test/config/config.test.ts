import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigFault, digestOf, loadConfig } from '../../src/config/index.ts';

const SHIPPED = resolve(import.meta.dirname, '../../config');
const THEMES =
  'themes:\n  - id: floods\n    title: الفيضانات\n    colour: neutral\n    cues: [فيضان, { phrase: منسوب النهر, weight: 2 }]\n';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mujaz-config-'));
  writeFileSync(join(folder, 'themes.yaml'), THEMES);
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(file: string, content: string): void {
  writeFileSync(join(folder, file), content);
}

function faultOf(env = {}): ConfigFault {
  try {
    loadConfig(folder, folder, env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigFault);
    return error as ConfigFault;
  }
  throw new Error('no fault');
}

describe('configuration', () => {
  test('what ships is valid and has the three themes of the first digest', () => {
    const config = loadConfig(SHIPPED, resolve(SHIPPED, '..'), {});
    expect(digestOf(config).themes.map((theme) => theme.id)).toEqual([
      'coalition_statements',
      'camps_detainees',
      'operations',
    ]);
    expect(config.sources.map((source) => source.name)).toEqual(
      expect.arrayContaining(['ليفانت', 'الاتحاد برس', 'زاكروس', 'SY24']),
    );
  });

  test('a folder with themes.yaml alone is a working configuration', () => {
    const config = loadConfig(folder, '/srv/mujaz', {});
    expect(config.corpus).toBe('/srv/mujaz/corpus');
    expect(config.database).toEqual({ file: '/srv/mujaz/var/mujaz.sqlite' });
    expect(config.site.url).toBe('http://localhost:8080');
    expect(digestOf(config).themes).toHaveLength(1);
  });

  test('the values written in mujaz.yaml as defaults are the defaults', () => {
    writeFileSync(join(folder, 'themes.yaml'), THEMES.replace('floods', 'coalition_statements'));
    const { digests: _d, themes: _t, sources: _s, inlets: _i, ...written } = loadConfig(SHIPPED, folder, {});
    const { digests: _e, themes: _u, sources: _r, inlets: _j, ...embedded } = loadConfig(folder, folder, {});
    expect(written).toEqual(embedded);
  });

  test('a theme can be added in the file without touching code, its cues as words or with weights', () => {
    const { themes } = loadConfig(folder, folder, {});
    expect(themes[0]?.cues).toEqual([
      { phrase: 'فيضان', weight: 1 },
      { phrase: 'منسوب النهر', weight: 2 },
    ]);
  });

  test('an unknown key is named with its file and line', () => {
    write('mujaz.yaml', 'corpus: pages\nsite:\n  porto: 80\n');
    const fault = faultOf();
    expect(fault.message).toBe(`${join(folder, 'mujaz.yaml')}:3: site.porto: this key is not known.`);
    expect(fault.next).toContain('spelling');
  });

  test('a wrong value is told with what was found and what is allowed', () => {
    write('mujaz.yaml', 'digits: roman\n');
    const fault = faultOf();
    expect(fault.message).toBe(`${join(folder, 'mujaz.yaml')}:1: digits: found "roman".`);
    expect(fault.next).toBe('Allowed: latn, arab.');
  });

  test('broken YAML is told with its line', () => {
    write('mujaz.yaml', 'corpus: [a\nout: b\n');
    expect(faultOf().message).toMatch(/mujaz\.yaml:\d: this is not valid YAML/);
  });

  test('a digest on a theme that nobody defined names the themes there are', () => {
    write('mujaz.yaml', 'digests:\n  - id: a\n    name: ب\n    themes: [flods]\n');
    expect(faultOf().message).toContain('digests.0.themes: found "flods"');
    expect(faultOf().next).toBe('Allowed: floods.');
  });

  test('two digests with one id are refused', () => {
    write('mujaz.yaml', 'digests:\n  - { id: a, name: ب }\n  - { id: a, name: ج }\n');
    expect(faultOf().message).toContain('digests.1.id: found "a" twice');
  });

  test('a time zone that does not exist is refused', () => {
    write('mujaz.yaml', 'timeZone: Asia/Damscus\n');
    expect(faultOf().message).toContain('timeZone: found "Asia/Damscus"');
  });

  test('a missing themes.yaml says where it comes from', () => {
    rmSync(join(folder, 'themes.yaml'));
    expect(faultOf().message).toContain('themes.yaml: the file is not there');
  });

  test('DATABASE_URL chooses PostgreSQL; anything else in it is refused without showing it', () => {
    const url = 'postgres://mujaz:secret@localhost/mujaz';
    expect(loadConfig(folder, folder, { DATABASE_URL: url }).database).toEqual({ url });
    expect(faultOf({ DATABASE_URL: 'mysql://mujaz:secret@localhost' }).message).not.toContain('secret');
  });

  test('PORT wins over the file and must be a port', () => {
    expect(loadConfig(folder, folder, { PORT: '9000' }).site).toMatchObject({
      port: 9000,
      url: 'http://localhost:9000',
    });
    expect(faultOf({ PORT: '99999' }).next).toContain('0 to 65535');
  });

  test('SMTP_URL and MUJAZ_KEY come from the environment, and a wrong address is refused without showing its password', () => {
    const config = loadConfig(folder, folder, { SMTP_URL: 'smtp://u:secret@mail.example:587', MUJAZ_KEY: ' key ' });
    expect(config.mail.smtp).toBe('smtp://u:secret@mail.example:587');
    expect(config.key.text).toBe('key');
    expect(loadConfig(folder, folder, { SMTP_URL: '', MUJAZ_KEY: '' })).toMatchObject({
      mail: { smtp: null, outbox: join(folder, 'var/outbox') },
      key: { text: null, file: join(folder, 'var/mujaz.key') },
    });
    expect(faultOf({ SMTP_URL: 'http://u:secret@mail.example' }).message).not.toContain('secret');
  });

  test('proxies are named by address or network', () => {
    write('mujaz.yaml', 'site:\n  trustProxy: [loopback, 10.0.0.0/8, "2001:db8::/32", 192.0.2.1]\n');
    expect(loadConfig(folder, folder, {}).site.trustProxy).toHaveLength(4);
    write('mujaz.yaml', 'site:\n  trustProxy: [everyone]\n');
    expect(faultOf().message).toContain('site.trustProxy.0: found "everyone"');
    write('mujaz.yaml', 'site:\n  metricsFrom: [10.0.0.5, everyone]\n');
    expect(faultOf().message).toContain('site.metricsFrom.1: found "everyone"');
  });

  test('an unknown digest on the command line names the known ones', () => {
    const config = loadConfig(folder, folder, {});
    expect(() => digestOf(config, 'weekly')).toThrow('there is no such digest');
  });
});
