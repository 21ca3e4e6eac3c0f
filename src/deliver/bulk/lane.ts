/** The bulk lane: finished messages over several connections, each fed for itself, none waiting for another. */
import { setMaxListeners } from 'node:events';
import { maskLogin } from '../mask-reply.ts';
import { readServer } from '../server.ts';
import { connect } from './connect.ts';
import type { BulkLane, BulkLaneOptions, BulkMessage, BulkOutcome, BulkSource, Timeouts } from './contract.ts';
import { Distance } from './distance.ts';
import { DotGate } from './dot-gate.ts';
import type { Line } from './line.ts';
import { unharmed } from './outcomes.ts';
import { Session, type SessionEnd } from './session.ts';
import { backoffAfter, openRate, REAL_WORLD } from './world.ts';

const TIMEOUTS = { connect: 30_000, envelope: 120_000, body: 180_000, final: 600_000 } as const;
const DEFAULTS = {
  messagesPerConnection: 500,
  messagesPerSecond: null,
  ahead: 'auto',
  mostUnrecorded: null,
  backoff: { first: 1000, longest: 60_000 },
  patience: 300_000,
  grace: 30_000,
  world: REAL_WORLD,
} as const;

/** After so many messages a connection that ends is followed by the next one at once. */
const FRUITFUL = 10;

/** A lane to one server; a connection is made at the first message. */
export function openBulkLane(options: BulkLaneOptions): BulkLane {
  const settings = { ...DEFAULTS, ...options, timeouts: { ...TIMEOUTS, ...options.timeouts } };
  return { run: (source, stop) => new Run(settings, source).start(stop) };
}

type Settings = Required<Omit<BulkLaneOptions, 'timeouts'>> & { readonly timeouts: Timeouts };

/** One run of a lane: what its connections share. */
class Run {
  readonly #settings: Settings;
  readonly #source: BulkSource;
  readonly #ending = new AbortController();
  readonly #lines = new Set<Line>();
  readonly #distance = new Distance();
  readonly #gate: DotGate;
  readonly #turn: (signal: AbortSignal) => Promise<void>;
  /** A connection has been made and logged in. */
  #isProven = false;
  /** Since when nothing has come of any connection. */
  #failingSince: number | null = null;
  #error: { readonly cause: unknown } | null = null;

  constructor(settings: Settings, source: BulkSource) {
    this.#settings = settings;
    this.#source = source;
    this.#gate = new DotGate(settings.mostUnrecorded, settings.connections);
    this.#turn = openRate(settings.messagesPerSecond, settings.world);
    setMaxListeners(0, this.#ending.signal);
  }

  async start(stop: AbortSignal): Promise<void> {
    const end = () => this.#ending.abort();
    let grace: NodeJS.Timeout | undefined;
    this.#ending.signal.addEventListener('abort', () => {
      grace = setTimeout(() => this.#hangUp(), this.#settings.grace);
    });
    if (stop.aborted) end();
    else stop.addEventListener('abort', end);
    await Promise.all(Array.from({ length: this.#settings.connections }, () => this.#work()));
    clearTimeout(grace);
    stop.removeEventListener('abort', end);
    if (this.#error) throw this.#error.cause;
  }

  /** One connection after another, as long as there are messages. */
  async #work(): Promise<void> {
    let failures = 0;
    try {
      for (let message = await this.#claim(); message; message = await this.#claim()) {
        const { settled, end } = await this.#send(message);
        failures = settled >= FRUITFUL ? 0 : settled > 0 ? 1 : failures + 1;
        if (end.why !== 'over') await this.#rest(failures, end);
      }
    } catch (cause) {
      this.#error ??= { cause };
      this.#ending.abort();
    }
  }

  async #send(first: BulkMessage): Promise<{ readonly settled: number; readonly end: SessionEnd }> {
    const { timeouts, ahead, world, messagesPerConnection } = this.#settings;
    const server = readServer(this.#settings.smtp);
    const connected = await connect(server, timeouts.connect, this.#isProven, this.#ending.signal);
    if (!('line' in connected)) {
      const reply = maskLogin(connected.reply, server.auth);
      await this.#source.settle(first, unharmed(reply));
      return { settled: 0, end: { why: connected.isFault ? 'fault' : 'lost', reply } };
    }
    this.#isProven = true;
    let settled = 0;
    const session = new Session(connected.line, connected.capabilities, {
      claim: () => this.#claim(),
      permit: this.#source.permit?.bind(this.#source) ?? null,
      settle: (message, outcome) => {
        if (isResult(outcome)) {
          settled++;
          this.#failingSince = null;
        }
        return this.#source.settle(message, outcome);
      },
      mayBegin: () => !this.#ending.signal.aborted,
      distance: this.#distance,
      gate: this.#gate,
      timeouts,
      ahead,
      limit: messagesPerConnection,
      world,
    });
    this.#lines.add(connected.line);
    try {
      const end = await session.run(first);
      return { end, settled };
    } finally {
      this.#lines.delete(connected.line);
    }
  }

  /** The next message, in its turn; given back when the end comes meanwhile. */
  async #claim(): Promise<BulkMessage | null> {
    const { signal } = this.#ending;
    if (signal.aborted) return null;
    const message = await this.#source.next();
    if (!message) return null;
    await this.#turn(signal);
    if (!signal.aborted) return message;
    await this.#source.settle(message, unharmed('stopped'));
    return null;
  }

  /** After a connection that did not end well: a pause, or the end of the run when there is no hope. */
  async #rest(failures: number, { why, reply }: SessionEnd): Promise<void> {
    const { world, patience, backoff } = this.#settings;
    const { signal } = this.#ending;
    if (signal.aborted) return;
    this.#failingSince ??= world.now();
    if (why === 'fault' || world.now() - this.#failingSince > patience) {
      this.#ending.abort();
      this.#source.serverFault(reply, why === 'fault' ? 'refused' : 'unreachable');
      return;
    }
    const pause = backoffAfter(failures, backoff, world);
    if (pause > 0) await world.pause(pause, signal);
  }

  /** What has not ended in time. */
  #hangUp(): void {
    for (const line of this.#lines) line.break('stopped');
  }
}

/** Something became of the message: the server is alive. */
function isResult({ outcome }: BulkOutcome): boolean {
  return outcome === 'sent' || outcome === 'later' || outcome === 'failed';
}
