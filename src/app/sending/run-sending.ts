/** Sending an edition: round after round over all that is due, until nothing is left or it must not go on. */
import type { Config } from '../../config/index.ts';
import type { BulkLaneOptions, DkimSigner } from '../../deliver/index.ts';
import type { Edition } from '../../model.ts';
import { type ClaimedDelivery, type Ledger, openLedger, type Sending, type Store } from '../../store/index.ts';
import type { Vault } from '../../vault/index.ts';
import { readAddress } from '../address.ts';
import { AppFault } from '../app-fault.ts';
import { hasRoomForToken } from '../bounces/return-address.ts';
import { faultLine } from '../post-office/fault-line.ts';
import { openSigner } from '../signer.ts';
import type { SendingOptions, SendingReport } from './contract.ts';
import { openMailing } from './mailing.ts';
import { patientLedger } from './patient-ledger.ts';
import { quietUntil } from './quiet-hours.ts';
import { openRefusalWatch } from './refusal-watch.ts';
import { openShares } from './relay-shares.ts';
import { type Rests, sendByAll, type Way, type WayParts, waysOf } from './relays.ts';
import { type Ended, roundEnd } from './round-end.ts';
import { openSenderLease, type SenderLease } from './sender-lease.ts';
import { Supply } from './supply.ts';
import type { SupplyParts } from './supply-parts.ts';
import { openTally, type Tally } from './tally.ts';

/** Time and chance, and how patient the lanes are: replaced in tests. */
export type SendingWorld = {
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly random: () => number;
  readonly lane: Partial<BulkLaneOptions>;
};

/** Rows that are claimed before they are asked for, for each connection. */
const CLAIMED_AHEAD = 6;

const REAL: SendingWorld = { clock: Date.now, random: Math.random, lane: {} };

/**
 * Sends an approved edition to all of its recipients that are due, starting it if nobody has.
 * @throws AppFault when it must not be sent, StoreFault, VaultFault, DeliverFault for a key that cannot sign
 */
export async function runSending(
  config: Config,
  store: Store,
  vault: Vault,
  options: SendingOptions,
  world: SendingWorld = REAL,
): Promise<SendingReport> {
  const [edition, sending] = [await store.edition(options.edition), await store.ledger.sending(options.edition)];
  if (!edition || !sending) throw notApproved(options.edition, edition !== null);
  if (!hasRoomForToken(config.bounces.address)) throw noRoom(config.bounces.address);
  const only = options.to === undefined ? undefined : await numberOf(store, vault, sending, options.to);
  const ledger = await openLedger(config.database);
  try {
    const patient = patientLedger(ledger, { stop: options.stop, onFault: options.onFault ?? (() => {}) });
    return await new Run({ config, ledger: patient, vault, edition, sending, only, options, world }).send();
  } finally {
    await ledger.close();
  }
}

type RunParts = {
  readonly config: Config;
  readonly ledger: Ledger;
  readonly vault: Vault;
  readonly edition: Edition;
  readonly sending: Sending;
  readonly only: number | undefined;
  readonly options: SendingOptions;
  readonly world: SendingWorld;
};

class Run {
  readonly #parts: RunParts;
  readonly #ways: readonly Way[];
  readonly #began = performance.now();
  readonly #onFault: (line: string) => void;
  #foundUncertain = 0;
  #retriedUncertain = 0;
  #told = '';

  constructor(parts: RunParts) {
    this.#parts = parts;
    const { config, world, options } = parts;
    this.#ways = waysOf(config.sending.relays, config.mail.outbox, world.lane);
    this.#onFault = options.onFault ?? (() => {});
  }

