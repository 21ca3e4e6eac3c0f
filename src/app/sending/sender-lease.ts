/** This process as a sender: a lease that says it lives, and the burial of those that do not. */
import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Ledger } from '../../store/index.ts';

/** How often a lease is renewed, and for how long, in milliseconds. */
const BEAT = 10_000;
const LEASE = 60_000;
/** A beat that failed is repeated sooner. */
const SOON = 1000;
/** So long before its end a lease counts as lost for its holder: clocks differ, and what began must come to an end. */
const MARGIN = 10_000;

/** What a sender needs of the ledger. */
export type SenderLedger = Pick<Ledger, 'hold' | 'senders' | 'dismiss'>;

/** Claims that were taken from dead senders, by edition. */
export type Burial = { readonly edition: number; readonly rows: number };

/** A lease as it is kept. */
export type SenderLease = {
  /** Names the sender in its claims. */
  readonly id: string;
  /**
   * True: others may take this sender for dead, and nothing new may begin. It does not come back, since its claims may be
   * another's by now: open another lease. Also true, and then not for good, before the lease has been written at all.
   */
  isLost(): boolean;
  /**
   * Makes the claims of dead senders uncertain: of those whose lease is over, and of those whose process is provably gone.
   * Gives how many, by edition. Rejects when the database does.
   */
  buryTheDead(at: number): Promise<readonly Burial[]>;
  /** Ends the lease and queues again what is still claimed: only when every result is in the ledger. Never rejects. */
  close(): Promise<void>;
  /** Ends the lease where some result could not be written: what is still claimed becomes uncertain. Never rejects. */
  abandon(): Promise<void>;
};

/**
 * Writes the lease of this process and keeps renewing it. It is written when this resolves, unless the database failed:
 * that is tried again, and the lease counts as lost until it works.
 * @param clock epoch ms, the same for all who use the ledger
 * @param onFault told of each failure of the database
 */
export async function openSenderLease(
  ledger: SenderLedger,
  clock: () => number = Date.now,
  onFault: (error: unknown) => void = () => {},
): Promise<SenderLease> {
  const id = randomBytes(12).toString('base64url');
  const place = JSON.stringify(placeOfThisProcess());
  /** As it is in the ledger. */
  let until: number | null = null;
  let isForfeit = false;
  let isEnded = false;
  let timer: NodeJS.Timeout | undefined;
  let beating = beat();
  await beating;
  return { id, isLost, buryTheDead, close: () => end('queued'), abandon: () => end('uncertain') };

  function isLost(): boolean {
    if (until !== null && clock() >= until - MARGIN) isForfeit = true;
    return isForfeit || isEnded || until === null;
  }

  async function beat(): Promise<void> {
    let rest = BEAT;
    try {
      await renew();
    } catch (error) {
      onFault(error);
      rest = SOON;
    }
    if (isEnded || isForfeit) return;
    timer = setTimeout(() => {
      beating = beat();
    }, rest).unref();
  }

  async function renew(): Promise<void> {
    if (until !== null && isLost()) return;
    const next = clock() + LEASE;
    await ledger.hold({ id, place, leaseUntil: next });
    // One that was written too late may have been written behind a burial: it is the ledger's state, and nothing more.
    isLost();
    until = next;
  }

  async function buryTheDead(at: number): Promise<readonly Burial[]> {
    const here = placeOfThisProcess();
    const buried: Burial[] = [];
    for (const sender of await ledger.senders())
      if (sender.id !== id && (sender.leaseUntil <= at || isProvablyDead(sender.place, here)))
        buried.push(...(await ledger.dismiss(sender, 'uncertain', at)));
    return byEdition(buried);
  }

  async function end(claims: 'queued' | 'uncertain'): Promise<void> {
    if (isEnded) return;
    isEnded = true;
    clearTimeout(timer);
    await beating;
    if (until === null) return;
    await ledger.dismiss({ id, leaseUntil: until }, claims, clock()).catch(onFault);
  }
}

function byEdition(burials: readonly Burial[]): readonly Burial[] {
  const rows = new Map<number, number>();
  for (const burial of burials) rows.set(burial.edition, (rows.get(burial.edition) ?? 0) + burial.rows);
  return [...rows].map(([edition, count]) => ({ edition, rows: count }));
}

// ------------------------------------------------------------------------------------------------------------- place

/**
 * Where a process is and which one it is. `boot`, `space` and `start` only where the system tells: the boot of the machine,
 * the process id namespace, and the process's start, without which a number that is used again would pass for it.
 */
type Place = {
  readonly host: string;
  readonly pid: number;
  readonly boot?: string;
  readonly space?: string;
  readonly start?: string;
};

function placeOfThisProcess(): Place {
  const place = { host: hostname(), pid: process.pid };
  try {
    const self = readStat('self');
    // A /proc of another namespace knows us by another number, and others not at all.
    if (self?.pid !== process.pid) return place;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    return { ...place, boot, space: readlinkSync('/proc/self/ns/pid'), start: self.start };
  } catch {
    return place;
  }
}

/**
 * Whether no such process is left, seen from here. Only the boot and namespace that both share prove it; after a reboot,
 * or from another machine, the lease alone counts: host names and machine ids are copied with images.
 */
function isProvablyDead(text: string, here: Place): boolean {
  const place = readPlace(text);
  if (!place || !here.boot || place.boot !== here.boot || place.space !== here.space) return false;
  if (!exists(place.pid)) return true;
  const stat = readStat(place.pid);
  return stat !== null && (stat.isGone || stat.start !== place.start);
}

function readPlace(text: string): Place | null {
  try {
    const place = JSON.parse(text) as Place | null;
    return Number.isSafeInteger(place?.pid) && (place?.pid as number) > 0 ? place : null;
  } catch {
    return null;
  }
}

/** A process of another user exists too, though it may be hidden in /proc. */
function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function readStat(pid: number | 'self'): Stat | null {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return null;
  }
}

/** Of a line of /proc/PID/stat: `start` in ticks since the boot; `isGone`: it has ended and only waits to be counted. */
type Stat = { readonly pid: number; readonly isGone: boolean; readonly start: string };

/** See proc_pid_stat(5): the name, in parentheses, may itself hold spaces and parentheses. Null: not such a line. */
export function parseStat(line: string): Stat | null {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const [state, start] = [fields[0], fields[19]];
  if (!state || !start) return null;
  return { pid: Number.parseInt(line, 10), isGone: state === 'Z' || state === 'X', start };
}
