/** Mail servers that throw all mail away, for measuring senders. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

if (!isMainThread) await takeAll(workerData as { readonly latency: number });

/** A server that throws all mail away. */
export type Sink = { readonly port: number; stop(): Promise<number | null> };

/** `own`: in a thread, counting; or the path of Postfix's smtp-sink. */
export function startSink(program: string, latency: number): Promise<Sink> {
  return program === 'own' ? startOwnSink(latency) : startSmtpSink(program);
}

async function startSmtpSink(program: string): Promise<Sink> {
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const child: ChildProcess = spawn(program, [...user, `127.0.0.1:${port}`, '1000'], { stdio: 'ignore' });
  await untilOpen(port);
  const stop = async () => {
    child.kill();
    await once(child, 'exit');
    return null;
  };
  return { port, stop };
}

async function untilOpen(port: number): Promise<void> {
  for (let tries = 0; ; tries++) {
    const socket = createConnection(port, '127.0.0.1');
    const isOpen = await new Promise((resolve) =>
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false)),
    );
    socket.destroy();
    if (isOpen) return;
    if (tries > 50) throw new Error('no sink');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A server in a thread of its own that throws all mail away and counts it. */
async function startOwnSink(latency: number): Promise<Sink> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { latency } });
  const [port] = (await once(worker, 'message')) as [number];
  const stop = async () => {
    worker.postMessage('stop');
    const [taken] = (await once(worker, 'message')) as [number];
    await worker.terminate();
    return taken;
  };
  return { port, stop };
}

async function takeAll({ latency }: { readonly latency: number }): Promise<void> {
  let taken = 0;
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => {});
    takeMail(socket, latency, () => taken++);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  parentPort?.on('message', () => parentPort?.postMessage(taken));
  parentPort?.postMessage((server.address() as { port: number }).port);
}

const END = Buffer.from('\r\n.\r\n');

/** Reads only line ends of commands and the end of each message. */
function takeMail(socket: Socket, latency: number, count: () => void): void {
  let isBody = false;
  let rest: Buffer = Buffer.alloc(0);
  const say = (text: string) => {
    if (latency > 0) setTimeout(() => socket.write(text), latency);
    else socket.write(text);
  };
  say('220 sink\r\n');
  socket.on('data', (chunk: Buffer) => {
    let answers = '';
    let bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    for (;;) {
      const mark = isBody ? bytes.indexOf(END) : bytes.indexOf(10);
      if (mark < 0) break;
      if (isBody) {
        count();
        answers += '250 2.0.0 ok\r\n';
        isBody = false;
        bytes = bytes.subarray(mark + END.length);
      } else {
        const verb = bytes.toString('latin1', 0, 4).toUpperCase();
        isBody = verb === 'DATA';
        answers += verb === 'EHLO' ? '250-sink\r\n250 PIPELINING\r\n' : isBody ? '354 go\r\n' : '250 2.0.0 ok\r\n';
        bytes = bytes.subarray(mark + 1);
      }
    }
    // Of a message only what may be half of its end is kept.
    rest = Buffer.from(isBody ? bytes.subarray(-4) : bytes);
    if (answers) say(answers);
  });
}
