/** Reads addresses of the web, politely and safely. */
import { conditionsOf, readAnswer } from './answers.ts';
import { type BodyLimit, ENCODINGS } from './body.ts';
import type { WebAnswer, WebReader, WebReaderOptions, WebRequest } from './contract.ts';
import type { Line } from './exchange.ts';
import { follow, type HostRules } from './follow.ts';
import { type Resolve, systemResolve } from './guarded-connect.ts';
import { HostTurns, unlessAborted } from './host-turns.ts';
import { WEB_LIMITS, type WebLimits } from './limits.ts';
import { openGate } from './public-address.ts';
import { type FetchRobots, RobotsFiles } from './robots.ts';

/** What is usually the world's: names, and how much of it is put up with. */
export type WebWorld = { readonly resolve?: Resolve; readonly limits?: Partial<WebLimits> };

const ACCEPT: Readonly<Record<WebRequest['wants'], string>> = {
  feed: 'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1',
  page: 'text/html, application/xhtml+xml;q=0.9, */*;q=0.1',
};

/** Opens a reader; it holds no connection between two readings. */
export function openWebReader(options: WebReaderOptions, world: WebWorld = {}): WebReader {
  const now = options.now ?? Date.now;
  const limits = { ...WEB_LIMITS, ...world.limits };
  const line: Line = {
    gate: openGate(options.allow),
    resolve: world.resolve ?? systemResolve,
    limits,
    turns: new HostTurns(),
  };
  const closing = new AbortController();
  const readings = new Set<Promise<unknown>>();
  const whole: BodyLimit = { bytes: limits.bodyBytes, overflow: 'refuse' };

  const paced = (rules: HostRules): HostRules => ({ ...rules, pauseMs: Math.max(rules.pauseMs, options.hostPauseMs) });
  const headersOf = (accept: string) => ({
    'user-agent': options.userAgent,
    accept,
    'accept-encoding': ENCODINGS,
  });
  const fetchRobots: FetchRobots = async (url) => {
    let tookMs = 0;
    const found = await follow(
      {
        url,
        name: 'its robots.txt',
        headers: headersOf('text/plain, */*;q=0.1'),
        limit: { bytes: limits.robotsBytes, overflow: 'cut' },
        budgetMs: limits.robotsMs,
        signal: closing.signal,
        enter: async () => paced({ pauseMs: 0, tookMs: 0 }),
        onTook: (ms) => {
          tookMs += ms;
        },
      },
      line,
    );
    return { found, tookMs };
  };
  const robots = new RobotsFiles(options.userAgent, now, fetchRobots);

  async function read(request: WebRequest, signal: AbortSignal): Promise<WebAnswer> {
    const conditions = conditionsOf(request.validators);
    const found = await follow(
      {
        url: request.url,
        name: 'it',
        headers: { ...headersOf(ACCEPT[request.wants]), ...conditions },
        limit: whole,
        budgetMs: limits.totalMs,
        signal,
        enter: async (url) => {
          const rules = await unlessAborted(robots.rulesFor(url), signal);
          return 'kind' in rules ? rules : paced(rules);
        },
      },
      line,
    );
    return found.kind === 'lost' ? found.refusal : readAnswer(found, Object.keys(conditions).length > 0, now());
  }

  return {
    read(request, stop) {
      const signal = stop === undefined ? closing.signal : AbortSignal.any([stop, closing.signal]);
      const reading = read(request, signal).finally(() => readings.delete(reading));
      readings.add(reading);
      return reading;
    },
    async close() {
      closing.abort();
      await Promise.allSettled(readings);
    },
  };
}
