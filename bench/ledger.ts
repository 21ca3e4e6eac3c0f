/**
 * How fast are rows claimed and settled, in groups as they come from few open connections? Each group is one transaction,
 * on the disk before the next one begins. Two ways take turns on one file: the ledger, and a bare loop over node:sqlite that does the same writes with prepared statements. A process of its own for
 * each length of list tells how much memory it takes.
 *
 *     npm run bench:ledger [-- 10000 1000000]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type DeliveryResult, type Ledger, openLedger, openStore } from '../src/store/index.ts';
import { median } from './median.ts';

const GROUPS = [1, 2, 5, 10] as const;
const ROUNDS = 5;
const SLICE_MS = 250;
const NOW = 1_700_000_000_000;
const REPLY = '250 2.0.0 Ok: queued as 4ZtGxn2vB5z1';

/** Claims `group` rows and settles those claimed before; gives their positions. */
type Way = { readonly turn: (group: number) => Promise<readonly number[]>; readonly close: () => Promise<void> };
type Measured = {
  readonly freeze: number;
  readonly megabytes: number;
  /** Rows per second by way and group. */
  readonly rates: Readonly<Record<string, readonly number[]>>;
};

const [what, ...rest] = process.argv.slice(2);
if (what === '--measure') console.log(JSON.stringify(await measure(rest[0] ?? '')));
else await report((what === undefined ? ['10000', '1000000'] : [what, ...rest]).map(Number));

async function report(sizes: readonly number[]): Promise<void> {
  const all: Measured[] = [];
  for (const size of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'mujaz-bench-'));
    try {
      const file = join(folder, 'mujaz.sqlite');
      await fill(file, size);
      const said = execFileSync(process.execPath, [import.meta.filename, '--measure', file], { encoding: 'utf8' });
      const measured: Measured = JSON.parse(said);
      all.push(measured);
      tell(size, measured);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const [few, many] = [all[0], all.at(-1)];
  if (!few || !many || few === many) return;
  console.log('longest list against shortest');
  for (const way of Object.keys(few.rates)) {
    console.log(
      `  ${way.padEnd(7)}${GROUPS.map((_, at) => ratio(many.rates[way]?.[at], few.rates[way]?.[at])).join('')}`,
    );
  }
  console.log(`  memory ${ratio(many.megabytes, few.megabytes)}`);
}

function tell(size: number, { freeze, megabytes, rates }: Measured): void {
  console.log(`${size} rows: frozen in ${freeze.toFixed(2)} s, resident at most ${megabytes.toFixed(0)} MB`);
  console.log(`  in groups of  ${GROUPS.map((group) => String(group).padStart(9)).join('')}`);
  for (const [way, list] of Object.entries(rates)) {
    console.log(`  ${way.padEnd(7)} rows/s ${list.map((rate) => rate.toFixed(0).padStart(9)).join('')}`);
    if (way !== 'bare')
      console.log(`    against bare${list.map((rate, at) => ratio(rate, rates['bare']?.[at])).join('')}`);
  }
}

function ratio(one: number | undefined, other: number | undefined): string {
  return ((one ?? 0) / (other ?? 1)).toFixed(2).padStart(9);
}

/** So many subscribers, two of a hundred suppressed, and an edition. */
async function fill(file: string, size: number): Promise<void> {
  await (await openStore({ file })).close();
  const database = new DatabaseSync(file);
  database.exec(`begin;
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${size})
    insert into subscribers
      select i, printf('id-%012d', i), printf('%016x', i * 7919), '1.' || hex(randomblob(50)), 'active', 'daily',
        case i % 4 when 0 then 'camps,operations' else '*' end, null, 1, 1, 1, null from n;
    insert into suppressions select address_hash, 'editor', 1 from subscribers where number % 50 = 0;
    insert into editions values (1, 'daily', '2025-01-01', 'hash', '{}', '{}', 1, null);
    commit`);
  database.close();
}

