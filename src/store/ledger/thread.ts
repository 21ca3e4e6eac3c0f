/** A ledger in a thread of its own: waiting for the disk does not hold up the program's sockets. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { StoreFault } from '../fault.ts';
import type { Ledger } from './contract.ts';
import { type Answer, type Call, failureOf, type Method } from './messages.ts';

/** Megabytes for objects that die at once, which is all that a turn makes: the default lets 32 of them gather. */
const YOUNG_MB = 4;

const METHODS: readonly Method[] = [
  'recipients',
  'freeze',
  'variant',
  'variantThemes',
  'sending',
  'sendings',
  'setState',
  'finish',
  'counts',
  'nextDueAt',
  'turn',
  'settleRefusals',
  'retryUncertain',
  'list',
  'doubtful',
  'replies',
  'ofSubscriber',
  'hold',
  'senders',
  'dismiss',
];

/** Over a SQLite file. It keeps the program running only while something is asked of it. @throws StoreFault */
export async function openThreadLedger(file: string): Promise<Ledger> {
  const thread = new LedgerThread(file);
  await thread.opened;
  const calls = METHODS.map((method) => [method, (...args: readonly unknown[]) => thread.ask(method, args)]);
  return { ...Object.fromEntries(calls), close: () => thread.close() };
}

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };

class LedgerThread {
  readonly #file: string;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #exited: Promise<unknown>;
  readonly opened: Promise<unknown>;
  #asked = 0;
  /** Why nothing can be asked any more. */
  #end: Error | null = null;

  constructor(file: string) {
    this.#file = file;
    this.#worker = new Worker(new URL('worker.ts', import.meta.url), {
      name: 'ledger',
      workerData: { file },
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    this.#worker.on('message', (answer: Answer) => this.#hear(answer));
    this.#worker.on('error', (error) => this.#stop(this.#gone(error)));
    this.#worker.on('exit', () => this.#stop(this.#gone()));
    this.#exited = once(this.#worker, 'exit').catch(() => undefined);
    this.opened = this.#wait(0);
  }

  async ask(method: Method, args: readonly unknown[]): Promise<unknown> {
    if (this.#end) throw this.#end;
    const id = ++this.#asked;
    const answered = this.#wait(id);
    this.#say({ id, method, args });
    return await answered;
  }

  /** What was asked before is done. */
  async close(): Promise<void> {
    if (this.#end === null) {
      this.#worker.ref();
      this.#say('close');
      this.#end = this.#gone();
    }
    await this.#exited;
  }

  #wait(id: number): Promise<unknown> {
    this.#worker.ref();
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #say(call: Call): void {
    this.#worker.postMessage(call);
  }

  #hear(answer: Answer): void {
    const id = answer === 'ready' ? 0 : answer.id;
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0 && this.#end === null) this.#worker.unref();
    if (answer === 'ready') waiting?.resolve(undefined);
    else if ('value' in answer) waiting?.resolve(answer.value);
    else waiting?.reject(failureOf(answer));
  }

  #stop(why: Error): void {
    this.#end ??= why;
    for (const { reject } of this.#waiting.values()) reject(why);
    this.#waiting.clear();
  }

  #gone(cause?: unknown): StoreFault {
    const why = cause instanceof Error ? `its thread ended: ${cause.message}` : 'its thread has ended';
    const next = 'Start the command again: all that was confirmed is written.';
    return new StoreFault('failed', `the ledger in ${this.#file}`, why, next, cause);
  }
}
