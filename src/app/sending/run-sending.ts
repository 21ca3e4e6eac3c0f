/** Sending an edition: round after round over all that is due, until nothing is left or it must not go on. */
import type { Config } from '../../config/index.ts';
import type { BulkLaneOptions, DkimSigner } from '../../deliver/index.ts';
import type { Edition } from '../../model.ts';
import { type ClaimedDelivery, type Ledger, openLedger, type Sending, type Store } from '../../store/index.ts';
import type { Vault } from '../../vault/index.ts';
import { readAddress } from '../address.ts';
import { AppFault } from '../app-fault.ts';
import { hasRoomForToken } from '../bounces/return-address.ts';
import { openSigner } from '../signer.ts';
import type { SendingOptions, SendingReport } from './contract.ts';
import { openLedgerBook } from './ledger-book.ts';
import { openMailing } from './mailing.ts';
import { quietUntil } from './quiet-hours.ts';
import { openRefusalWatch } from './refusal-watch.ts';
import { openShares } from './relay-shares.ts';
import { sendByAll, type Way, waysOf } from './relays.ts';
import { type Ended, roundEnd } from './round-end.ts';
import { openSenderLease, type SenderLease } from './sender-lease.ts';
import { Supply } from './supply.ts';
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
    return await new Run({ config, ledger, vault, edition, sending, only, options, world }).send();
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

  constructor(parts: RunParts) {
    this.#parts = parts;
    const { config, world, options } = parts;
    this.#ways = waysOf(config.sending.relays, config.mail.outbox, world.lane);
    this.#onFault = options.onFault ?? (() => {});
  }

  async send(): Promise<SendingReport> {
    const { ledger, edition, world, options, config, sending, only } = this.#parts;
    const signer = await openSigner(config);
    await this.#start();
    const lease = await this.#openLease();
    const mayRetry = options.retryUncertain ?? config.sending.uncertain === 'retry';
    const retriedUncertain = mayRetry ? await ledger.retryUncertain(edition.number, world.clock(), only) : 0;
    await ledger.settleRefusals(edition.number, 'all', 'stand', world.clock());
    const tally = openTally(await ledger.counts(edition.number), sending.candidates, options.onProgress ?? (() => {}));
    const { end, reason } = await this.#rounds(lease, tally, signer);
    return {
      edition: edition.number,
      end,
      reason,
      counts: await ledger.counts(edition.number),
      candidates: sending.candidates,
      sentNow: tally.sentNow,
      foundUncertain: this.#foundUncertain,
      retriedUncertain,
      nextDueAt: await ledger.nextDueAt(edition.number),
      seconds: (performance.now() - this.#began) / 1000,
      failures: await ledger.replies(edition.number, 'failed'),
    };
  }

  async #openLease(): Promise<SenderLease> {
    const lease = await openSenderLease(this.#parts.ledger);
    await this.#bury(lease);
    return lease;
  }

  /** By the clock of the machine: whether a program lives has nothing to do with when a message is due. */
  async #bury(lease: SenderLease): Promise<void> {
    const buried = await lease.buryTheDead(Date.now());
    const found = buried.find(({ edition }) => edition === this.#parts.edition.number)?.rows ?? 0;
    if (found > 0)
      this.#onFault(`${found} uncertain: a program that sent them ended before an answer was written down.`);
    this.#foundUncertain += found;
  }

  /** A sending to one person alone does not start it for the others. */
  async #start(): Promise<void> {
    const { ledger, edition, only, world } = this.#parts;
    const sending = await ledger.sending(edition.number);
    if (sending?.state === 'paused') throw paused(edition.number, sending.reason);
    if (only !== undefined) return;
    await ledger.setState(edition.number, ['ready'], 'sending', { at: world.clock(), reason: null });
  }

  async #rounds(first: SenderLease, tally: Tally, signer: DkimSigner | null): Promise<Ended> {
    const { options, config } = this.#parts;
    const parts = await this.#supplyParts(tally, signer);
    let lease = first;
    for (;;) {
      const supply = new Supply({ ...parts, sender: lease });
      try {
        const faults = await sendByAll(this.#ways, supply, parts.shares, parts);
        await supply.close();
        const ended = await roundEnd({ ...parts, options, config }, supply.end, faults);
        const isOver = ended !== null || supply.end?.why === 'lease-lost';
        if (isOver) await lease.close();
        if (ended) return ended;
        if (isOver) lease = await this.#openLease();
        else await this.#bury(lease);
      } catch (error) {
        // What was handed over and could not be written down is for the next sender to find uncertain.
        if (supply.isBroken) await lease.abandon();
        else await lease.close();
        throw error;
      }
    }
  }

  async #supplyParts(tally: Tally, signer: DkimSigner | null) {
    const { config, ledger, vault, edition, sending, only, options, world } = this.#parts;
    const { percent, of } = config.sending.refusals;
    const isTolerant = (await ledger.sending(edition.number))?.acceptsRefusals === true;
    return {
      edition: edition.number,
      ledger,
      book: openLedgerBook(ledger, { stop: options.stop, onFault: this.#onFault }),
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
