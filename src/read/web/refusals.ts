/** What went wrong outside, in words for an editor. */

import { errors } from 'undici';
import { BodyRefused } from './body.ts';
import type { WebRefusal } from './contract.ts';
import { AddressRefused } from './guarded-connect.ts';
import { type AddressFault, MAY_ALLOW } from './web-address.ts';

/** Builds a refusal; `reason` becomes a sentence, because `next` follows it on the same line. */
export function refuseWeb(
  why: WebRefusal['why'],
  reason: string,
  next: string,
  { status = null, retryAfterMs = null }: Partial<Pick<WebRefusal, 'status' | 'retryAfterMs'>> = {},
): WebRefusal {
  return { kind: 'refused', why, status, reason: `${reason}.`, next, retryAfterMs };
}

/** The way to an address that is never read. */
export function refuseAddress({ what, next }: AddressFault, hop: number): WebRefusal {
  return refuseWeb('forbidden', `it ${hop === 0 ? 'leads' : 'redirects'} to ${what}`, next);
}

/** The reader was told to stop, or closed. */
export function refuseStopped(): WebRefusal {
  return refuseWeb('failed', 'reading was stopped', AGAIN);
}

/** What is called so took longer than `totalMs` altogether. */
export function refuseLate(name: string, totalMs: number): WebRefusal {
  return refuseWeb('failed', `${name} was not there after ${Math.ceil(totalMs / 1000)} s`, AGAIN);
}

const AGAIN = 'It is tried again at the next reading.';
const LOOK = 'Open it in a browser; it is tried again at the next reading.';
const TELL = 'Tell the outlet; it is tried again at the next reading.';

/** By the error codes of Node, undici, OpenSSL and zlib; each with what to do. */
const FAILURES: Readonly<Record<string, readonly [reason: string, next: string]>> = {
  ENOTFOUND: ['no server has this name', 'Check the name in the address.'],
  ENODATA: ['no server has this name', 'Check the name in the address.'],
  EAI_AGAIN: ['the name cannot be looked up now', 'Check that this machine reaches the internet and its name server.'],
  EAI_NODATA: ['no server has this name', 'Check the name in the address.'],
  ECONNREFUSED: ['the server takes no connections', LOOK],
  EHOSTUNREACH: ['there is no way to the server', 'Check that this machine reaches the internet.'],
  ENETUNREACH: ['there is no way to the server', 'Check that this machine reaches the internet.'],
  ETIMEDOUT: ['the server does not answer', LOOK],
  UND_ERR_CONNECT_TIMEOUT: ['the server does not answer', LOOK],
  ECONNRESET: ['the server broke off the connection', AGAIN],
  EPIPE: ['the server broke off the connection', AGAIN],
  UND_ERR_SOCKET: ['the server broke off the connection', AGAIN],
  UND_ERR_ABORTED: ['the server broke off the connection', AGAIN],
  ERR_STREAM_PREMATURE_CLOSE: ['the server broke off the connection', AGAIN],
  UND_ERR_RES_EXCEEDED_MAX_SIZE: ['it is too large', LOOK],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['it is not whole: its length is not the one announced', AGAIN],
  UND_ERR_HEADERS_OVERFLOW: ['the server sends too many headers', TELL],
  HPE_HEADER_OVERFLOW: ['the server sends too many headers', TELL],
  CERT_HAS_EXPIRED: ["the server's certificate has expired", TELL],
  CERT_NOT_YET_VALID: ["the server's certificate is not valid yet", 'Check the clock of this machine.'],
  ERR_TLS_CERT_ALTNAME_INVALID: ["the server's certificate is for another name", 'Check the name in the address.'],
  DEPTH_ZERO_SELF_SIGNED_CERT: ["nobody vouches for the server's certificate", TELL],
  SELF_SIGNED_CERT_IN_CHAIN: ["nobody vouches for the server's certificate", TELL],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [
    "the server's certificate cannot be verified: a link of its chain is missing",
    TELL,
  ],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ["nobody known here vouches for the server's certificate", TELL],
  Z_BUF_ERROR: ['it is not whole: its compressed text ends too early', AGAIN],
  Z_DATA_ERROR: ['its compressed text is damaged', TELL],
};

/** Families of codes that say no more than their family does. */
const FAMILIES: readonly (readonly [prefix: string, reason: string])[] = [
  ['HPE_', 'the server does not speak HTTP'],
  ['Z_', 'its compressed text is damaged'],
  ['ERR__ERROR_FORMAT', 'its compressed text is damaged'],
  ['ERR_BROTLI', 'its compressed text is damaged'],
  ['ERR_SSL', 'no safe connection can be made'],
  ['ERR_TLS', 'no safe connection can be made'],
  ['EPROTO', 'no safe connection can be made'],
];

/**
 * What an error of a connection or of its body means.
 * @throws what is no such error: a fault of the program.
 */
export function refuseError(error: unknown, hop: number): WebRefusal {
  if (error instanceof AddressRefused) return refuseAddress({ what: error.what, next: MAY_ALLOW }, hop);
  if (error instanceof BodyRefused) return refuseWeb('failed', error.message, LOOK);
  const code = codeOf(error);
  if (code === null) throw error;
  const [reason, next] = FAILURES[code] ?? [familyOf(code), LOOK];
  return refuseWeb('failed', reason, next);
}

function familyOf(code: string): string {
  return FAMILIES.find(([prefix]) => code.startsWith(prefix))?.[1] ?? `it cannot be read (${code})`;
}

function codeOf(error: unknown): string | null {
  // undici gives no code to an answer that ends in the middle of its framing.
  if (error instanceof errors.HTTPParserError) return error.code ?? 'ECONNRESET';
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
