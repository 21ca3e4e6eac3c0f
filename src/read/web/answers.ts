/** What a final answer means. */
import { STATUS_CODES } from 'node:http';
import { parseMIMEType } from 'undici';
import type { Validators, WebAnswer, WebContent, WebRefusal } from './contract.ts';
import type { Exchange } from './exchange.ts';
import type { Arrival } from './follow.ts';
import { refuseWeb } from './refusals.ts';
import { readRetryAfter } from './retry-after.ts';

const LONGEST_VALIDATOR = 500;
const LOOK = 'Open it in a browser; it is tried again at the next reading.';
const GONE = 'Take the address out of config/sources.yaml, or write the new one.';

/** The answer as it is given back; `isConditional`: validators were sent. */
export function readAnswer({ url, movedTo, answer }: Arrival, isConditional: boolean, now: number): WebAnswer {
  if (answer.status === 304) {
    return isConditional
      ? { kind: 'not-modified', movedTo }
      : refuseWeb('failed', 'the server says that nothing has changed, though it was not asked', LOOK, answer);
  }
  if (answer.bytes === null) return refuseStatus(answer, now);
  if (answer.bytes.byteLength === 0) return refuseWeb('failed', 'it is empty', LOOK, answer);
  return { kind: 'content', url, movedTo, bytes: answer.bytes, ...readMediaType(answer), ...readValidators(answer) };
}

/** What a status without content means. */
export function refuseStatus(answer: Pick<Exchange, 'status' | 'header'>, now: number): WebRefusal {
  const { status } = answer;
  const said = `the server answers ${status}${STATUS_CODES[status] ? ` (${STATUS_CODES[status]})` : ''}`;
  if (status === 404 || status === 410) return refuseWeb('gone', said, GONE, { status });
  const retryAfterMs = readRetryAfter(answer.header('retry-after'), now);
  if (status === 429 || (status === 503 && retryAfterMs !== null)) {
    const next = 'It is left alone as long as it asks for.';
    return refuseWeb('waiting', `${said}: it asks to come later`, next, { status, retryAfterMs });
  }
  return refuseWeb('failed', said, LOOK, { status });
}

/** The headers for a conditional request; empty when there is nothing to send. */
export function conditionsOf(validators: Validators | undefined): Record<string, string> {
  const { etag, lastModified } = validators ?? { etag: null, lastModified: null };
  return {
    ...(isSendable(etag) ? { 'if-none-match': etag } : {}),
    ...(isSendable(lastModified) ? { 'if-modified-since': lastModified } : {}),
  };
}

function readValidators({ header }: Exchange): Validators {
  const [etag, lastModified] = [header('etag'), header('last-modified')];
  return { etag: isSendable(etag) ? etag : null, lastModified: isSendable(lastModified) ? lastModified : null };
}

/** It is kept and sent back: only what can stand in a header, and is no store of its own. */
function isSendable(validator: string | null): validator is string {
  return validator !== null && validator.length <= LONGEST_VALIDATOR && /^[\x21-\x7e][\x20-\x7e]*$/u.test(validator);
}

function readMediaType({ header }: Exchange): Pick<WebContent, 'mediaType' | 'charset'> {
  const type = parseMIMEType(header('content-type') ?? '');
  if (typeof type === 'string') return { mediaType: null, charset: null };
  return { mediaType: type.essence, charset: type.parameters.get('charset') ?? null };
}
