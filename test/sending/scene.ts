/** A newsroom of its own, a mail server, and senders that do not outlive their test. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, type TestContext } from 'vitest';
import { type Behaviour, type FaultyServer, openFaultyServer } from './faulty-server.ts';
import { readLedger } from './ledger-rows.ts';
import { closeNewsroom, copyNewsroom, type Newsroom } from './newsroom.ts';
import { type Sender, startSender } from './sender-process.ts';
import { tally } from './tally.ts';

/** Milliseconds before each answer to RCPT: there is time for something to happen. */
export const SLOWLY: Behaviour = { waits: (step) => (step === 'rcpt' ? 40 : 0) };

/** What processes of one test share. */
export type Scene = {
  readonly room: Newsroom;
  readonly server: FaultyServer;
  /** Starts the real command. */
  send(...args: string[]): Sender;
  /** How many messages the server has. */
  taken(): number;
  /** Waits until the server has so many. */
  hasTaken(count: number): Promise<void>;
  /** Waits until nothing has come for a while. */
  stillness(): Promise<void>;
};

const PATIENCE_MS = 40_000;
const STILL_MS = 600;

/** Opens it until the test ends; tests of one file may run at the same time. */
export async function openScene(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  base: Newsroom,
  behaviour: Behaviour,
): Promise<Scene> {
  const room = copyNewsroom(base);
  const server = await openFaultyServer(behaviour);
  const senders: Sender[] = [];
  onTestFinished(async () => {
    for (const sender of senders) sender.kill('SIGKILL');
    await Promise.all(senders.map(({ ended }) => ended));
    await server.close();
    closeNewsroom(room);
  });
  const taken = () => server.log.filter(({ event }) => event === 'taken').length;
  const send = (...args: string[]) => {
    const sender = startSender(room, server.url, args);
    senders.push(sender);
    return sender;
  };
  const hasTaken = async (count: number) => {
    for (let waited = 0; taken() < count; waited += 10) {
      if (waited > PATIENCE_MS)
        throw new Error(`only ${taken()} messages: ${senders.map(({ printed }) => printed()).join()}`);
      await sleep(10);
    }
  };
  const stillness = async () => {
    for (let before = -1; before !== taken(); ) {
      before = taken();
      await sleep(STILL_MS);
    }
  };
  return { room, server, send, taken, hasTaken, stillness };
}

/** All recipients, once each, and the ledger says so. */
export async function expectEverybodyOnce({ room, server }: Scene): Promise<void> {
  const people = room.addresses.length;
  expect(tally(server.log, room.addresses)).toMatchObject({
    messages: people,
    lost: [],
    duplicates: [],
    strangers: [],
  });
  expect(await readLedger(room)).toMatchObject({ candidates: people, sum: people, counts: { sent: people } });
}
