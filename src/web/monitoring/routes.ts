/** What programs that watch over this one ask: whether it lives, whether it can work, and its numbers. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { NewsDesk, Readiness } from '../../app/index.ts';
import { asksFrom, audienceOf } from '../audience.ts';
import { openMetrics } from './metrics.ts';

export type MonitoringOptions = {
  /** Null: nothing is known but that the process answers, and there are no numbers. */
  readonly newsDesk: NewsDesk | null;
  /** Addresses and networks that may read the numbers beside this machine. */
  readonly metricsFrom: readonly string[];
};

const WELL: Readiness = { ready: true, reasons: [] };
const UNREADY = 503;

/** Adds `/healthz`, `/healthz/live`, `/healthz/ready`, and `/metrics` for those who may see it. */
export function addMonitoring(server: FastifyInstance, { newsDesk, metricsFrom }: MonitoringOptions): void {
  const readiness = async () => (newsDesk ? await newsDesk.readiness() : WELL);
  server.get('/healthz', async (request, reply) => {
    const found = await readiness();
    const details = audienceOf(request) === 'desk' && newsDesk ? { details: await detailsOf(newsDesk, found) } : {};
    return tell(reply, found, { live: true, ...found, ...details });
  });
  server.get('/healthz/live', (_request, reply) => tell(reply, WELL, { live: true }));
  server.get('/healthz/ready', async (_request, reply) => {
    const found = await readiness();
    return tell(reply, found, found);
  });
  if (newsDesk) addMetrics(server, newsDesk, metricsFrom);
}

/** Read by everybody: no word of it names a source, a place or a fault. */
function tell(reply: FastifyReply, { ready }: Readiness, body: object): FastifyReply {
  return reply
    .code(ready ? 200 : UNREADY)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(`${JSON.stringify(body)}\n`);
}

/** For the desk alone; null when the database, which knows it, does not answer. */
async function detailsOf(newsDesk: NewsDesk, { reasons }: Readiness) {
  if (reasons.includes('database')) return null;
  const { sources, scheduleLagMs } = await newsDesk.measures();
  return {
    failingSources: sources.filter(({ state }) => state === 'failing').map(({ id }) => id),
    scheduleLagSeconds: Math.round(scheduleLagMs / 1000),
  };
}

function addMetrics(server: FastifyInstance, newsDesk: NewsDesk, from: readonly string[]): void {
  const write = openMetrics(newsDesk);
  server.get('/metrics', async (request: FastifyRequest, reply: FastifyReply) => {
    if (audienceOf(request) !== 'desk' && !asksFrom(request, from)) return reply.callNotFound();
    const { type, text } = await write();
    return reply.header('content-type', type).header('cache-control', 'no-store').send(text);
  });
}
