/** `/desk/editions/N/sending/events`: how far a sending is, as server-sent events (HTML standard, 9.2). */
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProgressWatch, SendingSight } from '../../app/index.ts';
import type { Digits } from '../../text/index.ts';
import { readNumber } from '../addresses.ts';
import { messages, viewProgress } from './progress-view.ts';

/** A line now and then: proxies end what is silent. */
const HEARTBEAT_MS = 15_000;
/** Then the browser comes again, and has to be signed in still. */
const LIFETIME_MS = 300_000;
const COME_AGAIN_MS = 3000;
/** Open at a time. */
const MOST_STREAMS = 200;

/** The streams of a server. */
export type EventStreams = {
  readonly show: (
    request: FastifyRequest<{ Params: { readonly number: string } }>,
    reply: FastifyReply,
  ) => Promise<FastifyReply>;
  /** Ends all of them. */
  close(): void;
};

/** @param isThere whether an edition has a sending that may still move; who asks for another one is told not to come again */
export function openEventStreams(
  watch: ProgressWatch,
  digits: Digits,
  isThere: (edition: number) => Promise<boolean>,
): EventStreams {
  const open = new Set<Readable>();
  return {
    async show(request, reply) {
      const edition = readNumber(request.params.number, 1);
      // 204: the browser does not ask again (HTML standard, 9.2.3).
      if (edition === null || open.size >= MOST_STREAMS || !(await isThere(edition))) return reply.code(204).send();
      const stream = streamOf(watch, edition, digits);
      open.add(stream);
      stream.once('close', () => open.delete(stream));
      return reply
        .type('text/event-stream; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('x-accel-buffering', 'no')
        .send(stream);
    },
    close() {
      for (const stream of open) stream.push(null);
    },
  };
}

function streamOf(watch: ProgressWatch, edition: number, digits: Digits): Readable {
  const stream = new Readable({ read() {} });
  const tell = (text: string) => {
    if (!stream.destroyed && !stream.readableEnded) stream.push(text);
  };
  tell(`retry: ${COME_AGAIN_MS}\n\n`);
  const heartbeat = setInterval(() => tell(': still here\n\n'), HEARTBEAT_MS).unref();
  const lifetime = setTimeout(end, LIFETIME_MS).unref();
  const unwatch = watch.watch(edition, (sight) => {
    tell(eventOf('progress', dataOf(sight, digits)));
    if (isOver(sight)) {
      tell(eventOf('end', {}));
      end();
    }
  });
  stream.once('close', end);
  return stream;

  function end(): void {
    // Told at once, it may be over before there is something to end.
    setImmediate(() => unwatch());
    clearInterval(heartbeat);
    clearTimeout(lifetime);
    if (!stream.destroyed && !stream.readableEnded) stream.push(null);
  }
}

/** Nothing of it moves any more. */
export function isOver({ state, counts }: Pick<SendingSight, 'state' | 'counts'>): boolean {
  return state === 'done' || (state === 'cancelled' && counts.sending === 0);
}

function eventOf(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

function dataOf(sight: SendingSight, digits: Digits): object {
  return {
    state: sight.state,
    // What the page's forms depend on: where it is another one, the page is asked for again.
    stamp: stampOf(sight),
    ...viewProgress(sight, digits),
    failures: sight.failures.map(({ reply, rows }) => ({ reply, rows: messages(rows, digits) })),
  };
}

/** Changes with what can be done. */
export function stampOf({ state, changedAt, sendAt }: Pick<SendingSight, 'state' | 'changedAt' | 'sendAt'>): string {
  return `${state} ${changedAt} ${sendAt ?? ''}`;
}
