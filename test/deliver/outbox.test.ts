import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openMailer } from '../../src/deliver/index.ts';

const ENVELOPE = { from: 'digest@mujaz.example', to: 'selma.reader@town.example' };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mujaz-outbox-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the folder that stands for a mail server', () => {
  test('gets one file per message, in the order of sending by name', async () => {
    const outbox = join(folder, 'var', 'outbox');
    const mailer = openMailer({ smtp: null, outbox });
    for (const body of ['one', 'two', 'three']) {
      expect(await mailer.send(Buffer.from(body), ENVELOPE)).toMatchObject({ answer: 'accepted' });
    }
    const names = readdirSync(outbox).sort();
    expect(names.map((name) => readFileSync(join(outbox, name), 'utf8'))).toEqual(['one', 'two', 'three']);
    for (const name of names) expect(name).toMatch(/^\d{8}T\d{9}Z-\d{6}-[0-9a-f]{6}\.eml$/);
  });

  test('has files that only their owner reads, and no address in a name', async () => {
    const outbox = join(folder, 'outbox');
    const { reply } = await openMailer({ smtp: null, outbox }).send(Buffer.from('x'), ENVELOPE);
    expect(reply).not.toContain('selma');
    expect(readdirSync(outbox)).toEqual([reply]);
    expect(statSync(join(outbox, reply)).mode & 0o077).toBe(0);
    expect(statSync(outbox).mode & 0o077).toBe(0);
  });

  test('keeps messages apart that are written at the same time', async () => {
    const outbox = join(folder, 'outbox');
    const mailers = [openMailer({ smtp: null, outbox }), openMailer({ smtp: null, outbox })];
    await Promise.all(Array.from({ length: 60 }, (_, at) => mailers[at % 2]?.send(Buffer.from(String(at)), ENVELOPE)));
    const bodies = readdirSync(outbox).map((name) => Number(readFileSync(join(outbox, name), 'utf8')));
    expect(bodies.sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, at) => at));
  });

  test('is like a server that is not there when it cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    const mailer = openMailer({ smtp: null, outbox: join(folder, 'file', 'outbox') });
    expect(await mailer.send(Buffer.from('x'), ENVELOPE)).toEqual({ answer: 'server-fault', reply: 'ENOTDIR' });
    expect(await mailer.verify()).toEqual({ answer: 'server-fault', reply: 'ENOTDIR' });
  });
});
