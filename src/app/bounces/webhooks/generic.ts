/**
 * Our own format, for whatever reads bounces elsewhere. `x-mujaz-timestamp` holds seconds since 1970, `x-mujaz-signature`
 * the HMAC-SHA256 of `<timestamp>.<body>` in hexadecimal, and the body is JSON: one report, or several as `bounces`.
 *
 *     {"id": "mx1-4711", "kind": "hard", "status": "5.1.1", "returnPath": "bounces+...@example.org"}
 */
import { findStatus } from '../../../deliver/index.ts';
import { MINUTE_MS } from '../../durations.ts';
import type { HookBounce, HookReader, HookWorld } from './contract.ts';
import { areEqual, headerOf, hmacHex, isNear, type Json, listOf, objectOf, parseObject, textOf } from './reading.ts';

const WINDOW_MS = 5 * MINUTE_MS;
const KINDS: readonly string[] = ['hard', 'soft', 'complaint'] satisfies HookBounce['kind'][];

/** Reads requests that are signed with a secret. What comes twice counts once, by its `id`. */
export function openGenericHook(secret: string, { clock }: Pick<HookWorld, 'clock'>): HookReader {
  return {
    async read({ headers, body }) {
      const timestamp = headerOf(headers, 'x-mujaz-timestamp');
      const signature = headerOf(headers, 'x-mujaz-signature').toLowerCase();
      if (!areEqual(signature, hmacHex(secret, `${timestamp}.`, body))) return { refused: 'forged' };
      if (!isNear(timestamp, clock(), WINDOW_MS)) return { refused: 'stale' };
      const told = parseObject(body.toString());
      if (!told) return { refused: 'malformed' };
      const bounces = ('bounces' in told ? listOf(told['bounces']) : [told]).map((item) => bounceOf(objectOf(item)));
      return bounces.includes(null) ? { refused: 'malformed' } : { bounces: bounces as HookBounce[] };
    },
  };
}

function bounceOf(told: Json): HookBounce | null {
  const [report, kind] = [textOf(told['id']), textOf(told['kind'])];
  if (report === '' || !KINDS.includes(kind)) return null;
  return {
    report,
    kind: kind as HookBounce['kind'],
    status: findStatus(textOf(told['status'])),
    mail: [textOf(told['returnPath']), textOf(told['messageId'])],
    recipient: textOf(told['recipient']) || null,
  };
}
