/** A mail server on loopback that misbehaves as it is told to, and never lies about what it took. */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { Conversation } from './conversation.ts';
import type { Rule } from './faults.ts';
import type { MailEvent } from './mail-log.ts';

/** Moments at which a sender may be killed; `taken`: the server has the message and has not answered yet. */
export type Step = 'mail' | 'rcpt' | 'data' | 'taken' | 'answered';

/** How a server behaves. */
export type Behaviour = {
  readonly rules?: readonly Rule[];
  readonly pipelining?: boolean;
  /** `refuses`: 454 to STARTTLS; `breaks`: what follows its consent is not TLS. */
  readonly tls?: 'refuses' | 'breaks';
  /** Asks for a login and answers it with this reply. */
  readonly auth?: string;
  /** Milliseconds before the reply at a step; 0 where left out. */
  readonly waits?: (step: Step | 'other') => number;
  /** Told at each step, before the server goes on. */
  readonly onStep?: (step: Step) => void;
  /** Gets each message as it came. */
  readonly onMessage?: (to: string, raw: string) => void;
};

/** A server at work. */
export type FaultyServer = {
  readonly port: number;
  readonly url: string;
  readonly log: MailEvent[];
  /** Changes how it behaves from now on. */
  behave(behaviour: Behaviour): void;
  openConnections(): readonly number[];
  /** Closes the door and every connection. */
  close(): Promise<void>;
};

/** What the conversations of a server share. */
export type Shared = {
  behaviour: Behaviour;
  readonly log: MailEvent[];
  /** How many times each recipient was asked for. */
  readonly attempts: Map<string, number>;
};

/** Starts a server on a port of its own, or on one that was used before. */
export async function openFaultyServer(behaviour: Behaviour = {}, port = 0): Promise<FaultyServer> {
  const shared: Shared = { behaviour, log: [], attempts: new Map() };
  const open = new Map<number, Socket>();
  let count = 0;
  const server = createServer({ noDelay: true }, (socket) => {
    const connection = ++count;
    open.set(connection, socket);
    shared.log.push({ event: 'connected', connection });
    socket.on('error', () => {});
    socket.on('close', () => {
      open.delete(connection);
      shared.log.push({ event: 'ended', connection });
    });
    new Conversation(socket, connection, shared).begin();
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as { port: number };
  return {
    port: address.port,
    url: `smtp://127.0.0.1:${address.port}`,
    log: shared.log,
    behave: (next) => {
      shared.behaviour = next;
    },
    openConnections: () => [...open.keys()],
    close: async () => {
      for (const socket of open.values()) socket.destroy();
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
}
