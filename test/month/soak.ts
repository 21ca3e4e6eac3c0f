/**
 * `npm run soak:month [-- --postgres]`: the month of `month.test.ts` against the real program: `mujaz run` as a process whose clock is moved
 * from look to look, real servers for feeds and mails, two programs on one database for some of the time, and one death by
 * kill -9. Prints each day, and what differs from what is expected; ends with 1 when anything does.
 */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openStore, type Store } from '../../src/app/index.ts';
import { type Config, loadConfig } from '../../src/config/index.ts';
import { openPostgres } from '../sending/own-postgres.ts';
import { openMailServer } from '../setup/mail-server.ts';
import { openNewsrooms } from './feed-server.ts';
import { NEWS } from './news.ts';
import { utc } from './news-item.ts';
import { APPROVALS, FIRST, openOffice, type Step, steps, tendFolder } from './scenario.ts';
import { differences } from './soak-check.ts';
import { command, enrol, openClock, type Program, type ProgramSettings, startProgram } from './soak-office.ts';
import { settle } from './soak-settle.ts';

/** A second program shares the work from the first look to the other one. */
const SHARED = { from: utc('03-12 00:00'), until: utc('03-23 00:00') };
/** The program is killed while it makes the edition of this look; the clock goes on until its lease is over. */
const KILLED_AT = utc('03-25 01:55');
const LEASE_MS = 11 * 60_000;
const PATIENCE_MS = 20_000;

const { values } = parseArgs({ options: { postgres: { type: 'boolean', default: false } } });

let clockNow = () => FIRST;
const newsrooms = await openNewsrooms(NEWS, () => clockNow());
const mails = await openMailServer();
const office = openOffice(newsrooms, { inMemory: false });
const clock = openClock(office.folder, FIRST);
clockNow = clock.now;
const postgres = values.postgres ? await openPostgres() : null;
const env = {
  MUJAZ_KEY: 'ab'.repeat(32),
  SMTP_URL: mails.url,
  ...(postgres ? { DATABASE_URL: postgres.url } : {}),
};
const settings: ProgramSettings = { folder: office.folder, clock, env };
const config = loadConfig(join(office.folder, 'config'), office.folder, env);
await enrol(config, FIRST);
const store = await openStore(config.database);
const programs = new Map<string, Program>();
const began = performance.now();
try {
  await playAll(config, store);
  const differ = await differences(store, mails.arrived, newsrooms.log);
  for (const line of differ) console.log(line);
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(
    `${differ.length === 0 ? 'All as expected' : `${differ.length} differences`}: ${mails.arrived.length} mails, ${newsrooms.log.length} requests, ${seconds} s.`,
  );
  process.exitCode = differ.length === 0 ? 0 : 1;
} catch (error) {
  console.log(String(error));
  for (const { name, printed } of programs.values()) console.log(`--- ${name}\n${printed().slice(-4000)}`);
  process.exitCode = 1;
} finally {
  await Promise.all([...programs.values()].map((program) => program.kill()));
  await store.close();
  await postgres?.close();
  await newsrooms.close();
  await mails.close();
  office.close();
}

async function playAll(config: Config, store: Store): Promise<void> {
  for (const step of steps()) {
    clock.set(step.at);
    tendFolder(office.corpus, step.at);
    await staff(step);
    if (!step.isAlive) continue;
    if (step.at === KILLED_AT) await killFirst();
    await settle(config, store, clock.now);
    for (const date of APPROVALS.get(step.at) ?? []) await approveWeekly(store, date);
    await settle(config, store, clock.now);
    if (new Date(step.at).getUTCHours() === 19) console.log(dayLine(step.at));
  }
  await Promise.all([...programs.values()].map((program) => program.stop()));
  programs.clear();
}

/** Starts and stops programs as the step asks for. */
async function staff({ at, isAlive }: Step): Promise<void> {
  const isShared = SHARED.from <= at && at < SHARED.until;
  await keep('first', isAlive);
  await keep('second', isAlive && isShared);
}

async function keep(name: string, isWanted: boolean): Promise<void> {
  const program = programs.get(name);
  if (isWanted && !program) programs.set(name, await startProgram(name, settings));
  if (isWanted || !program) return;
  programs.delete(name);
  await program.stop();
}

async function killFirst(): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  let state = await stateOfSlot();
  while (state !== 'making' && performance.now() < end) {
    await pause(5);
    state = await stateOfSlot();
  }
  await programs.get('first')?.kill();
  programs.delete('first');
  console.log(`killed when the slot was ${state}, found it ${await stateOfSlot()}`);
  clock.set(KILLED_AT + LEASE_MS);
  await keep('first', true);
}

async function stateOfSlot(): Promise<string> {
  const [slot] = await store.slots.from('daily', KILLED_AT - 3 * 3_600_000);
  return slot?.state ?? 'untouched';
}

/** As an editor does it; an edition that was followed by another one is refused. */
async function approveWeekly(store: Store, date: string): Promise<void> {
  const edition = (await store.editions({ digest: 'weekly', limit: 20 })).find((each) => each.date === date);
  const number = String(edition?.number ?? 0);
  const approved = await command(['approve', number, '--accept-warnings'], settings);
  if (!approved.startsWith('0')) return console.log(`${date}: ${approved.trim()}`);
  const sent = await command(['send', number, '--yes'], settings);
  if (!sent.startsWith('0')) throw new Error(`sending ${date}: ${sent}`);
}

function dayLine(at: number): string {
  const seconds = Math.round((performance.now() - began) / 1000);
  return `${new Date(at).toISOString().slice(0, 10)}: ${mails.arrived.length} mails, ${newsrooms.log.length} requests (${seconds} s)`;
}
