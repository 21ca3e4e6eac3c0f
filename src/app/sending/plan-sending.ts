/** What a sending would do, and where it stands: asked before anything is done. */
import type { Config, Relay } from '../../config/index.ts';
import type { DeliveryCounts, Sending, Store } from '../../store/index.ts';
import { AppFault } from '../app-fault.ts';
import type { SendingPlan } from './contract.ts';
import { quietUntil } from './quiet-hours.ts';

const NOTHING: DeliveryCounts = { queued: 0, sending: 0, sent: 0, failed: 0, excluded: 0, uncertain: 0 };

/**
 * Looks at an edition and its recipients; null: the newest one that is approved and not done, else the newest.
 * @throws AppFault when there is none
 */
export async function planSending(config: Config, store: Store, number: number | null, at: Date): Promise<SendingPlan> {
  const { ledger } = store;
  const chosen = number ?? (await chooseEdition(store));
  // Content and hash of one moment: what is shown is what the sending will be held to.
  const whole = await store.wholeEdition(chosen);
  if (!whole) {
    throw new AppFault(`there is no edition ${number ?? 'yet'}.`, 'Make one with: npx mujaz digest.', true);
  }
  const { edition, hash } = whole;
  const sending = await ledger.sending(chosen);
  const { byThemes, paused, suppressed } = sending
    ? { byThemes: [], ...(await ledger.leftOut(edition.digest, at.getTime())) }
    : await ledger.recipients(edition.digest, at.getTime());
  const people = byThemes.reduce((sum, each) => sum + each.people, 0);
  return {
    edition: chosen,
    digest: edition.digest,
    date: edition.date,
    subject: edition.subject,
    ...stateOf(sending),
    hash,
    sendAt: sending?.sendAt ?? null,
    counts: sending ? await ledger.counts(chosen) : { ...NOTHING, queued: people },
    candidates: sending?.candidates ?? people,
    paused,
    suppressed,
    nextDueAt: sending ? await ledger.nextDueAt(chosen) : null,
    byThemes,
    way:
      config.sending.relays.length > 0 ? { relays: config.sending.relays.map(told) } : { outbox: config.mail.outbox },
    quietUntil: quietUntil(config.sending.quietHours, config.timeZone, at.getTime()),
  };
}

async function chooseEdition({ ledger, editions }: Store): Promise<number> {
  const [open] = await ledger.sendings({ states: ['ready', 'sending', 'paused'], limit: 1 });
  if (open) return open.edition;
  const [newest] = await editions({ limit: 1 });
  return newest?.number ?? 0;
}

function stateOf(sending: Sending | null): Pick<SendingPlan, 'state' | 'reason'> {
  return sending ? { state: sending.state, reason: sending.reason } : { state: 'draft', reason: null };
}

/** «SMTP_URL (mail.example.org:587)»: without user and password. */
function told({ name, url }: Relay): string {
  return `${name} (${new URL(url).host})`;
}
