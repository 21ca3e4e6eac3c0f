/** A mail server that fails as a test wants and keeps an honest count of what it took, and a ledger in memory. */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { BulkMessage, BulkOutcome, BulkSource, ServerFaultKind } from '../../src/deliver/index.ts';

/** Where in the talk a server may fail; `body` is the middle of a message. */
export type Step = 'greeting' | 'ehlo' | 'mail' | 'rcpt' | 'data' | 'body' | 'dot' | 'rset' | 'quit';

/** What a server knows at a step. */
export type Moment = {
  readonly step: Step;
  /** 1, 2, ... in the order of connecting. */
  readonly connection: number;
  readonly to: string;
  /** How many times it has been asked for this recipient. */
  readonly attempt: number;
  /** Messages taken on this connection. */
  readonly taken: number;
};

/** A reply of its own; or none, and the connection `closed`, `reset` or left `mute`. `takes`: the message counts. */
export type Fault =
  | { readonly reply: string; readonly ends?: 'closed' }
  | { readonly ends: 'closed' | 'reset' | 'mute'; readonly takes?: boolean };

/** How a server behaves. */
export type Script = {
  readonly offers?: readonly string[];
  readonly at?: (moment: Moment) => Fault | undefined;
  /** Milliseconds before each answer. */
  readonly latency?: number;
  /** Replies leave byte by byte. */
  readonly dribbles?: boolean;
};

/** A server at work. */
export type FaultyServer = {
  readonly url: string;
  readonly taken: { readonly to: string; readonly raw: string }[];
  /** What came in at once, by connection, with bodies left out. */
  readonly groups: string[];
  readonly connections: () => number;
};

const END = '\r\n.\r\n';

/** Starts a server that is gone when the test ends. */
export async function startFaulty(script: Script = {}): Promise<FaultyServer> {
  const sockets = new Set<Socket>();
  const attempts = new Map<string, number>();
  const server: { taken: FaultyServer['taken']; groups: string[]; count: number } = { taken: [], groups: [], count: 0 };
  const listener = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    talk(socket, ++server.count, script, server, attempts);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    listener.close();
    await once(listener, 'close');
  });
  const { port } = listener.address() as { port: number };
  const { taken, groups } = server;
  return { url: `smtp://127.0.0.1:${port}`, taken, groups, connections: () => server.count };
}

