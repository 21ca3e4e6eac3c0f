/** Who is at the desk. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Editor } from '../model.ts';

/** An editor who is signed in; `csrf` stands in a hidden field of every form of the desk. */
export type DeskSession = { readonly editor: Editor; readonly csrf: string };

/** Who sits at this machine, as long as nobody has an account. */
export const LOCAL_EDITOR: Editor = { id: 'local', name: 'هذا الجهاز', role: 'publisher' };

/** The field of forms that holds it. */
export const CSRF_FIELD = 'csrf';

/** How the desk knows its editors. */
export type DeskDoor = {
  /** Null: nobody is signed in. */
  sessionOf(request: FastifyRequest): Promise<DeskSession | null>;
  /**
   * Before every POST of the desk: the session, the token and the origin must be right, and the role must do. Answers by
   * itself and gives null where they are not.
   */
  admit(request: FastifyRequest, reply: FastifyReply, role?: Editor['role']): Promise<DeskSession | null>;
};
