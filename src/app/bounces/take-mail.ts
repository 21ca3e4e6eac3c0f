/** A mail from the mailbox that bounces go to: read, its person found by the signed address, and taken. */
import { createHash } from 'node:crypto';
import { type Report, readReport } from '../../deliver/index.ts';
import type { BounceKind } from '../../model.ts';
import type { ReturnPath, Vault } from '../../vault/index.ts';
import { readReturnAddress } from './return-address.ts';
import { type BounceDesk, takeBounce } from './take-bounce.ts';

/**
 * What a mail was. `known`: a report that was taken before, or about somebody who is not there any more; `not-ours`: it came
 * to no address that we have signed; `unreadable`: it cannot be taken apart.
 */
export type MailEnd =
  | BounceKind
  | 'delayed'
  | 'delivered'
  | 'auto-reply'
  | 'other'
  | 'known'
  | 'not-ours'
  | 'unreadable';

/** What taking mails works with. */
export type MailDesk = BounceDesk & { readonly vault: Pick<Vault, 'readReturnPath'> };

const COUNTED: ReadonlySet<string> = new Set<BounceKind>(['hard', 'soft', 'complaint']);

/** Takes one mail as it lies in the mailbox. @throws StoreFault, and then nothing was done */
export async function takeMail(desk: MailDesk, bytes: Uint8Array): Promise<MailEnd> {
  const report = await readReport(bytes);
  if (!report) return 'unreadable';
  const who = personOf(desk, report);
  if (!who) return 'not-ours';
  const { kind, status } = report;
  if (!isCounted(kind)) return kind;
  const effect = await takeBounce(desk, { ...who, kind, status, hash: hashOf(report, who, bytes) });
  return effect === 'known' || effect === 'nobody' ? 'known' : kind;
}

/**
 * The first address that we have signed. Of a complaint also the envelope's sender that it names, for those are sent to one
 * address for all mails: with its signature it is as good there as in the head.
 */
function personOf({ vault }: MailDesk, { recipients, kind, mailedFrom }: Report): ReturnPath | null {
  for (const address of kind === 'complaint' ? [...recipients, ...mailedFrom] : recipients) {
    const who = readReturnAddress(vault, address);
    if (who) return who;
  }
  return null;
}

function isCounted(kind: Report['kind']): kind is BounceKind {
  return COUNTED.has(kind);
}

/** The same report may come twice, by other ways and with other headers: its Message-ID stays. */
function hashOf({ messageId, kind }: Report, { id, edition }: ReturnPath, bytes: Uint8Array): string {
  const hash = createHash('sha256').update(`mail ${kind} ${id} ${edition} `);
  return (messageId === null ? hash.update(bytes) : hash.update(messageId)).digest('base64url');
}
