/** Who asks, once it was looked up: for the frame of the page that answers. */
import type { FastifyRequest } from 'fastify';
import type { DeskSession } from '../desk-session.ts';

const known = new WeakMap<FastifyRequest, DeskSession | null>();

/** Undefined: nobody has asked yet. */
export function knownSession(request: FastifyRequest): DeskSession | null | undefined {
  return known.get(request);
}

export function rememberSession(request: FastifyRequest, session: DeskSession | null): DeskSession | null {
  known.set(request, session);
  return session;
}
