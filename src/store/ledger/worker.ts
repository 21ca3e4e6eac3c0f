/** The thread of the ledger: it keeps the file open and does what it is asked, in the order of asking. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Ledger } from './contract.ts';
import { type Answer, type Call, failureAnswer } from './messages.ts';
import { openFileLedger } from './open-file.ts';

const port = parentPort;
if (!port) throw new Error('this file is the ledger’s thread: it is started by thread.ts');
const say = (answer: Answer) => port.postMessage(answer);

/** What is being done. */
const calls = new Set<Promise<void>>();

try {
  const ledger = await openFileLedger((workerData as { readonly file: string }).file);
  port.on('message', (call: Call) => void (call === 'close' ? close(ledger) : take(ledger, call)));
  say('ready');
} catch (error) {
  say(failureAnswer(0, error));
}

async function take(ledger: Ledger, call: Exclude<Call, 'close'>): Promise<void> {
  const work = answer(ledger, call);
  calls.add(work);
  await work;
  calls.delete(work);
}

async function answer(ledger: Ledger, { id, method, args }: Exclude<Call, 'close'>): Promise<void> {
  try {
    const work = ledger[method] as (...args: readonly unknown[]) => Promise<unknown>;
    say({ id, value: await work(...args) });
  } catch (error) {
    say(failureAnswer(id, error));
  }
}

/** Without a port that is listened to, nothing keeps the thread. */
async function close(ledger: Ledger): Promise<void> {
  await Promise.all(calls);
  await ledger.close();
  port?.close();
}
