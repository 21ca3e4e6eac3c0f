/** One request and its answer, over a connection of its own. */
import { Client } from 'undici';
import { type BodyLimit, readBody } from './body.ts';
import { guardedConnect, type Resolve } from './guarded-connect.ts';
import type { HostTurns } from './host-turns.ts';
import type { WebLimits } from './limits.ts';
import type { Gate } from './public-address.ts';

/** What every request needs to know. */
export type Line = {
  readonly gate: Gate;
  readonly resolve: Resolve;
  readonly limits: WebLimits;
  readonly turns: HostTurns;
};

/** `bytes` null: the status says that its body is no content. */
export type Exchange = {
  readonly status: number;
  header(name: string): string | null;
  readonly bytes: Uint8Array | null;
};

/** 203: changed on the way by a proxy, and yet the content. */
const CONTENT: ReadonlySet<number> = new Set([200, 203]);

/**
 * Asks for a checked address.
 * @throws what connections, bodies and the signal throw.
 */
export async function exchange(
  line: Line,
  url: URL,
  headers: Readonly<Record<string, string>>,
  limit: BodyLimit,
  signal: AbortSignal,
): Promise<Exchange> {
  const { totalMs, headerBytes } = line.limits;
  // Kept connections would save little at the pace of a polite reader, and go stale.
  const client = new Client(url.origin, {
    connect: guardedConnect(line.gate, line.resolve, totalMs, signal),
    maxHeaderSize: headerBytes,
    headersTimeout: totalMs,
    bodyTimeout: totalMs,
    pipelining: 0,
  });
  try {
    const {
      statusCode,
      headers: told,
      body,
    } = await client.request({
      method: 'GET',
      path: url.pathname + url.search,
      headers: { ...headers },
      signal,
    });
    // It is destroyed with the client, and nobody listens any more.
    body.on('error', () => undefined);
    const header = (name: string) => headerOf(told[name]);
    const bytes = CONTENT.has(statusCode) ? await readBody(body, header('content-encoding') ?? '', limit) : null;
    return { status: statusCode, header, bytes };
  } finally {
    await client.destroy();
  }
}

/** The first one, where there are several. */
function headerOf(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
