/** A connection as the lane uses it: groups of commands go out, replies come in, and every wait ends. */
import type { Socket } from 'node:net';
import { openReplyParser, type Reply } from './reply-parser.ts';

/** The connection is of no more use. `word` says why: what the server said when it closed, or one word. */
export class LineBroken extends Error {
  readonly word: string;
  constructor(word: string) {
    super(`the connection broke: ${word}`);
    this.name = 'LineBroken';
    this.word = word;
  }
}

/** More would be replies that nobody asked for. */
const MOST_WAITING = 16;
const GOODBYE_MS = 2000;
const CLOSING = 421;

/** One connection; its methods throw `LineBroken` once it is broken. */
export class Line {
  readonly #socket: Socket;
  readonly #parser = openReplyParser();
  readonly #replies: Reply[] = [];
  #wake: (() => void) | null = null;
  #broken: string | null = null;
  /** Replies asked for that did not come yet. */
  #owed = 0;
  /** Bytes of the last write that the system has not taken over. */
  #isPending: boolean = false;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('error', (error: NodeJS.ErrnoException) => this.break(error.code ?? 'failed'));
    socket.on('end', () => this.break('closed'));
    socket.on('close', () => this.break('closed'));
    if (socket.destroyed || socket.readableEnded) this.#broken = 'closed';
    else socket.resume();
  }

  get isBroken(): boolean {
    return this.#broken !== null;
  }

  /** True as long as the system has not taken over all bytes of the last write: its end has not left yet. */
  get isPending(): boolean {
    return this.#isPending;
  }

  /** Writes commands that are owed `replies`. `bytes` may be reused after `flushed`. */
  write(bytes: Uint8Array | string, replies: number): void {
    this.#check();
    this.#owed += replies;
    this.#socket.write(bytes, (error) => {
      // The callback of a destroyed socket says nothing about the bytes.
      if (error || this.#socket.destroyed) return;
      this.#isPending = this.#socket.writableLength > 0;
      if (!this.#isPending) this.#stir();
    });
    this.#isPending = this.#socket.writableLength > 0;
  }

  /** True while replies are still to come. */
  get isOwed(): boolean {
    return this.#owed > 0;
  }

  /** Waits until the system has taken over what was written. */
  async flushed(ms: number): Promise<void> {
    while (this.#isPending) await this.#wait(ms);
    this.#check();
  }

  /** Like `flushed`, or until the server answers before it has heard all. */
  async flushedOrAnswered(ms: number): Promise<void> {
    while (this.#isPending && this.#replies.length === 0) await this.#wait(ms);
  }

  /** The next reply; 421 is the last one of a connection. */
  async reply(ms: number): Promise<Reply> {
    while (this.#replies.length === 0) await this.#wait(ms);
    return this.#replies.shift() as Reply;
  }

  /** Ends it for the reason given; the first reason counts. */
  break(word: string): void {
    this.#broken ??= word;
    this.#socket.destroy();
    this.#stir();
  }

  /** Says QUIT and waits a little for the end, so that the server does not log a lost connection. */
  async quit(): Promise<void> {
    if (this.#broken !== null) return;
    this.#owed++;
    this.#socket.end('QUIT\r\n');
    const timer = setTimeout(() => this.#socket.destroy(), GOODBYE_MS);
    if (!this.#socket.closed) await new Promise<void>((resolve) => this.#socket.once('close', () => resolve()));
    clearTimeout(timer);
  }

  #take(chunk: Buffer): void {
    const { replies, isGarbage } = this.#parser.read(chunk);
    // A server may say at any time that it closes (RFC 5321, 3.8); any other reply would be taken for another's.
    const asked = replies.filter(({ code }) => --this.#owed >= 0 || code === CLOSING);
    this.#replies.push(...asked);
    if (asked.length < replies.length) this.break('unexpected reply');
    else if (isGarbage || this.#replies.length > MOST_WAITING) this.break('garbage');
    else this.#stir();
  }

  #check(): void {
    if (this.#broken === null) return;
    const farewell = this.#replies.find(({ code }) => code === CLOSING);
    throw new LineBroken(farewell?.text ?? this.#broken);
  }

  /** Until something happens; breaks the connection after `ms`. */
  async #wait(ms: number): Promise<void> {
    this.#check();
    const timer = setTimeout(() => this.break('timeout'), ms);
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    clearTimeout(timer);
  }

  #stir(): void {
    this.#wake?.();
    this.#wake = null;
  }
}
