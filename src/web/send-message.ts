import type { FastifyReply, FastifyRequest } from 'fastify';
import { readNumber } from './addresses.ts';
import type { Site } from './site.ts';

/** `/desk/editions/N/message.eml`: the message as a file, byte for byte. */
export function sendMessage(site: Site) {
  return async (request: FastifyRequest<{ Params: { readonly number: string } }>, reply: FastifyReply) => {
    const number = readNumber(request.params.number, 1);
    const message = number === null ? null : await site.desk.rawMessage(number);
    if (!message) return reply.callNotFound();
    return reply
      .type('message/rfc822')
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="mujaz-${number}.eml"`)
      .send(Buffer.from(message));
  };
}
