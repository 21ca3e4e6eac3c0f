/** Redirects are followed by hand: each stop on the way is checked like the first one. */
import type { BodyLimit } from './body.ts';
import type { WebRefusal } from './contract.ts';
import { type Exchange, exchange, type Line } from './exchange.ts';
import { refuseAddress, refuseError, refuseLate, refuseStopped, refuseWeb } from './refusals.ts';
import { checkAddress, clip } from './web-address.ts';

/** What a host asks of its visitors; `tookMs`: how long it took to find out. */
export type HostRules = { readonly pauseMs: number; readonly tookMs: number };

/** One thing to fetch. */
export type Errand = {
  readonly url: string;
  /** What a refusal calls it: `it`, or its robots.txt. */
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly limit: BodyLimit;
  /** For all requests together. */
  readonly budgetMs: number;
  readonly signal: AbortSignal;
  /** Asked before each request: may this be read, and with what pause? */
  enter(url: URL): Promise<HostRules | WebRefusal>;
  /** Told how long each request took, failed or not. */
  onTook?(ms: number): void;
};

/** The end of the way. `movedTo`: the address to ask from now on. */
export type Arrival = {
  readonly kind: 'arrival';
  readonly url: string;
  readonly movedTo: string | null;
  readonly answer: Exchange;
};

/** `hop`: how many redirects lie before it; `isTooFar`: there are more of them than are followed, or they lead in a circle. */
export type Lost = {
  readonly kind: 'lost';
  readonly hop: number;
  readonly isTooFar: boolean;
  readonly refusal: WebRefusal;
};

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const PERMANENT: ReadonlySet<number> = new Set([301, 308]);
const CHECK = 'Open it in a browser and write down the address where it ends.';

/** Fetches, and follows where it is sent; never throws for what happens outside. */
export async function follow(errand: Errand, line: Line): Promise<Arrival | Lost> {
  const seen = new Set<string>();
  let leftMs = errand.budgetMs;
  let isPermanent = true;
  let next: { readonly written: string; readonly base: URL | undefined } = { written: errand.url, base: undefined };
  for (let hop = 0; hop <= line.limits.redirects; hop += 1) {
    const lost = (refusal: WebRefusal, isTooFar = false): Lost => ({ kind: 'lost', hop, isTooFar, refusal });
    const url = checkAddress(next.written, next.base, line.gate);
    if (!(url instanceof URL)) return lost(refuseAddress(url, hop));
    if (seen.has(url.href)) return lost(refuseWeb('failed', 'it redirects in a circle', CHECK), true);
    seen.add(url.href);
    const step = await take(errand, line, url, hop, leftMs);
    if ('kind' in step) return lost(elsewhere(step, url, errand.url));
    leftMs -= step.tookMs;
    const { answer } = step;
    const location = REDIRECTS.has(answer.status) ? answer.header('location') : null;
    if (location === null) {
      return { kind: 'arrival', url: url.href, movedTo: hop > 0 && isPermanent ? url.href : null, answer };
    }
    isPermanent &&= PERMANENT.has(answer.status);
    next = { written: asUtf8(location), base: url };
  }
  const to = clip(next.written);
  const reason = `it redirects more than ${line.limits.redirects} times, at last to ${to}`;
  const refusal = refuseWeb('failed', reason, CHECK);
  return { kind: 'lost', hop: line.limits.redirects + 1, isTooFar: true, refusal };
}

/** Says where it went wrong when that is another host than the one that was asked for. */
function elsewhere(refusal: WebRefusal, url: URL, asked: string): WebRefusal {
  if (refusal.why === 'forbidden' || url.host === new URL(asked).host) return refusal;
  return { ...refusal, reason: `it redirects to ${clip(url.host)}: ${refusal.reason}` };
}

type Step = { readonly answer: Exchange; readonly tookMs: number };

/** One request, when the host may be asked. */
async function take(errand: Errand, line: Line, url: URL, hop: number, leftMs: number): Promise<Step | WebRefusal> {
  if (errand.signal.aborted) return refuseStopped();
  try {
    const rules = await errand.enter(url);
    if ('kind' in rules) return rules;
    const restMs = leftMs - rules.tookMs;
    const step = await line.turns.run(url.host, rules.pauseMs, errand.signal, () =>
      request(errand, line, url, hop, restMs),
    );
    return 'kind' in step ? step : { ...step, tookMs: step.tookMs + rules.tookMs };
  } catch (error) {
    if (errand.signal.aborted) return refuseStopped();
    throw error;
  }
}

async function request(errand: Errand, line: Line, url: URL, hop: number, restMs: number): Promise<Step | WebRefusal> {
  if (errand.signal.aborted) return refuseStopped();
  const startedAt = performance.now();
  // Not AbortSignal.any: sockets never stop listening, and Node keeps a combined signal as long as somebody listens.
  const over = new AbortController();
  let isLate = false;
  const end = () => over.abort();
  const timer = setTimeout(() => {
    isLate = true;
    end();
  }, restMs);
  errand.signal.addEventListener('abort', end, { once: true });
  try {
    const answer = await exchange(line, url, errand.headers, errand.limit, over.signal);
    return { answer, tookMs: performance.now() - startedAt };
  } catch (error) {
    if (errand.signal.aborted) return refuseStopped();
    return isLate ? refuseLate(errand.name, errand.budgetMs) : refuseError(error, hop);
  } finally {
    clearTimeout(timer);
    errand.signal.removeEventListener('abort', end);
    errand.onTook?.(performance.now() - startedAt);
  }
}

/** Servers write letters beyond ASCII into Location as UTF-8 bytes, which arrive as one character each. */
function asUtf8(location: string): string {
  const bytes = Buffer.from(location, 'latin1');
  const text = bytes.toString('utf8');
  return bytes.toString('latin1') === location && !text.includes('\ufffd') ? text : location;
}
