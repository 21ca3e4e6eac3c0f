/** Closing without waiting for browsers that keep a connection open, and without cutting off an answer. */
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

const GRACE_MS = 3_000;

/**
 * Requests in progress are answered for at most three seconds after `server.close()`. Connections on which nothing was
 * ever asked (browsers open them in advance) end at once: Node does not count them as idle.
 */
export function closeGracefully(server: FastifyInstance): void {
  const sockets = new Set<Socket>();
  let deadline: NodeJS.Timeout | undefined;
  let closing = false;
  server.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.addHook('preClose', (done) => {
    closing = true;
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    deadline = setTimeout(() => server.server.closeAllConnections(), GRACE_MS).unref();
    done();
  });
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) reply.header('connection', 'close');
    done();
  });
  server.addHook('onClose', (_server, done) => {
    clearTimeout(deadline);
    done();
  });
}
