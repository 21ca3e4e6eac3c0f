/**
 * What the lanes to the mail servers pull from: claims rows of the ledger, makes their messages, and writes down what
 * became of them. One transaction at a time carries all results and claims that have gathered meanwhile, so a transaction
 * grows with the load by itself; nothing is kept of the rest of the list.
 */
import { AddressFault, type BulkMessage, type BulkOutcome, type BulkSource } from '../../deliver/index.ts';
import type { ClaimedDelivery, DeliveryResult, LedgerAnswer } from '../../store/index.ts';
import { backOnTheList, resultOf } from './outcomes.ts';
import { openPacer, type Pacer } from './pacer.ts';
import type { RefusalVerdict } from './refusal-watch.ts';
import type { SupplyEnd, SupplyParts } from './supply-parts.ts';

/** A result on its way to the disk, and who waits for it. */
type Entry = {
  readonly result: DeliveryResult;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
  /** What follows from it, once it is on disk. */
  readonly verdict: RefusalVerdict | null;
};

/** A message that waits for the permission to end. */
type Permission = {
  readonly position: number;
  readonly resolve: (isPermitted: boolean) => void;
  readonly reject: (error: unknown) => void;
};

/** A row that is due that soon is waited for with open connections. */
const SOON_MS = 10_000;

/** One round of a sending: from the first claim until nothing is due, or it must not go on. */
export class Supply {
  readonly #parts: SupplyParts;
  readonly #claimed = new Map<number, ClaimedDelivery>();
  /** Of the claimed ones, those that the lanes have. */
  #handedOut = 0;
  readonly #pacer: Pacer;
  #entries: Entry[] = [];
  #permissions: Permission[] = [];
  #isWorking: boolean;
  /** Refusals are being taken back. */
  #isPausing: boolean;
  #end: SupplyEnd | null = null;
  #error: { readonly cause: unknown } | null = null;
  /** No row is due before. */
  #dueAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: SupplyParts) {
    this.#parts = parts;
    this.#isWorking = false;
    this.#isPausing = false;
    const { limits, clock, mailing, shares } = parts;
    const letThrough = (delivery: ClaimedDelivery) => shares.supply([delivery]);
    shares.attend(() => this.#wake());
    this.#pacer = openPacer({ limits, clock, addressOf: mailing.addressOf, letThrough });
    parts.stop.addEventListener('abort', () => this.#wake(), { once: true });
  }

  /** Why it ended; null when it did because nothing is due. */
  get end(): SupplyEnd | null {
    return this.#end;
  }

  /** As the lane to one relay sees it. */
  sourceFor(relay: string, serverFault: BulkSource['serverFault']): BulkSource {
    return {
      next: () => this.#next(relay),
      permit: (message) => this.#permit(message.key),
      settle: (message, outcome) => {
        this.#parts.shares.settled(relay);
        this.#handedOut--;
        return this.#settle(message.key, outcome);
      },
      serverFault,
    };
  }

  /** After all lanes have ended: what was claimed and not asked for goes back, and refusals that were few enough stand. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    const left = [...this.#pacer.close(), ...this.#parts.shares.drain()];
    await Promise.all(left.map((delivery) => this.#giveBack(delivery, this.#parts.clock())));
    await this.#judge(this.#parts.refusals.end());
  }

  async #next(relay: string): Promise<BulkMessage | null> {
    for (;;) {
      this.#check();
      const asked = this.#parts.shares.request(relay);
      this.#wake();
      const delivery = await asked;
      this.#check();
      if (!delivery) return null;
      this.#handedOut++;
      const message = await this.#make(delivery);
      if (message) return message;
      this.#parts.shares.settled(relay);
      this.#handedOut--;
    }
  }

  /** After a failure nobody is served any more. */
  #check(): void {
    if (this.#error) throw this.#error.cause;
  }

  async #make(delivery: ClaimedDelivery): Promise<BulkMessage | null> {
    const { mailing } = this.#parts;
    try {
      return { key: delivery.position, ...(await mailing.messageFor(delivery, mailing.addressOf(delivery))) };
    } catch (error) {
      if (!(error instanceof AddressFault)) {
        await this.#giveBack(delivery, this.#parts.clock());
        throw error;
      }
      this.#claimed.delete(delivery.position);
      const reply = 'the address cannot be written into a message';
      await this.#record({ position: delivery.position, reply, state: 'failed', isProvisional: false, isDead: false });
      return null;
    }
  }

