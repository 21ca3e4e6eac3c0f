/** The talk over one connection: message after message, until there is none or the connection is of no more use. */

import { maskReply } from '../mask-reply.ts';
import { askEnvelope } from './ask-envelope.ts';
import type { Capabilities } from './connect.ts';
import type { Ahead, BulkMessage, BulkOutcome, Timeouts, World } from './contract.ts';
import type { Distance } from './distance.ts';
import type { DotGate } from './dot-gate.ts';
import { writeEnvelope } from './envelope.ts';
import { Frame } from './frame.ts';
import { type Line, LineBroken } from './line.ts';
import { fateOf, type OpenMessage } from './open-message.ts';
import { judge, unharmed, type Verdict } from './outcomes.ts';
import { Records } from './records.ts';

/** What a session needs of the run it belongs to. */
export type Desk = {
  claim(): Promise<BulkMessage | null>;
  /** Null: the source does not ask for it. */
  readonly permit: ((message: BulkMessage) => Promise<boolean>) | null;
  settle(message: BulkMessage, outcome: BulkOutcome): Promise<void>;
  /** False as soon as no message may begin any more. */
  mayBegin(): boolean;
  readonly distance: Distance;
  readonly gate: DotGate;
  readonly timeouts: Timeouts;
  readonly ahead: Ahead;
  /** Messages per connection. */
  readonly limit: number;
  readonly world: World;
};

/** `over`: nothing is left to do here; `lost`: another connection may do better; `fault`: none will. */
export type SessionEnd = { readonly why: 'over' | 'lost' | 'fault'; readonly reply: string };

/** The next message while it is being claimed: undefined until then. */
type Upcoming = { value: BulkMessage | null | undefined; readonly claimed: Promise<void> };

/** Whether the end of a message may leave: undefined until it is known. */
type Permission = { value: boolean | undefined; readonly known: Promise<boolean> };

const NOTHING: Upcoming = { value: null, claimed: Promise.resolve() };
const END_OF_DATA = '.\r\n';

/** One connection's talk; `run` is called once. */
export class Session {
  readonly #line: Line;
  readonly #offers: Capabilities;
  readonly #desk: Desk;
  #frame = new Frame();
  /** Holds the next message while the last one is on its way; made when it is needed. */
  #spare: Frame | null = null;
  #open: OpenMessage[] = [];
  #upcoming = NOTHING;
  /** Claimed, and its envelope not yet written. */
  #held: BulkMessage | null = null;
  #begun = 0;
  #isInTransaction = false;
  readonly #permissions = new WeakMap<BulkMessage, Permission>();
  readonly #records: Records;

  constructor(line: Line, offers: Capabilities, desk: Desk) {
    this.#line = line;
    this.#offers = offers;
    this.#desk = desk;
    this.#records = new Records((message, outcome) => desk.settle(message, outcome));
  }

  /** Sends `first` and what is claimed after it; all of them are settled when it resolves. */
  async run(first: BulkMessage): Promise<SessionEnd> {
    let end: SessionEnd;
    let wasPending = false;
    try {
      end = await this.#talk(first);
      await this.#records.caughtUp();
      if (end.why === 'over' && !this.#line.isOwed) await this.#line.quit();
    } catch (error) {
      if (!(error instanceof LineBroken)) throw error;
      // It may be the server's farewell, with an address in it.
      end = { why: 'lost', reply: maskReply(error.word, '') };
    } finally {
      // Before the socket goes: what is pending now has not left.
      wasPending = this.#line.isPending;
      this.#line.break('ended');
    }
    await this.#settleRest(end.reply, wasPending);
    return end;
  }

  async #talk(first: BulkMessage): Promise<SessionEnd> {
    let open = await this.#begin(first);
    while (open) {
      this.#upcoming = this.#claimNext();
      const { verdict, joined } = await this.#deliver(open);
      this.#record(open, verdict.outcome);
      if (verdict.connection === 'fault') return { why: 'fault', reply: verdict.outcome.reply };
      if (verdict.connection === 'ends') return { why: 'lost', reply: verdict.outcome.reply };
      open = joined ?? (await this.#follow());
    }
    return { why: 'over', reply: 'no message begins any more' };
  }

  async #deliver(open: OpenMessage): Promise<{ readonly verdict: Verdict; readonly joined: OpenMessage | null }> {
    const refusal = await this.#ask(open);
    if (refusal) return { verdict: refusal, joined: null };
    const joined = await this.#sendBody(open);
    await this.#line.flushedOrAnswered(this.#desk.timeouts.body);
    const { gate, timeouts, world } = this.#desk;
    const ended = world.now();
    const reply = await this.#line.reply(timeouts.final);
    gate.noteAnswer(world.now() - ended);
    return { verdict: judge(reply, 'DOT', open.message.to), joined };
  }

  /** The message behind one that has ended, when its turn has come. */
  async #follow(): Promise<OpenMessage | null> {
    if (!this.#goesAhead()) await this.#records.caughtUp();
    await this.#upcoming.claimed;
    const message = this.#upcoming.value ?? null;
    this.#upcoming = NOTHING;
    return message && this.#begin(message);
  }

  /** Writes the envelope of the first message, from this one on, that the server can be asked to take. */
  async #begin(first: BulkMessage): Promise<OpenMessage | null> {
    for (let message: BulkMessage | null = first; message; message = await this.#desk.claim()) {
      this.#held = message;
      if (this.#line.isPending) await this.#line.flushed(this.#desk.timeouts.body);
      const open = this.#desk.mayBegin() ? this.#prepare(message, this.#frame, false) : unharmed('stopped');
      if ('message' in open) {
        this.#line.write(this.#firstCommands(open), this.#offers.pipelining ? 3 + Number(open.resets) : 1);
        this.#enter(open);
        return open;
      }
      this.#held = null;
      await this.#desk.settle(message, open);
    }
    return null;
  }

