/** A connection that nodemailer has made, secured and logged in, taken out of its hands. */
import type { Socket } from 'node:net';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';

/** The words of each line of the reply to EHLO, in capitals (RFC 5321, 4.1.1.1); none after HELO, which offers nothing. */
export type EhloWords = readonly (readonly string[])[];

/** One step of nodemailer's connection; an error may come by the callback or by the event. */
export function connectionStep(
  connection: SMTPConnection,
  limit: AbortSignal,
  step: (done: (error?: unknown) => void) => void,
): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const settle = (error?: unknown) => {
      limit.removeEventListener('abort', late);
      connection.removeListener('error', settle);
      connection.removeListener('end', ended);
      if (error) reject(error);
      else resolve();
    };
    const late = () => settle(Object.assign(new Error('late'), { code: 'ETIMEDOUT' }));
    const ended = () => settle(Object.assign(new Error('closed'), { code: 'ECONNECTION' }));
    connection.on('error', settle);
    connection.on('end', ended);
    if (limit.aborted) return late();
    limit.addEventListener('abort', late);
    step((error) => settle(error));
  });
}

/**
 * The socket without nodemailer, whose object is closed as one that has none, so that it does nothing more; null where the
 * connection is gone.
 */
export function takeSocket(connection: SMTPConnection): { readonly socket: Socket; readonly ehlo: EhloWords } | null {
  const socket = connection._socket;
  if (!socket || socket.destroyed) return null;
  // nodemailer pauses nothing here, and what came unasked in the same instant is lost with the connection's object.
  const { _ehloLines: lines = [] } = connection as unknown as { readonly _ehloLines?: readonly string[] };
  connection._socket = false;
  connection.close();
  socket.removeAllListeners('data').removeAllListeners('timeout').setTimeout(0);
  return { socket, ehlo: lines.map((line) => line.trim().toUpperCase().split(/\s+/u)) };
}
