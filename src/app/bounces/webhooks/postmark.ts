/** Postmark: the webhooks for bounces and spam complaints, known by the login in their address. */
import { findStatus } from '../../../deliver/index.ts';
import type { BounceKind } from '../../../model.ts';
import type { HookBounce, HookReader } from './contract.ts';
import { areEqual, headerOf, type Json, objectOf, parseObject, textOf } from './reading.ts';

/** Types of their bounce API. Those left out are no failures (`Transient` is tried again there), or not of ours. */
const KINDS: Readonly<Record<string, BounceKind>> = {
  HardBounce: 'hard',
  BadEmailAddress: 'hard',
  SoftBounce: 'soft',
  DnsError: 'soft',
  Undeliverable: 'soft',
  Blocked: 'soft',
  DMARCPolicy: 'soft',
  SpamNotification: 'soft',
  VirusNotification: 'soft',
  SpamComplaint: 'complaint',
};

/** Types that are about us and not about the address, with the status (RFC 3463) that says so. */
const ABOUT_US: Readonly<Record<string, string>> = {
  Blocked: '5.7.1',
  DMARCPolicy: '5.7.1',
  SpamNotification: '5.7.1',
  VirusNotification: '5.7.1',
};

/** @param login `user:password` */
export function openPostmarkHook(login: string): HookReader {
  const right = `Basic ${Buffer.from(login).toString('base64')}`;
  return {
    async read({ headers, body }) {
      if (!areEqual(headerOf(headers, 'authorization'), right)) return { refused: 'forged' };
      const told = parseObject(body.toString());
      if (!told) return { refused: 'malformed' };
      const bounce = bounceOf(told);
      return { bounces: bounce ? [bounce] : [] };
    },
  };
}

function bounceOf(told: Json): HookBounce | null {
  const type = textOf(told['Type']);
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (!kind) return null;
  return {
    // Ids have more digits than a number here: what belongs to it makes it one of its own.
    report: ['ID', 'MessageID', 'BouncedAt'].map((key) => textOf(told[key])).join(' '),
    kind,
    status: ABOUT_US[type] ?? findStatus(textOf(told['Details'])),
    mail: Object.values(objectOf(told['Metadata'])).map(textOf),
    recipient: textOf(told['Email']) || null,
  };
}
