/** Where mail services report what came back. Programs talk here: answers are a word of text. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { BounceHooks, HookAnswer } from '../../app/index.ts';

/** Reports are some kilobytes; Amazon's at most 256. */
const BODY_BYTES = 256 * 1024;

/**
 * By the status services decide whether to send a report again: none after a 200, Mailgun not after a 406, Amazon not after
 * any from 400 to 499.
 */
const STATUS: Readonly<Record<HookAnswer, number>> = {
  taken: 200,
  malformed: 400,
  forged: 401,
  stale: 401,
  replayed: 406,
  unknown: 503,
};

type HookRoute = { Params: { service: string }; Body: Buffer | undefined };

/** Adds `POST /bounces/<service>` for each service that is set; the others are not there at all. */
export function addBounceHooks(server: FastifyInstance, hooks: BounceHooks): void {
  void server.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    // Signatures are over the bytes as they came, whatever they are called: Amazon calls its JSON text.
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_BYTES }, (_request, body, taken) =>
      taken(null, body),
    );
    scope.post<HookRoute>('/bounces/:service', { bodyLimit: BODY_BYTES }, takeReport(hooks));
    done();
  });
}

function takeReport(hooks: BounceHooks) {
  return async (request: FastifyRequest<HookRoute>, reply: FastifyReply): Promise<FastifyReply> => {
    const { service } = request.params;
    if (!hooks.takes(service)) {
      reply.callNotFound();
      return reply;
    }
    const answer = await hooks.take(service, { headers: request.headers, body: request.body ?? Buffer.alloc(0) });
    return await reply
      .code(STATUS[answer])
      .header('cache-control', 'no-store')
      .type('text/plain; charset=utf-8')
      .send(`${answer}\n`);
  };
}