async function measure(file: string): Promise<Measured> {
  const ledger = await openLedger({ file });
  const freeze = await seconds(() => frozen(ledger));
  await ledger.setState(1, ['ready'], 'sending', { at: NOW, reason: null });
  const ways: Readonly<Record<string, Way>> = {
    ledger: over(ledger, 'bench'),
    bare: bare(file),
  };
  const putBack = rewinder(file);
  const rates: Record<string, number[]> = {};
  for (const group of GROUPS) {
    const slices: Record<string, number[]> = {};
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, way] of Object.entries(ways)) {
        slices[name] ??= [];
        slices[name].push(await rateOf(way, group, putBack));
      }
    }
    for (const [name, list] of Object.entries(slices)) {
      rates[name] ??= [];
      rates[name].push(median(list));
    }
  }
  const megabytes = process.resourceUsage().maxRSS / 1000;
  for (const way of Object.values(ways)) await way.close();
  return { freeze, megabytes, rates };
}

async function frozen(ledger: Ledger): Promise<void> {
  const slots = { preferences: 'preferences', leave: 'leave' };
  const content = { themes: [], subject: 's', html: 'h'.repeat(50_000), text: 't'.repeat(10_000), slots };
  const variants = ['*', 'camps,operations'].map((themes) => ({ themes, content }));
  const answer = await ledger.freeze({ edition: 1, hash: 'hash', at: NOW, variants });
  if ('refused' in answer) throw new Error(answer.refused);
}

function over(ledger: Ledger, sender: string): Way {
  let results: readonly DeliveryResult[] = [];
  return {
    async turn(want) {
      const { claimed } = await ledger.turn({ edition: 1, sender, at: NOW, results, want });
      results = claimed.map(({ position }) => ({ position, state: 'sent', reply: REPLY }));
      return claimed.map(({ position }) => position);
    },
    close: () => ledger.close(),
  };
}

/** What any program has to do at least. */
function bare(file: string): Way {
  const database = new DatabaseSync(file);
  database.exec('pragma synchronous = full; pragma cache_size = -16000; pragma busy_timeout = 5000');
  const due =
    database.prepare(`select d.position, s.address from deliveries d join subscribers s on s.number = d.subscriber
    left join suppressions p on p.address_hash = s.address_hash
    where d.edition = 1 and d.state = 'queued' and d.next_try_at <= ${NOW} and p.reason is null
    order by d.next_try_at, d.position limit ?`);
  const claim = database.prepare(
    `update deliveries set state = 'sending', sender = 'bare' where edition = 1 and position = ?`,
  );
  const settle = database.prepare(
    `update deliveries set state = 'sent', sender = null, last_reply = ?, settled_at = ? where edition = 1 and position = ?`,
  );
  let mine: readonly number[] = [];
  return {
    async turn(group) {
      database.exec('begin immediate');
      for (const position of mine) settle.run(REPLY, NOW, position);
      mine = due.all(group).map((row) => row['position'] as number);
      for (const position of mine) claim.run(position);
      database.exec('commit');
      return mine;
    },
    close: async () => database.close(),
  };
}

/** Rows per second; afterwards the list is as it was. */
async function rateOf({ turn }: Way, group: number, putBack: (last: number) => void): Promise<number> {
  const began = performance.now();
  let [rows, last] = [0, 0];
  while (performance.now() - began < SLICE_MS) {
    const claimed = await turn(group);
    if (claimed.length === 0) throw new Error('the list is too short: nothing is left to claim');
    rows += claimed.length;
    last = Math.max(last, ...claimed);
  }
  const rate = (rows * 1000) / (performance.now() - began);
  await turn(0);
  putBack(last);
  return rate;
}

/** Queues the first rows of the list again. */
function rewinder(file: string): (last: number) => void {
  const database = new DatabaseSync(file);
  database.exec('pragma busy_timeout = 5000');
  const rewind = database.prepare(`update deliveries set state = 'queued', last_reply = null, settled_at = null
    where edition = 1 and position <= ? and state = 'sent'`);
  return (last) => rewind.run(last);
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
