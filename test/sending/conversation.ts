/** One connection of the faulty server: commands in, replies out in their order, each at its time. */
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { findRule, type Rule, type Stage } from './faults.ts';
import type { Shared, Step } from './faulty-server.ts';
import { readMessage, type Taken } from './mail-log.ts';

const END = '\r\n.\r\n';
/** So much of a body is in before the connection is cut. */
const CUT_AFTER = 500;
/** Misdeeds that are nothing but the end. */
const ENDS: ReadonlySet<Rule['does']> = new Set(['hangs-up', 'cuts', 'loses-mail']);

export class Conversation {
  readonly #socket: Socket;
  readonly #connection: number;
  readonly #shared: Shared;
  #rest = '';
  #isBody: boolean = false;
  #isOver: boolean = false;
  #to: string | null = null;
  #messages = 0;
  #output: Promise<unknown> = Promise.resolve();

  constructor(socket: Socket, connection: number, shared: Shared) {
    this.#socket = socket;
    this.#connection = connection;
    this.#shared = shared;
  }

  /** Greets and listens. */
  begin(): void {
    this.#socket.setEncoding('latin1');
    this.#socket.on('data', (chunk) => this.#read(String(chunk)));
    if (!this.#misbehaves('greeting')) this.#say('220 faulty.example ESMTP');
  }

  #read(chunk: string): void {
    this.#rest += chunk;
    while (!this.#isOver && this.#rest !== '') {
      if (!(this.#isBody ? this.#readBody() : this.#readCommand())) return;
    }
  }

  /** False when more must come first. */
  #readCommand(): boolean {
    const end = this.#rest.indexOf('\n');
    if (end < 0) return false;
    const line = this.#rest.slice(0, end).trimEnd();
    this.#rest = this.#rest.slice(end + 1);
    this.#command(line);
    return true;
  }

  #readBody(): boolean {
    if (this.#rest.length > CUT_AFTER && this.#misbehaves('body')) return false;
    const isEmpty = this.#rest.startsWith('.\r\n');
    const end = isEmpty ? -2 : this.#rest.indexOf(END);
    if (end === -1) return false;
    const raw = this.#rest.slice(0, end + 2).replace(/^\.\./gmu, '.');
    this.#rest = this.#rest.slice(end + END.length);
    this.#isBody = false;
    this.#message(raw);
    return true;
  }

  #command(line: string): void {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') this.#say(this.#offers());
    else if (verb === 'STAR') this.#startTls();
    else if (verb === 'AUTH') this.#say(this.#shared.behaviour.auth ?? '503 5.5.1 no login here');
    else if (verb === 'MAIL') this.#mail();
    else if (verb === 'RCPT') this.#rcpt(line);
    else if (verb === 'DATA') this.#data();
    else if (verb === 'RSET') this.#reset();
    else if (verb === 'QUIT') this.#quit();
    else this.#say('502 5.5.2 what?');
  }