  #settle(position: number, outcome: BulkOutcome): Promise<void> {
    const { refusals, clock, random } = this.#parts;
    const delivery = this.#claimed.get(position);
    if (!delivery) throw new Error(`row ${position} is not claimed`);
    if (outcome.outcome === 'unharmed' && outcome.reply === 'stopped') return this.#giveBack(delivery, clock());
    this.#claimed.delete(position);
    const result = resultOf(delivery, outcome, { now: clock(), random: random(), isPausing: this.#isPausing });
    const isAnswer = outcome.outcome === 'sent' || outcome.outcome === 'failed';
    if (this.#isPausing || !isAnswer) return this.#record(result);
    // Told in the order of the answers.
    const verdict = refusals.note(position, outcome.outcome === 'failed');
    this.#isPausing = verdict.pause;
    return this.#record(result, verdict);
  }

  /** It was not tried. */
  #giveBack(delivery: ClaimedDelivery, dueAt: number): Promise<void> {
    this.#claimed.delete(delivery.position);
    return this.#record(backOnTheList(delivery, dueAt));
  }

  #record(result: DeliveryResult, verdict: RefusalVerdict | null = null): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#error) return reject(this.#error.cause);
      this.#entries.push({ result, resolve, reject, verdict });
      this.#wake();
    });
  }

  #permit(position: number): Promise<boolean> {
    return new Promise((resolve, reject) => {
      if (this.#error) return reject(this.#error.cause);
      this.#permissions.push({ position, resolve, reject });
      this.#wake();
    });
  }

  /** Begins a turn after what else happens at this moment, so that they share it. */
  #wake(): void {
    if (this.#isWorking || this.#error) return;
    this.#isWorking = true;
    setImmediate(() => void this.#work());
  }

  async #work(): Promise<void> {
    let [entries, permissions]: [Entry[], Permission[]] = [[], []];
    try {
      for (;;) {
        [entries, permissions] = [this.#entries, this.#permissions];
        [this.#entries, this.#permissions] = [[], []];
        const isTurn = entries.length > 0 || permissions.length > 0;
        const want = this.#wanted(isTurn);
        if (!isTurn && want === 0) break;
        const answer = await this.#turn(entries, permissions, want);
        const permitted = new Set(answer.permitted);
        for (const { position, resolve } of permissions) resolve(permitted.has(position));
        for (const { result, resolve } of entries) {
          this.#parts.tally.moved('sending', result.state);
          resolve();
        }
        this.#take(answer, want);
        for (const { verdict } of entries) if (verdict) await this.#judge(verdict);
      }
      this.#isWorking = false;
    } catch (error) {
      this.#fail(error, [...entries, ...permissions]);
    }
  }

  #turn(entries: readonly Entry[], permissions: readonly Permission[], want: number): Promise<LedgerAnswer> {
    const { ledger, edition, sender, clock, only } = this.#parts;
    const results = entries.map(({ result }) => result);
    const finishing = permissions.map(({ position }) => ({
      position,
      linkVersion: this.#claimed.get(position)?.linkVersion ?? 0,
    }));
    for (const result of results) if (result.state === 'queued') this.#dueAt = Math.min(this.#dueAt, result.nextTryAt);
    return ledger.turn({ edition, sender: sender.id, at: clock(), results, finishing, want, only });
  }

  /**
   * How many rows to claim now; where none may go any more, those who ask are told so. Some are claimed before they are
   * asked for, many at once: that is much less work, and after a crash they are simply queued again.
   */
  #wanted(isTurn: boolean): number {
    const { stop, sender, clock, quietUntil, shares } = this.#parts;
    const now = clock();
    if (quietUntil(now) !== null) this.#end ??= { why: 'quiet' };
    if (sender.isLost()) this.#end ??= { why: 'lease-lost' };
    const kept = this.#pacer.kept;
    const stock = this.#claimed.size - this.#handedOut - kept;
    const mayClaim = !stop.aborted && !this.#isPausing && !this.#end;
    const isDry = stock + kept === 0 && this.#dueAt - now > SOON_MS;
    if (!mayClaim || isDry) this.#sendAway();
    const asked = Math.max(0, shares.wanted - kept);
    const isLow = mayClaim && (isTurn || asked > 0) && stock < this.#parts.ahead / 2;
    const ahead = isLow ? this.#parts.ahead - Math.max(0, stock) : 0;
    if (asked + ahead === 0) return 0;
    if (now >= this.#dueAt) return asked + ahead;
    if (asked === 0) return 0;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#wake(), Math.min(this.#dueAt - now, SOON_MS));
    return 0;
  }

  #sendAway(): void {
    for (const delivery of this.#parts.shares.drain()) {
      // Whoever closes the round waits for the ledger.
      this.#giveBack(delivery, this.#parts.clock()).catch(() => {});
    }
  }

  #take({ state, claimed, excluded, nextDueAt }: LedgerAnswer, want: number): void {
    const { tally, only } = this.#parts;
    if (excluded > 0) tally.moved('queued', 'excluded', excluded);
    if (claimed.length > 0) tally.moved('queued', 'sending', claimed.length);
    for (const delivery of claimed) this.#handOut(delivery);
    if (state !== 'sending' && !(state === 'ready' && only !== undefined)) this.#end ??= { why: state };
    else if (claimed.length < want) this.#dueAt = nextDueAt ?? Number.POSITIVE_INFINITY;
  }

  /** At the time that the recipient's domain asks for: kept until then, or back on the list when that is long. */
  #handOut(delivery: ClaimedDelivery): void {
    this.#claimed.set(delivery.position, delivery);
    const laterAt = this.#pacer.pace(delivery);
    if (laterAt !== null) this.#giveBack(delivery, laterAt).catch(() => {});
  }

  /** What follows from refusals. */
  async #judge(verdict: RefusalVerdict): Promise<void> {
    const { ledger, edition, clock, tally } = this.#parts;
    const rows = verdict.pause ? verdict.requeue : verdict.stand;
    if (rows.length > 0) await ledger.settleRefusals(edition, rows, verdict.pause ? 'requeue' : 'stand', clock());
    if (!verdict.pause) return;
    tally.moved('failed', 'queued', rows.length);
    const reason = `the mail server refused ${verdict.refused} of the last ${verdict.of} messages for good`;
    await ledger.setState(edition, ['sending'], 'paused', { at: clock(), reason });
    this.#end = { why: 'paused' };
  }

  /** Nothing can be written or made any more: all who wait hear of it, and the run ends. */
  #fail(cause: unknown, taken: readonly (Entry | Permission)[]): void {
    this.#error = { cause };
    const waiting = [...taken, ...this.#entries, ...this.#permissions];
    [this.#entries, this.#permissions] = [[], []];
    for (const { reject } of waiting) reject(cause);
    this.#sendAway();
    this.#isWorking = false;
  }
}
