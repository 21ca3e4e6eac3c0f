/** Mailgun: webhooks for failures and complaints, signed with the webhook signing key. */
import { findStatus, statusOfWords, verdictOf } from '../../../deliver/index.ts';
import type { BounceKind } from '../../../model.ts';
import { MINUTE_MS } from '../../durations.ts';
import type { HookBounce, HookReader, HookRequest, HookWorld } from './contract.ts';
import { areEqual, hmacHex, isNear, type Json, objectOf, parseObject, textOf } from './reading.ts';

const WINDOW_MS = 10 * MINUTE_MS;
/** Only time and token are signed there: a token that was used is refused for as long as its time is near. */
const MOST_TOKENS = 100_000;

/** Why they gave up before they tried, where it is one of these. */
const REASONS: Readonly<Record<string, BounceKind>> = {
  'suppress-bounce': 'hard',
  'suppress-complaint': 'complaint',
};

/** Reads requests that are signed with a key. */
export function openMailgunHook(key: string, { clock }: Pick<HookWorld, 'clock'>): HookReader {
  const used = new Map<string, number>();
  return {
    async read({ body }) {
      const told = parseObject(body.toString());
      if (!told) return { refused: 'malformed' };
      const { timestamp, token, signature } = signatureOf(told);
      if (token === '' || !areEqual(signature, hmacHex(key, timestamp, token))) return { refused: 'forged' };
      if (!isNear(timestamp, clock(), WINDOW_MS)) return { refused: 'stale' };
      if (used.has(token)) return { refused: 'replayed' };
      remember(token);
      const bounce = bounceOf(objectOf(told['event-data']));
      return { bounces: bounce ? [bounce] : [] };
    },
    forget({ body }: HookRequest) {
      used.delete(signatureOf(parseObject(body.toString()) ?? {}).token);
    },
  };

  function remember(token: string): void {
    const now = clock();
    // In the order they came: the oldest are first.
    for (const [old, at] of used) {
      if (now - at <= 2 * WINDOW_MS && used.size < MOST_TOKENS) break;
      used.delete(old);
    }
    used.set(token, now);
  }
}

function signatureOf(told: Json): { readonly timestamp: string; readonly token: string; readonly signature: string } {
  const signed = objectOf(told['signature']);
  const [timestamp, token, signature] = ['timestamp', 'token', 'signature'].map((key) => textOf(signed[key]));
  return { timestamp: timestamp ?? '', token: token ?? '', signature: signature ?? '' };
}

function bounceOf(event: Json): HookBounce | null {
  const delivery = objectOf(event['delivery-status']);
  const status = statusOf(delivery);
  const kind = kindOf(event, status);
  if (!kind) return null;
  const messageId = textOf(objectOf(objectOf(event['message'])['headers'])['message-id']);
  return {
    report: textOf(event['id']) || `${messageId} ${textOf(event['timestamp'])}`,
    kind,
    status,
    mail: [textOf(objectOf(event['envelope'])['sender']), messageId],
    recipient: textOf(event['recipient']) || null,
  };
}

function kindOf(event: Json, status: string): BounceKind | null {
  if (event['event'] === 'complained') return 'complaint';
  // What failed for now is tried again there.
  if (event['event'] !== 'failed' || event['severity'] !== 'permanent') return null;
  const reason = textOf(event['reason']);
  return Object.hasOwn(REASONS, reason) ? (REASONS[reason] ?? null) : verdictOf(status);
}

function statusOf(delivery: Json): string {
  const said = ['code', 'message', 'description'].map((key) => textOf(delivery[key])).join(' ');
  return findStatus(textOf(delivery['enhanced-code'])) || findStatus(said) || statusOfWords(said);
}
