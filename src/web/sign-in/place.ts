/** Where somebody signs in from. */
import type { FastifyRequest } from 'fastify';
import type { Place } from '../../app/index.ts';
import { networkOf, visitorOf } from '../membership/visitor.ts';
import type { DeskCookies } from './cookies.ts';

/** What stands in a User-Agent, and what people call it; the first that fits. Chrome's name stands in Edge's, too. */
const BROWSERS = [
  ['Edg/', 'Edge'],
  ['EdgA/', 'Edge'],
  ['OPR/', 'Opera'],
  ['SamsungBrowser/', 'Samsung Internet'],
  ['Firefox/', 'Firefox'],
  ['FxiOS/', 'Firefox'],
  ['CriOS/', 'Chrome'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
] as const;

export function placeOf(request: FastifyRequest, cookies: DeskCookies): Place {
  return {
    network: networkOf(visitorOf(request)),
    device: cookies.device(request),
    browser: browserNote(request.headers['user-agent'] ?? ''),
    instead: cookies.session(request),
  };
}

/** «Firefox · Linux»; '' for none that is known. Nothing of what was sent is kept as it came. */
export function browserNote(agent: string): string {
  const named = (table: readonly (readonly [string, string])[]) => table.find(([part]) => agent.includes(part))?.[1];
  return [named(BROWSERS), named(SYSTEMS)].filter((part) => part !== undefined).join(' · ');
}
