// LEAD to Policies: keep THIS interface (wanted(requests)/choose/settled) and lease.close(claims); supply.ts follows you. Remove this line at the end.
/** Several relays that pull from one supply, each to its weight. */

/** A relay and its share of the messages. */
export type ShareHolder = { readonly name: string; readonly weight: number; readonly connections: number };

/** Who gets which message. */
export type RelayShares<T> = {
  /** A connection asks for a message. Null: its relay rests, or all is over. */
  request(relay: string): Promise<T | null>;
  /** How many messages can be handed out now; requests of a relay that is ahead of its share are not counted. */
  readonly wanted: number;
  /** Messages to hand out, to those who ask and have the least of their share; or else to those who ask next. */
  supply(messages: readonly T[]): void;
  /** A message that a relay had taken is settled. */
  settled(relay: string): void;
  /** Who is to look at `wanted` again when only time has passed. Without it no relay is held to its share. */
  attend(wake: () => void): void;
  /** A relay that cannot be used: its requests are answered with null, now and until it is revived. */
  rest(relay: string): void;
  revive(relay: string): void;
  /** Nothing is due any more: all that ask now are answered with null. Gives what was supplied and not handed out. */
  drain(): readonly T[];
};

/** Messages that tell how fast a relay is; older ones count half, a quarter ... */
const MEMORY = 100;
/** Relays whose connections need more than so many times as long as another's do not hold that one to its share. */
const FAR_SLOWER = 3;

/** How often those who are held back look whether the others are still worth waiting for, in milliseconds. */
const LOOK = 100;

type Holder<T> = ShareHolder & {
  readonly waiting: ((message: T | null) => void)[];
  /** Messages taken, by weight: what is kept even. */
  taken: number;
  inFlight: number;
  isResting: boolean;
  /** Milliseconds that its connections were busy, and messages settled in them. */
  busy: number;
  settled: number;
};

/** What would be left of a relay's requests, and its share, if some were answered. */
type Ahead<T> = { readonly holder: Holder<T>; left: number; taken: number };

/**
 * Opens the shares. What relays take is kept in the ratio of their weights, to about one message per connection, as long
 * as they are about equally fast: one that is ahead of its share waits for the others to take theirs. A relay that rests,
 * has nothing to do, or is far slower than another (its server is slow or mute, or it is at its own limit) holds nobody
 * back: each then takes what it can, and what the slow one leaves is not made up for later.
 * @param now milliseconds, never going back
 */
export function openShares<T>(
  relays: readonly ShareHolder[],
  now: () => number = () => performance.now(),
): RelayShares<T> {
  const holders = new Map(relays.map((relay) => [relay.name, holderFor<T>(relay)]));
  const all = [...holders.values()];
  let stock: T[] = [];
  let wake: (() => void) | null = null;
  let timer: NodeJS.Timeout | undefined;
  let seen = now();
  return {
    request,
    get wanted() {
      return countWanted();
    },
    supply(messages) {
      stock.push(...messages);
      handOut();
    },
    settled,
    attend(listener) {
      wake = listener;
    },
    rest(relay) {
      holderOf(relay).isResting = true;
      refuse(holderOf(relay));
      wake?.();
    },
    revive(relay) {
      holderOf(relay).isResting = false;
    },
    drain() {
      clearTimeout(timer);
      all.forEach(refuse);
      const left = stock;
      stock = [];
      return left;
    },
  };

  function request(relay: string): Promise<T | null> {
    return new Promise((resolve) => {
      const holder = holderOf(relay);
      if (holder.isResting) return resolve(null);
      holder.waiting.push(resolve);
      handOut();
    });
  }

  function countWanted(): number {
    const [alone, other] = all;
    if (alone && !other) return Math.max(0, alone.waiting.length - stock.length);
    watchTheClock();
    const ahead = all.map((holder) => ({ holder, left: holder.waiting.length, taken: holder.taken }));
    let wanted = 0;
    for (let next = nextOf(ahead); next; next = nextOf(ahead)) {
      next.left--;
      next.taken += 1 / next.holder.weight;
      wanted++;
    }
    clearTimeout(timer);
    if (wake && ahead.some(({ left }) => left > 0)) timer = setTimeout(wake, LOOK).unref();
    return Math.max(0, wanted - stock.length);
  }

  /** Of those that ask and need not wait for another, the one with the least of its share. */
  function nextOf(ahead: readonly Ahead<T>[]): Ahead<T> | null {
    return leastOf(ahead.filter((one) => one.left > 0 && !(wake && ahead.some((other) => isHeldBy(one, other)))));
  }

  /** What has been claimed goes out, to whomever. */
  function handOut(): void {
    while (stock.length > 0) {
      const holder = leastOf(all.filter(({ waiting }) => waiting.length > 0));
      if (!holder) return;
      take(holder);
      holder.waiting.shift()?.(stock.shift() as T);
    }
  }

  /** Who did not hold it back gets no claim to as much: shares are for now, not for what was missed. */
  function take(holder: Holder<T>): void {
    watchTheClock();
    for (const other of all) other.taken = Math.max(other.taken, holder.taken - slackOf(holder));
    holder.taken += 1 / holder.weight;
    holder.inFlight++;
  }

  function settled(relay: string): void {
    const holder = holderOf(relay);
    watchTheClock();
    holder.inFlight = Math.max(0, holder.inFlight - 1);
    holder.settled++;
    if (holder.settled < MEMORY) return;
    holder.settled /= 2;
    holder.busy /= 2;
  }

  function watchTheClock(): void {
    const at = now();
    for (const holder of all) holder.busy += busyConnections(holder) * (at - seen);
    seen = at;
  }

  function holderOf(relay: string): Holder<T> {
    return holders.get(relay) as Holder<T>;
  }
}

function holderFor<T>({ name, weight, connections }: ShareHolder): Holder<T> {
  return { name, weight, connections, waiting: [], taken: 0, inFlight: 0, isResting: false, busy: 0, settled: 0 };
}

function refuse<T>(holder: Holder<T>): void {
  for (const resolve of holder.waiting.splice(0)) resolve(null);
}

function leastOf<Each extends { readonly taken: number }>(those: readonly Each[]): Each | null {
  return those.reduce<Each | null>((least, each) => (least && least.taken <= each.taken ? least : each), null);
}

function isHeldBy<T>(one: Ahead<T>, other: Ahead<T>): boolean {
  const isAtWork = other.holder.inFlight > 0 || other.left > 0;
  if (other === one || other.holder.isResting || !isAtWork) return false;
  return one.taken - slackOf(one.holder) > other.taken && paceOf(other.holder) <= FAR_SLOWER * paceOf(one.holder);
}

/** Milliseconds of a connection per message; what is on its way counts as if it ended now. */
function paceOf<T>(holder: Holder<T>): number {
  return holder.busy / Math.max(1, holder.settled + busyConnections(holder));
}

/** Each connection has one message on its way, and perhaps the next one ahead. */
function busyConnections<T>({ inFlight, connections }: Holder<T>): number {
  return Math.min(inFlight, connections);
}

function slackOf<T>({ connections, weight }: Holder<T>): number {
  return connections / weight;
}