  async send(): Promise<SendingReport> {
    const { ledger, edition, sending } = this.#parts;
    const signer = await openSigner(this.#parts.config);
    await this.#start();
    const { ended, tally } = await this.#rounds(signer);
    return {
      edition: edition.number,
      ...ended,
      counts: await ledger.counts(edition.number),
      candidates: sending.candidates,
      sentNow: tally.sentNow,
      foundUncertain: this.#foundUncertain,
      retriedUncertain: this.#retriedUncertain,
      nextDueAt: await ledger.nextDueAt(edition.number),
      seconds: (performance.now() - this.#began) / 1000,
      failures: await ledger.replies(edition.number, 'failed'),
    };
  }

  /** A sending to one person alone does not start it for the others. */
  async #start(): Promise<void> {
    const { ledger, edition, only, world } = this.#parts;
    const sending = await ledger.sending(edition.number);
    if (sending?.state === 'paused') throw paused(edition.number, sending.reason);
    if (only !== undefined) return;
    await ledger.setState(edition.number, ['ready'], 'sending', { at: world.clock(), reason: null });
  }

  async #rounds(signer: DkimSigner | null): Promise<{ readonly ended: Ended; readonly tally: Tally }> {
    const { options, config } = this.#parts;
    let parts: (Omit<SupplyParts, 'sender'> & WayParts) | null = null;
    for (;;) {
      // A lease for each round: at its end nothing is claimed, and a lost one is replaced.
      const lease = await this.#openLease();
      try {
        if (!parts) await this.#takeUp();
        parts ??= await this.#supplyParts(signer);
        const supply = new Supply({ ...parts, sender: lease });
        const faults = await sendByAll(this.#ways, supply, parts);
        await supply.close();
        await lease.close();
        const ended = await roundEnd({ ...parts, ledger: this.#parts.ledger, options, config }, supply.end, faults);
        if (ended) return { ended, tally: parts.tally };
      } catch (error) {
        // What was handed over and could not be written down is for the next sender to find uncertain.
        await lease.abandon();
        throw error;
      }
    }
  }

  async #openLease(): Promise<SenderLease> {
    const { ledger, edition } = this.#parts;
    // By the clock of the machine: whether a program lives has nothing to do with when a message is due.
    const lease = await openSenderLease(ledger, Date.now, (error) => this.#tell(faultLine('the lease', error)));
    const buried = await lease.buryTheDead(Date.now());
    const found = buried.find((each) => each.edition === edition.number)?.rows ?? 0;
    if (found > 0) this.#tell(`${found} uncertain: a program that sent them ended before an answer was written down.`);
    this.#foundUncertain += found;
    return lease;
  }

  /** Once, at the beginning: what others have left. */
  async #takeUp(): Promise<void> {
    const { ledger, edition, world, options, config, only } = this.#parts;
    const at = world.clock();
    const retry = (mostDoubts?: number) => ledger.retryUncertain(edition.number, at, { only, mostDoubts });
    // By choice as often as is asked for; by the setting once for each.
    if (options.retryUncertain) this.#retriedUncertain = await retry();
    else if (config.sending.uncertain === 'retry') this.#retriedUncertain = await retry(1);
    await ledger.settleRefusals(edition.number, 'all', 'stand', at);
  }

  /** Not the same twice in a row. */
  #tell(line: string): void {
    if (line !== this.#told) this.#onFault(line);
    this.#told = line;
  }

  async #supplyParts(signer: DkimSigner | null): Promise<Omit<SupplyParts, 'sender'> & WayParts> {
    const { config, ledger, vault, edition, sending, only, options, world } = this.#parts;
    const { percent, of } = config.sending.refusals;
    const counts = await ledger.counts(edition.number);
    const tally = openTally(counts, sending.candidates, options.onProgress ?? (() => {}));
    const isTolerant = (await ledger.sending(edition.number))?.acceptsRefusals === true;
    return {
      edition: edition.number,
      ledger,
      rests: new Map() satisfies Rests,
      mailing: openMailing(config, edition, { ledger, vault, signer, date: new Date(sending.frozenAt) }),
      shares: openShares<ClaimedDelivery>(this.#ways),
      refusals: openRefusalWatch({ percent: isTolerant ? 100 : percent, of }),
      ahead: CLAIMED_AHEAD * this.#ways.reduce((sum, { connections }) => sum + connections, 0),
      limits: config.sending.perDomain,
      tally,
      stop: options.stop,
      onFault: this.#onFault,
      clock: world.clock,
      random: world.random,
      quietUntil: (now: number) => quietUntil(config.sending.quietHours, config.timeZone, now),
      only,
    };
  }
}

async function numberOf(store: Store, vault: Vault, { edition, digest }: Sending, address: string): Promise<number> {
  const read = readAddress(address);
  if ('refused' in read)
    throw new AppFault(`--to: this is no e-mail address (${read.refused}).`, 'Write it as name@example.org.', true);
  const subscriber = await store.members.byHash(vault.hashAddress(read.canonical));
  const rows = subscriber ? await store.ledger.ofSubscriber(subscriber.number) : [];
  if (subscriber && rows.some((row) => row.edition === edition)) return subscriber.number;
  throw new AppFault(
    `--to: nobody with this address is a recipient of edition ${edition} (${digest}).`,
    `Recipients are written down at the approval. For a try: npx mujaz test-send ${edition} --to ADDRESS`,
    true,
  );
}

function notApproved(edition: number, isThere: boolean): AppFault {
  if (!isThere)
    return new AppFault(`there is no edition ${edition}.`, 'npx mujaz editions shows those there are.', true);
  return new AppFault(`edition ${edition} is not approved.`, `Look at it, then: npx mujaz approve ${edition}`, true);
}

function noRoom(address: string): AppFault {
  return new AppFault(
    `bounces.address: ${address} is too long before the @ for what each mail adds to it.`,
    'Set a shorter one in config/mujaz.yaml, such as bounces@example.org.',
    true,
  );
}

function paused(edition: number, reason: string | null): AppFault {
  const why = reason === null ? '' : `: ${reason}`;
  return new AppFault(`edition ${edition} is paused${why}.`, `When that is mended: npx mujaz resume ${edition}`, true);
}