  #prepare(message: BulkMessage, frame: Frame, isJoined: boolean): OpenMessage | BulkOutcome {
    const envelope = writeEnvelope(message, this.#offers, () => {
      frame.fill(message.chunks());
      return frame.length;
    });
    if ('outcome' in envelope) return envelope;
    return { message, envelope, resets: this.#isInTransaction, isJoined, dot: 'held', release: () => {}, known: null };
  }

  #enter(open: OpenMessage): void {
    this.#held = null;
    this.#begun++;
    this.#isInTransaction = true;
    this.#open.push(open);
  }

  /** All of the envelope where the server takes it at once (RFC 2920), else its first command. */
  #firstCommands({ envelope: { mail, rcpt }, resets }: OpenMessage): string {
    const reset = resets ? 'RSET\r\n' : '';
    if (this.#offers.pipelining) return `${reset}${mail}\r\n${rcpt}\r\nDATA\r\n`;
    return reset || `${mail}\r\n`;
  }

  /** What the server says to an envelope: null when the message may go. */
  async #ask(open: OpenMessage): Promise<Verdict | null> {
    const { world, distance, timeouts } = this.#desk;
    const began = world.now();
    const heard = () => {
      if (!open.isJoined) distance.note(world.now() - began);
    };
    const asking = { line: this.#line, isPipelined: this.#offers.pipelining, timeouts, heard };
    const { refusal, isOver } = await askEnvelope(asking, open);
    if (isOver) this.#isInTransaction = false;
    return refusal;
  }

  /** Writes the message. Its dot waits until the message before is on disk; the next envelope may go with it. */
  async #sendBody(open: OpenMessage): Promise<OpenMessage | null> {
    const frame = this.#frame;
    const { value: isPermitted } = this.#permissionFor(open.message);
    const release = isPermitted && !this.#records.isBehind ? this.#desk.gate.pass() : null;
    if (release) open.release = release;
    else await this.#sendWithoutDot(open, frame);
    frame.append(END_OF_DATA);
    this.#isInTransaction = false;
    const joined = this.#joinNext(frame);
    this.#line.write(frame.bytes(), joined ? 4 : 1);
    open.dot = joined ? 'joined' : 'last';
    return joined;
  }

  async #sendWithoutDot(open: OpenMessage, frame: Frame): Promise<void> {
    this.#line.write(frame.bytes(), 0);
    await this.#records.caughtUp();
    if (!(await this.#permissionFor(open.message).known)) throw new LineBroken('not ours any more');
    open.release = await this.#desk.gate.turn();
    await this.#line.flushed(this.#desk.timeouts.body);
    frame.clear();
  }

  /** Asked for once. */
  #permissionFor(message: BulkMessage): Permission {
    const { permit } = this.#desk;
    const asked = this.#permissions.get(message);
    if (asked) return asked;
    const permission: Permission = {
      value: permit ? undefined : true,
      known: permit ? permit(message) : Promise.resolve(true),
    };
    permission.known.then(
      (isPermitted) => {
        permission.value = isPermitted;
      },
      // Whoever waits hears of a failure; until then it is nobody's.
      () => {},
    );
    this.#permissions.set(message, permission);
    return permission;
  }

  /** Puts the envelope of the next message behind a final dot, if it is there already. */
  #joinNext(frame: Frame): OpenMessage | null {
    const { value } = this.#upcoming;
    if (!value || !this.#goesAhead() || !this.#desk.mayBegin()) return null;
    this.#spare ??= new Frame();
    const next = this.#prepare(value, this.#spare, true);
    // One that cannot be asked for is settled when its turn comes.
    if (!('message' in next)) return null;
    frame.append(this.#firstCommands(next));
    [this.#frame, this.#spare] = [this.#spare, frame];
    this.#upcoming = NOTHING;
    this.#enter(next);
    return next;
  }

  #goesAhead(): boolean {
    const { ahead, distance } = this.#desk;
    return this.#offers.pipelining && (ahead === 'joined' || (ahead === 'auto' && distance.isFar));
  }

  #claimNext(): Upcoming {
    if (this.#begun >= this.#desk.limit || !this.#desk.mayBegin()) return NOTHING;
    const upcoming: { value: BulkMessage | null | undefined } = { value: undefined };
    const claimed = this.#desk.claim().then((message) => {
      upcoming.value = message;
    });
    // Whoever awaits it hears of a failure; until then it is nobody's.
    claimed.catch(() => {});
    return Object.assign(upcoming, { claimed });
  }

  /** Hands an outcome to the ledger without waiting for it. */
  #record(open: OpenMessage, outcome: BulkOutcome): void {
    this.#open = this.#open.filter((other) => other !== open);
    const { gate, world } = this.#desk;
    const known = world.now();
    this.#records.add(open.message, outcome, () => {
      gate.noteLedger(world.now() - known);
      open.release();
    });
    // It shares the transaction with this outcome.
    const next = this.#line.isBroken ? null : (this.#open[0]?.message ?? this.#upcoming.value);
    if (next) this.#permissionFor(next);
  }

  /** After the end: what was open, and what was claimed and never begun. */
  async #settleRest(reply: string, wasPending: boolean): Promise<void> {
    for (const open of [...this.#open]) this.#record(open, fateOf(open, wasPending, reply));
    await this.#records.caughtUp();
    await this.#upcoming.claimed;
    for (const message of [this.#held, this.#upcoming.value])
      if (message) await this.#desk.settle(message, unharmed(reply));
  }
}
