/** Limits per recipient domain: when the next message to it may begin. */
import { domainToASCII } from 'node:url';

/** At most so many messages a second to a domain; its subdomains are other domains. */
export type DomainLimit = { readonly domain: string; readonly perSecond: number };

/** Times are epoch ms, domains in the canonical form of addresses: lower case, ASCII. */
export type DomainPace = {
  /** When a message to the domain may begin, `now` or later; the place in time is taken by it. */
  reserve(domain: string, now: number): number;
  /** A reserved place was not needed: the message did not go. */
  giveBack(domain: string): void;
};

/**
 * Opens the limits. A domain that was left alone for a while may get one second's worth at once and is then kept to its
 * pace (the virtual scheduling algorithm of ITU-T I.371).
 */
export function openDomainPace(limits: readonly DomainLimit[]): DomainPace {
  const clocks = new Map(limits.map(({ domain, perSecond }) => [domainToASCII(domain), openClock(perSecond)]));
  return {
    reserve: (domain, now) => clocks.get(domain)?.reserve(now) ?? now,
    giveBack: (domain) => clocks.get(domain)?.giveBack(),
  };
}

type Clock = { reserve(now: number): number; giveBack(): void };

function openClock(perSecond: number): Clock {
  const interval = 1000 / perSecond;
  const burst = (Math.max(1, Math.floor(perSecond)) - 1) * interval;
  /** When the next message would be due if all came evenly. */
  let due = Number.NEGATIVE_INFINITY;
  let seen = Number.NEGATIVE_INFINITY;
  return { reserve, giveBack };

  function reserve(now: number): number {
    // A clock that was set back takes the plan with it; otherwise the domain would wait for the lost time.
    if (now < seen) due -= seen - now;
    seen = now;
    const turn = Math.max(due, now);
    due = turn + interval;
    return Math.max(now, Math.ceil(turn - burst));
  }

  function giveBack(): void {
    due -= interval;
  }
}
