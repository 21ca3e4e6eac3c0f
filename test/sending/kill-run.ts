/** A sending that is killed again and again, and started again each time until it is done. */
import { setTimeout as sleep } from 'node:timers/promises';
import { fractionOf } from './faults.ts';
import { type FaultyServer, openFaultyServer, type Step } from './faulty-server.ts';
import { type LedgerFacts, readLedger } from './ledger-rows.ts';
import type { Newsroom } from './newsroom.ts';
import { type Sender, startSender } from './sender-process.ts';
import { type Tally, tally } from './tally.ts';

/** How to torment it. */
export type KillPlan = {
  readonly kills: number;
  readonly seed: string;
  readonly connections: number;
  /** Milliseconds before each reply of the server. */
  readonly latency?: number;
};

/** One life of the sender, as seen after its end. */
export type Life = {
  /** Null: it ended by itself. */
  readonly killedAt: string | null;
  readonly code: number | null;
  readonly ledger: LedgerFacts;
  readonly printed: string;
};

/** What came of it. */
export type KillReport = { readonly lives: readonly Life[]; readonly tally: Tally; readonly seconds: number };

/** Both sides of the moment at which a message changes hands come twice. */
const STEPS: readonly Step[] = ['mail', 'rcpt', 'data', 'taken', 'taken', 'answered', 'answered'];
/** Of a life that the clock ends, after its first message. */
const CLOCK_MS = { least: 50, most: 1500 };
/** Of a life that a step ends: at most so many of these steps. */
const MOST_STEPS = 60;
/** So much of the list the kills may use up: each must hit a sender at work. */
const USED = 0.8;
const MOST_FAILURES = 3;

/** Kills, restarts, lets it end, and judges. */
export async function runKills(room: Newsroom, plan: KillPlan): Promise<KillReport> {
  const server = await openFaultyServer();
  const begun = Date.now();
  const lives: Life[] = [];
  try {
    let failures = 0;
    for (let done = false; !done; ) {
      const life = await live(room, server, plan, lives.filter(({ killedAt }) => killedAt !== null).length);
      lives.push(life);
      if (life.killedAt === null && life.code !== 0) failures++;
      done = life.code === 0 || failures >= MOST_FAILURES;
    }
  } finally {
    await server.close();
  }
  return { lives, tally: tally(server.log, room.addresses), seconds: (Date.now() - begun) / 1000 };
}

/** How a life is to end. */
type Death = { readonly step: Step; readonly count: number } | { readonly afterMs: number };

function deathOf({ kills, seed }: KillPlan, people: number, number: number): Death | null {
  if (number >= kills) return null;
  const chance = (what: string) => fractionOf(`${seed} ${number} ${what}`);
  if (number % 2 === 0) return { afterMs: CLOCK_MS.least + chance('ms') * (CLOCK_MS.most - CLOCK_MS.least) };
  const most = Math.min(MOST_STEPS, Math.ceil(people / kills));
  return {
    step: STEPS[Math.floor(chance('step') * STEPS.length)] as Step,
    count: 1 + Math.floor(chance('count') * most),
  };
}

async function live(room: Newsroom, server: FaultyServer, plan: KillPlan, number: number): Promise<Life> {
  const death = deathOf(plan, room.addresses.length, number);
  const pause = death ? pauseFor(plan, room.addresses.length) : 0;
  let killedAt: string | null = null;
  const { onStep, disarm } = lieInWait(death, (when) => {
    killedAt = when;
    server.log.push({ event: 'killed', when, open: server.openConnections() });
    sender.kill('SIGKILL');
  });
  const { latency = 0 } = plan;
  const uneven = () => pause * (0.3 + 1.4 * Math.random());
  server.behave({ onStep, waits: (step) => latency + (step === 'rcpt' ? uneven() : 0) });
  const sender: Sender = startSender(room, server.url);
  const code = await sender.ended;
  disarm();
  while (server.openConnections().length > 0) await sleep(5);
  return { killedAt: code === null ? killedAt : null, code, ledger: await readLedger(room), printed: sender.printed() };
}

/** Calls `kill` once, when the time has come. */
function lieInWait(death: Death | null, kill: (when: string) => void) {
  let steps = 0;
  let timer: NodeJS.Timeout | undefined;
  let isOver = death === null;
  const strike = (when: string) => {
    if (isOver) return;
    isOver = true;
    kill(when);
  };
  const onStep = (step: Step) => {
    if (isOver || !death) return;
    if ('step' in death) {
      if (step === death.step && ++steps >= death.count) strike(step);
    } else if (step === 'taken') timer ??= setTimeout(() => strike('clock'), death.afterMs);
  };
  const disarm = () => {
    isOver = true;
    clearTimeout(timer);
  };
  return { onStep, disarm };
}

/** Milliseconds before the reply to RCPT, on average: so slow that the list lasts for all kills. */
function pauseFor({ kills, connections }: KillPlan, people: number): number {
  const clockSeconds = (CLOCK_MS.least + CLOCK_MS.most) / 2000;
  const bySteps = (kills / 2) * (Math.min(MOST_STEPS, people / kills) / 2);
  const perSecond = (USED * people - bySteps) / ((kills / 2) * clockSeconds);
  return (1000 * connections) / Math.max(perSecond, 1);
}
