/** robots.txt of each host (RFC 9309), kept for a day. */
import robotsModule from 'robots-parser';
import { refuseStatus } from './answers.ts';
import type { WebRefusal } from './contract.ts';
import type { Arrival, HostRules, Lost } from './follow.ts';
import { refuseWeb } from './refusals.ts';
import { productToken, rulesFor } from './robots-group.ts';
import { clip } from './web-address.ts';

/** Fetches a robots.txt and says how long it took, without the polite pauses. */
export type FetchRobots = (url: string) => Promise<{ readonly found: Arrival | Lost; readonly tookMs: number }>;

/** `size`: characters of its rules. */
type Rules = { readonly kind: 'rules'; readonly size: number; allows(url: URL): boolean; readonly delayMs: number };
type Known = { readonly kept: Rules | WebRefusal; readonly until: number; readonly tookMs: number };

const DAY_MS = 24 * 60 * 60 * 1000;

/** A robots.txt that could not be read is not asked for again at each page. */
const RETRY_MS = 60_000;

/** However long a host asks us to wait between two requests. */
const LONGEST_DELAY_MS = 60_000;

/** Characters of all rules that are kept; the oldest are forgotten first. */
const MOST_KEPT = 4_000_000;
const MOST_HOSTS = 2000;

/** The package is CommonJS: what Node imports is the function, though its types put it under `default`. */
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

/** Everything is allowed where there is no robots.txt (RFC 9309, 2.3.1.3). */
const NO_RULES: Rules = { kind: 'rules', size: 0, allows: () => true, delayMs: 0 };

/** What hosts ask of their visitors. */
export class RobotsFiles {
  readonly #token: string;
  readonly #fetch: FetchRobots;
  readonly #now: () => number;
  readonly #known = new Map<string, Known>();
  readonly #fetching = new Map<string, Promise<Known>>();
  #size = 0;

  constructor(userAgent: string, now: () => number, fetch: FetchRobots) {
    this.#token = productToken(userAgent);
    this.#now = now;
    this.#fetch = fetch;
  }

  /** May this address be read, and with what pause? */
  async rulesFor(url: URL): Promise<HostRules | WebRefusal> {
    const known = this.#known.get(url.origin);
    const isFresh = known !== undefined && this.#now() < known.until;
    const { kept, tookMs } = isFresh ? { ...known, tookMs: 0 } : await this.#fetchOnce(url);
    if (kept.kind === 'refused') return kept;
    if (kept.allows(url)) return { pauseMs: kept.delayMs, tookMs };
    const reason = `the robots.txt of ${clip(url.host)} asks not to read ${clip(url.pathname)}`;
    return refuseWeb('forbidden', reason, 'Take the address out of config/sources.yaml, or ask the outlet for leave.');
  }

  /** Those who ask at the same time wait for the same answer. */
  #fetchOnce(url: URL): Promise<Known> {
    const running = this.#fetching.get(url.origin);
    if (running !== undefined) return running;
    const fetching = this.#renew(url).finally(() => this.#fetching.delete(url.origin));
    this.#fetching.set(url.origin, fetching);
    return fetching;
  }

  async #renew({ origin, host }: URL): Promise<Known> {
    const address = `${origin}/robots.txt`;
    const { found, tookMs } = await this.#fetch(address);
    const read = this.#read(found, address, host);
    const old = this.#known.get(origin);
    // A robots.txt that cannot be reached leaves the last one good (RFC 9309, 2.4).
    const kept = read.kind === 'refused' && old?.kept.kind === 'rules' ? old.kept : read;
    const known: Known = { kept, until: this.#now() + (read.kind === 'rules' ? DAY_MS : RETRY_MS), tookMs };
    this.#keep(origin, known);
    return known;
  }

  #read(found: Arrival | Lost, address: string, host: string): Rules | WebRefusal {
    if (found.kind === 'lost') return ofLost(found, host);
    const { answer } = found;
    if (answer.bytes !== null) return parse(address, rulesFor(this.#token, new TextDecoder().decode(answer.bytes)));
    const { status } = answer;
    // RFC 9309 counts 429 among them; but it is a wish, too.
    if (status >= 200 && status < 500 && status !== 429) return NO_RULES;
    return about(host, refuseStatus(answer, this.#now()));
  }

  #keep(origin: string, known: Known): void {
    this.#forget(origin);
    this.#known.set(origin, known);
    this.#size += sizeOf(known);
    for (const oldest of this.#known.keys()) {
      if (this.#size <= MOST_KEPT && this.#known.size <= MOST_HOSTS) return;
      this.#forget(oldest);
    }
  }

  #forget(origin: string): void {
    const known = this.#known.get(origin);
    if (known === undefined) return;
    this.#known.delete(origin);
    this.#size -= sizeOf(known);
  }
}

function parse(address: string, lines: readonly string[]): Rules {
  const text = ['user-agent: *', ...lines].join('\n');
  const robots = robotsParser(address, text);
  const delayMs = Math.min(Math.max(0, robots.getCrawlDelay('*') ?? 0) * 1000, LONGEST_DELAY_MS);
  return { kind: 'rules', size: text.length, allows: (url) => robots.isAllowed(url.href, '*') !== false, delayMs };
}

/** More redirects than are followed count as none (RFC 9309, 2.3.1.2); a host that is not there is refused as itself. */
function ofLost({ hop, refusal, isTooFar }: Lost, host: string): Rules | WebRefusal {
  if (isTooFar) return NO_RULES;
  return hop === 0 ? refusal : about(host, { ...refusal, why: 'failed' });
}

function about(host: string, refusal: WebRefusal): WebRefusal {
  return { ...refusal, status: null, reason: `the robots.txt of ${clip(host)} cannot be read: ${refusal.reason}` };
}

const sizeOf = ({ kept }: Known) => (kept.kind === 'rules' ? kept.size : 0);
