import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openOutboxLane } from '../../src/deliver/index.ts';
import { type Ledger, openLedger, people } from './bulk-server.ts';

const NEVER = new AbortController().signal;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mujaz-outbox-lane-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Messages with a name of their own and one body; `r1` is told apart from `r2` by both. */
function ledgerOf(list: readonly string[], body = 'invented\r\n'): Ledger {
  const ledger = openLedger(list);
  return {
    ...ledger,
    next: async () => {
      const message = await ledger.next();
      if (!message) return null;
      const text = `To: ${message.to}\r\nMessage-ID: <7.${message.to}>\r\n\r\n${body}`;
      return { ...message, from: `bounces+${message.key}@mujaz.example`, chunks: () => [Buffer.from(text)] };
    },
  };
}

const kindsOf = (ledger: Ledger) => [...new Set(ledger.outcomes.map(({ outcome }) => outcome.outcome))];

describe('the lane into a folder', () => {
  test('writes each message of a list as a file that only its owner reads, and leaves nothing else there', async () => {
    const outbox = join(folder, 'var', 'outbox');
    const ledger = ledgerOf(people(300));
    await openOutboxLane(outbox).run(ledger, NEVER);
    expect(ledger.ended('sent')).toHaveLength(300);
    expect(ledger.outcomes).toHaveLength(300);
    const names = readdirSync(outbox);
    expect(names).toHaveLength(300);
    const read = names.map((name) => /^To: (.+)\r$/mu.exec(readFileSync(join(outbox, name), 'utf8'))?.[1]);
    expect(new Set(read)).toEqual(new Set(people(300)));
    for (const name of names) {
      expect(name).toMatch(/^[0-9a-f]{40}\.eml$/);
      expect(statSync(join(outbox, name)).mode & 0o777).toBe(0o600);
    }
    expect(statSync(outbox).mode & 0o077).toBe(0);
  });

  test('replaces a message that is written again: its name comes from its Message-ID', async () => {
    for (const body of ['once\r\n', 'again\r\n']) await openOutboxLane(folder).run(ledgerOf(people(20), body), NEVER);
    const names = readdirSync(folder);
    expect(names).toHaveLength(20);
    for (const name of names) expect(readFileSync(join(folder, name), 'utf8')).toContain('again');
  });

  test('writes the message itself, without the dots that a mail server takes away', async () => {
    const ledger = ledgerOf(people(1), '..one\r\n\r\n...two\r\n..\r\nno. dot\r\n');
    await openOutboxLane(folder).run(ledger, NEVER);
    const [name = ''] = readdirSync(folder);
    expect(readFileSync(join(folder, name), 'utf8')).toMatch(/\r\n\r\n\.one\r\n\r\n\.\.two\r\n\.\r\nno\. dot\r\n$/u);
  });

  test('refuses addresses that no mail server could be asked for', async () => {
    const ledger = ledgerOf(['a@town.example>\r\nx', 'nobody', 'قارئ@town.example']);
    await openOutboxLane(folder).run(ledger, NEVER);
    expect(ledger.ended('failed')).toEqual(['a@town.example>\r\nx', 'nobody']);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test('is like a server that cannot be used where the folder is none: nobody is to blame', async () => {
    writeFileSync(join(folder, 'file'), '');
    const ledger = ledgerOf(people(50));
    await openOutboxLane(join(folder, 'file', 'outbox')).run(ledger, NEVER);
    expect([ledger.faults, ledger.faultKinds]).toEqual([['ENOTDIR'], ['refused']]);
    expect(kindsOf(ledger)).toEqual(['unharmed']);
    expect(ledger.outcomes).toHaveLength(ledger.begun());
  });

  test.skipIf(process.getuid?.() === 0)('is so too where nobody may write', async () => {
    chmodSync(folder, 0o500);
    const ledger = ledgerOf(people(5));
    await openOutboxLane(folder).run(ledger, NEVER);
    expect([ledger.faults, ledger.faultKinds]).toEqual([['EACCES'], ['refused']]);
  });

  test('goes on when the folder is taken away under it', async () => {
    const outbox = join(folder, 'outbox');
    const ledger = ledgerOf(people(40));
    let settled = 0;
    const settle: Ledger['settle'] = async (...given) => {
      await ledger.settle(...given);
      if (++settled === 20) rmSync(outbox, { recursive: true, force: true });
    };
    // One that is between writing and renaming in that moment is told as a fault, and written in the next run.
    await openOutboxLane(outbox).run({ ...ledger, settle }, NEVER);
    if (ledger.faults.length > 0) await openOutboxLane(outbox).run(ledger, NEVER);
    expect(ledger.ended('sent')).toHaveLength(40);
  });

  test('begins no message after the stop, and settles each that it has claimed', async () => {
    const stop = new AbortController();
    const ledger = ledgerOf(people(500));
    const settle: Ledger['settle'] = async (...given) => {
      await ledger.settle(...given);
      if (ledger.outcomes.length === 30) stop.abort();
    };
    await openOutboxLane(folder).run({ ...ledger, settle }, stop.signal);
    expect(ledger.outcomes).toHaveLength(ledger.begun());
    expect(ledger.begun()).toBeLessThan(100);
    expect(readdirSync(folder)).toHaveLength(ledger.ended('sent').length);
  });

  test('ends with the error of a ledger that fails', async () => {
    const ledger = ledgerOf(people(50));
    const settle: Ledger['settle'] = async () => {
      throw new Error('disk full');
    };
    await expect(openOutboxLane(folder).run({ ...ledger, settle }, NEVER)).rejects.toThrow('disk full');
  });

  test('takes away after an hour what a killed program has left half written, and nothing younger', async () => {
    for (const left of ['old', 'young']) {
      mkdirSync(join(folder, '.parts', left), { recursive: true });
      writeFileSync(join(folder, '.parts', left, '0'), 'half');
    }
    const hoursAgo = Date.now() / 1000 - 7200;
    utimesSync(join(folder, '.parts', 'old'), hoursAgo, hoursAgo);
    await openOutboxLane(folder).run(ledgerOf(people(1)), NEVER);
    expect(readdirSync(join(folder, '.parts'))).toEqual(['young']);
  });
});
