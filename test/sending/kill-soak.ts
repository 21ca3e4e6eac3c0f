/**
 * `npm run soak:kills -- [--kills 100] [--people 5000] [--seed 1] [--latency 0] [--postgres]`: sends an edition to
 * invented readers, kills the sender with -9 all the while, and prints what came of it as JSON. Ends with 1 when a promise
 * was broken. `--latency`: milliseconds before each reply of the mail server.
 */
import { parseArgs } from 'node:util';
import { summarise } from './kill-report.ts';
import { runKills } from './kill-run.ts';
import { closeNewsroom, openNewsroom } from './newsroom.ts';
import { openPostgres } from './own-postgres.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    people: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    latency: { type: 'string', default: '0' },
    postgres: { type: 'boolean', default: false },
  },
});

const CONNECTIONS = 5;

const people = Number(values.people);
const database = values.postgres ? await openPostgres() : null;
const room = await openNewsroom({ people, ...(database ? { databaseUrl: database.url } : {}) });
const plan = {
  kills: Number(values.kills),
  seed: values.seed,
  connections: CONNECTIONS,
  latency: Number(values.latency),
};
try {
  const report = await runKills(room, plan);
  const summary = summarise(report, plan, people);
  console.log(
    JSON.stringify({ ...summary, seed: plan.seed, database: values.postgres ? 'PostgreSQL' : 'SQLite' }, null, 2),
  );
  const last = report.lives.at(-1);
  if (last?.code !== 0) console.error(last?.printed);
  process.exitCode = summary.broken.length > 0 ? 1 : 0;
} finally {
  closeNewsroom(room);
  await database?.close();
}
