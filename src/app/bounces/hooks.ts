/** Reports that mail services send over HTTP: whose mail it was, and what follows. */
import { createHash } from 'node:crypto';
import type { Config, WebhookService } from '../../config/index.ts';
import type { Store } from '../../store/index.ts';
import type { ReturnPath, Vault } from '../../vault/index.ts';
import { readAddress } from '../address.ts';
import { openTeller } from '../post-office/teller.ts';
import { senderDomain } from '../sender-domain.ts';
import { readReturnAddress } from './return-address.ts';
import { takeBounce } from './take-bounce.ts';
import type { BounceHooks, HookAnswer, HookBounce, HookReader, HookRequest, HookWorld } from './webhooks/contract.ts';
import { fetchSmallText } from './webhooks/fetch-text.ts';
import { openGenericHook } from './webhooks/generic.ts';
import { openMailgunHook } from './webhooks/mailgun.ts';
import { openPostmarkHook } from './webhooks/postmark.ts';
import { openSesHook } from './webhooks/ses.ts';

/** What hooks work with. */
export type HookDesk = {
  readonly config: Config;
  readonly store: Pick<Store, 'changeBounces' | 'members'>;
  readonly vault: Pick<Vault, 'readReturnPath' | 'hashAddress'>;
  /** Told in one line what is wrong with requests; no address and no token is in it. */
  readonly onFault: (line: string) => void;
  readonly clock?: () => number;
  readonly fetchText?: HookWorld['fetchText'];
};

const READERS: Readonly<Record<WebhookService, (secret: string, world: HookWorld) => HookReader>> = {
  generic: openGenericHook,
  ses: openSesHook,
  postmark: openPostmarkHook,
  mailgun: openMailgunHook,
};

/** Opens a hook for each service that has a secret. */
export function openBounceHooks(desk: HookDesk): BounceHooks {
  const { config, onFault, clock = Date.now, fetchText = fetchSmallText } = desk;
  const tell = openTeller({ onFault, clock });
  const readers = new Map<string, HookReader>();
  for (const service of Object.keys(READERS) as WebhookService[]) {
    const secret = config.bounces.webhooks[service];
    if (secret) readers.set(service, READERS[service](secret, { clock, fetchText, tell }));
  }
  return {
    takes: (service): service is WebhookService => readers.has(service),
    async take(service, request) {
      const reader = readers.get(service);
      if (!reader) return 'forged';
      const answer = await takeRequest({ ...desk, clock }, service, reader, request);
      if (answer !== 'taken') tell(`a request to /bounces/${service} was refused: ${answer}.`);
      return answer;
    },
  };
}

type OpenDesk = HookDesk & { readonly clock: () => number };

async function takeRequest(
  desk: OpenDesk,
  service: WebhookService,
  reader: HookReader,
  request: HookRequest,
): Promise<HookAnswer> {
  const reading = await reader.read(request);
  if ('refused' in reading) return reading.refused;
  try {
    for (const bounce of reading.bounces) await takeOne(desk, service, bounce);
  } catch (error) {
    reader.forget?.(request);
    throw error;
  }
  return 'taken';
}

/** What is about nobody here is taken, too: it would only be sent again. */
async function takeOne(desk: OpenDesk, service: WebhookService, told: HookBounce): Promise<void> {
  const who = await personOf(desk, told);
  if (!who) return;
  const { kind, status, report } = told;
  const hash = createHash('sha256').update(`${service} ${kind} ${who.id} ${report}`).digest('base64url');
  await takeBounce(desk, { ...who, kind, status, hash });
}

/** The service has signed what it says: it may name the mail by our address or Message-ID, or the person by theirs. */
async function personOf({ config, vault, store }: OpenDesk, told: HookBounce): Promise<ReturnPath | null> {
  for (const text of told.mail) {
    const who = readReturnAddress(vault, text.trim()) ?? readMessageId(text, senderDomain(config));
    if (who) return who;
  }
  const read = told.recipient === null ? null : readAddress(told.recipient);
  if (read === null || 'refused' in read) return null;
  const subscriber = await store.members.byHash(vault.hashAddress(read.canonical));
  return subscriber && { id: subscriber.id, edition: 0 };
}

/** `<digest>-<edition>.<subscriber's id>@<domain>` (`sending/mailing.ts`), with angle brackets or without. */
function readMessageId(text: string, domain: string): ReturnPath | null {
  const found = /^<?[\w-]{1,200}-(\d{1,9})\.([\w-]{11})@([^@<>\s]{1,255})>?$/u.exec(text.trim());
  if (found?.[3]?.toLowerCase() !== domain.toLowerCase()) return null;
  return { edition: Number(found[1]), id: found[2] as string };
}