  #offers(): string {
    const { pipelining = true, tls, auth } = this.#shared.behaviour;
    const words = ['faulty.example', 'SIZE 52428800', '8BITMIME'];
    if (pipelining) words.push('PIPELINING');
    if (tls) words.push('STARTTLS');
    if (auth) words.push('AUTH PLAIN LOGIN');
    return words.map((word, at) => `250${at < words.length - 1 ? '-' : ' '}${word}`).join('\r\n');
  }

  #startTls(): void {
    const { tls } = this.#shared.behaviour;
    if (tls !== 'breaks') this.#say(tls ? '454 4.7.0 no TLS now' : '502 5.5.2 what?');
    else {
      this.#isOver = true;
      this.#say('220 2.0.0 go ahead');
      this.#socket.once('data', () => this.#say('this is no TLS at all'));
    }
  }

  #mail(): void {
    this.#to = null;
    this.#shared.log.push({ event: 'envelope', connection: this.#connection });
    this.#step('mail');
    if (!this.#misbehaves('mail')) this.#say('250 2.1.0 ok', 'mail');
  }

  #rcpt(line: string): void {
    const to = line.slice(line.indexOf('<') + 1, line.indexOf('>'));
    const { attempts } = this.#shared;
    attempts.set(to, (attempts.get(to) ?? 0) + 1);
    this.#to = to;
    this.#step('rcpt');
    if (this.#misbehaves('rcpt')) this.#to = null;
    else this.#say('250 2.1.5 ok', 'rcpt');
  }

  #data(): void {
    if (this.#to === null) this.#say('503 5.5.1 no recipient');
    else {
      this.#step('data');
      if (this.#misbehaves('data')) return;
      this.#isBody = true;
      this.#say('354 go on', 'data');
    }
  }

  #reset(): void {
    this.#to = null;
    this.#say('250 2.0.0 ok');
  }

  #quit(): void {
    this.#shared.log.push({ event: 'quit', connection: this.#connection });
    this.#sayLast('221 2.0.0 bye');
  }

  /** The whole message is here. */
  #message(raw: string): void {
    const to = this.#to ?? '';
    if (this.#misbehaves('dot')) return;
    const rule = this.#rule('dot');
    this.#take(to, raw, rule);
    this.#step('taken');
    this.#to = null;
    if (rule?.does === 'loses-reply') this.#hangUp();
    else if (rule?.does === 'babbles') this.#say('\u0016\u0003 gibberish');
    else this.#answer(rule?.does === 'answers-late' ? rule.ms : 0);
  }

  #answer(ms: number): void {
    const [connection, message] = [this.#connection, this.#messages];
    this.#wait(ms);
    this.#say(`250 2.0.0 taken as ${connection}-${message}`, 'taken');
    this.#then(() => {
      if (!this.#socket.destroyed) this.#shared.log.push({ event: 'answered', connection, message });
      this.#step('answered');
    });
  }

  /** Sworn to before anything is said: from here on the server has it. */
  #take(to: string, raw: string, rule: Rule | undefined): void {
    const answer: Taken['answer'] = rule?.does === 'answers-late' ? 'late' : rule ? 'none' : 'given';
    const message = ++this.#messages;
    const facts = readMessage(raw);
    this.#shared.log.push({ event: 'taken', connection: this.#connection, message, to, answer, ...facts });
    this.#shared.behaviour.onMessage?.(to, raw);
  }

  /** Does what a rule for this stage says instead of the usual; false when there is none, or it comes later. */
  #misbehaves(stage: Stage): boolean {
    const rule = this.#rule(stage);
    if (rule?.does === 'refuses') this.#refuse(rule.reply);
    else if (rule?.does === 'greets') this.#sayLast(rule.reply);
    else if (rule?.does === 'stays-mute') this.#isOver = true;
    else if (rule?.does === 'limits' && this.#messages >= rule.messages) this.#sayLast('421 4.7.0 enough for now');
    else if (rule && ENDS.has(rule.does)) this.#hangUp();
    else return false;
    return true;
  }

  #refuse(reply: string): void {
    const code = Number(reply.slice(0, 3));
    this.#shared.log.push({ event: 'refused', connection: this.#connection, to: this.#to ?? '', code });
    if (code === 421) this.#sayLast(reply);
    else this.#say(reply);
  }

  #rule(stage: Stage): Rule | undefined {
    const { behaviour, attempts } = this.#shared;
    const to = this.#to ?? '';
    return findRule(behaviour.rules ?? [], stage, {
      connection: this.#connection,
      to,
      attempt: attempts.get(to) ?? 0,
    });
  }

  #step(step: Step): void {
    this.#shared.behaviour.onStep?.(step);
  }

  #say(text: string, step: Step | 'other' = 'other'): void {
    const slow = this.#rule('pace');
    this.#wait((this.#shared.behaviour.waits?.(step) ?? 0) + (slow?.does === 'tarpits' ? slow.ms : 0));
    this.#then(() => this.#socket.write(`${text}\r\n`, 'latin1'));
  }

  #sayLast(text: string): void {
    this.#isOver = true;
    this.#say(text);
    this.#then(() => this.#socket.end());
  }

  /** Replies that are on their way go first. */
  #hangUp(): void {
    this.#isOver = true;
    this.#then(() => this.#socket.destroy());
  }

  #wait(ms: number): void {
    if (ms > 0) this.#output = this.#output.then(() => sleep(ms, undefined, { ref: false }));
  }

  #then(work: () => unknown): void {
    this.#output = this.#output.then(work);
  }
}