function talk(
  socket: Socket,
  connection: number,
  { offers = ['PIPELINING', 'SIZE 1000000', '8BITMIME'], at, latency = 0, dribbles = false }: Script,
  server: { readonly taken: FaultyServer['taken']; readonly groups: string[] },
  attempts: Map<string, number>,
): void {
  let [isBody, isOver, to, taken, rest] = [false, false, '', 0, ''];
  let output = Promise.resolve();

  const say = (text: string, ends?: 'closed') => {
    output = output.then(async () => {
      if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency));
      for (const part of dribbles ? text : [text]) socket.write(part);
      if (ends) socket.end();
    });
  };
  /** True when the script has its own way at this step. */
  const fails = (step: Step): boolean => {
    const fault = at?.({ step, connection, to, attempt: attempts.get(to) ?? 0, taken });
    if (!fault) return false;
    if ('reply' in fault) say(`${fault.reply}\r\n`, fault.ends);
    if (step === 'rcpt' && 'reply' in fault && !fault.reply.startsWith('2')) to = `!${to}`;
    isOver ||= fault.ends !== undefined;
    if ('takes' in fault && fault.takes) server.taken.push({ to, raw: '' });
    if (!('reply' in fault) && fault.ends === 'closed') output = output.then(() => void socket.destroy());
    if (fault.ends === 'reset') output = output.then(() => void socket.resetAndDestroy());
    return true;
  };
  const command = (line: string): void => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') {
      if (!fails('ehlo')) say(['bare.example', ...offers].map(ehloLine).join(''));
    } else if (verb === 'MAIL') {
      if (!fails('mail')) say('250 2.1.0 ok\r\n');
    } else if (verb === 'RCPT') {
      to = line.slice(line.indexOf('<') + 1, line.indexOf('>'));
      attempts.set(to, (attempts.get(to) ?? 0) + 1);
      if (!fails('rcpt')) say('250 2.1.5 ok\r\n');
    } else if (verb === 'DATA') {
      if (fails('data')) return;
      isBody = !to.startsWith('!');
      say(isBody ? '354 go on\r\n' : '503 5.5.1 no recipients\r\n');
    } else if (verb === 'RSET') {
      if (!fails('rset')) say('250 2.0.0 ok\r\n');
    } else if (verb === 'QUIT') {
      if (!fails('quit')) say('221 2.0.0 bye\r\n', 'closed');
    } else say('502 5.5.2 what?\r\n');
  };
  const body = (raw: string): void => {
    if (fails('dot')) return;
    taken++;
    server.taken.push({ to, raw: raw.replace(/^\.\./gmu, '.') });
    say('250 2.0.0 taken\r\n');
  };
  const ehloLine = (line: string, index: number): string => `250${index < offers.length ? '-' : ' '}${line}\r\n`;
  const read = (chunk: string): void => {
    rest += chunk;
    let group = '';
    while (!isOver && rest !== '') {
      const mark = isBody ? END : '\n';
      const from = isBody && rest.startsWith('.\r\n') ? -2 : rest.indexOf(mark);
      if (from === -1) {
        if (isBody && fails('body')) return;
        break;
      }
      const piece = rest.slice(0, from + 2);
      rest = rest.slice(from + mark.length);
      group += isBody ? '<body>.\r\n' : piece.slice(0, from + 1);
      if (isBody) {
        isBody = false;
        body(from === -2 ? '' : piece);
      } else command(piece.slice(0, from).trimEnd());
    }
    if (group) server.groups.push(`${connection}: ${group.replaceAll('\r\n', ' ').replaceAll('\n', ' ').trim()}`);
  };
  socket.setEncoding('latin1');
  socket.on('data', (chunk) => (isOver ? undefined : read(String(chunk))));
  if (!fails('greeting')) say('220 bare.example ESMTP\r\n');
}

/** What a ledger in memory has heard. */
export type Ledger = BulkSource & {
  /** Every outcome, in the order of settling. */
  readonly outcomes: { readonly to: string; readonly outcome: BulkOutcome }[];
  readonly faults: string[];
  readonly faultKinds: ServerFaultKind[];
  /** Recipients by the kind of their last outcome. */
  ended(kind: BulkOutcome['outcome']): string[];
  readonly begun: () => number;
};

/** A ledger of these recipients. What comes back unharmed is due again; `settleMs` is how long a commit takes. */
export function openLedger(
  recipients: readonly string[],
  { settleMs = 0, body = () => BODY }: { readonly settleMs?: number; readonly body?: (to: string) => string } = {},
): Ledger {
  const queue = recipients.map((to, key) => ({ to, key }));
  const outcomes: { to: string; outcome: BulkOutcome }[] = [];
  const faults: string[] = [];
  const faultKinds: ServerFaultKind[] = [];
  const claimed = new Set<number>();
  let begun = 0;
  return {
    outcomes,
    faults,
    faultKinds,
    begun: () => begun,
    ended: (kind) => {
      const last = new Map(outcomes.map(({ to, outcome }) => [to, outcome.outcome]));
      return recipients.filter((to) => last.get(to) === kind);
    },
    next: async () => {
      const row = queue.shift();
      if (!row) return null;
      begun++;
      claimed.add(row.key);
      const chunks = () => [Buffer.from('Subject: invented\r\n'), Buffer.from(`\r\n${body(row.to)}`)];
      return { ...row, from: 'digest@mujaz.example', chunks };
    },
    settle: async (message: BulkMessage, outcome) => {
      if (!claimed.delete(message.key)) throw new Error('settled twice');
      if (settleMs > 0) await new Promise((resolve) => setTimeout(resolve, settleMs));
      outcomes.push({ to: message.to, outcome });
      if (outcome.outcome === 'unharmed') queue.push({ to: message.to, key: message.key });
    },
    serverFault: (reply, kind) => {
      faults.push(reply);
      faultKinds.push(kind);
    },
  };
}

const BODY = 'invented\r\n..a dot in front\r\nend\r\n';

/** `r1@town.example`, `r2@...`. */
export function people(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `r${at + 1}@town.example`);
}
