/** Reports that a mail service sends over HTTP. */
import type { WebhookService } from '../../../config/index.ts';
import type { BounceKind } from '../../../model.ts';

/** A request as it came in; nothing in it has been checked. */
export type HookRequest = {
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
};

/**
 * `taken`: whatever it says is on disk. `forged`: its signature or login is wrong; `stale`: it is too old; `replayed`: it was
 * taken before, where a service signs each one anew; `malformed`: it is not what this service sends; `unknown`: what it is to
 * be checked with cannot be had now.
 */
export type HookAnswer = 'taken' | 'forged' | 'stale' | 'replayed' | 'malformed' | 'unknown';

/** The services that are set. */
export type BounceHooks = {
  /** Whether a service has a secret. */
  takes(service: string): service is WebhookService;
  /** @throws StoreFault, and then the service may send it again */
  take(service: WebhookService, request: HookRequest): Promise<HookAnswer>;
};

/** What a service says of one mail. */
export type HookBounce = {
  /** Names the report at this service: however often it comes, it counts once. */
  readonly report: string;
  readonly kind: BounceKind;
  /** RFC 3463, or ''. */
  readonly status: string;
  /** Where it says which mail it was, the surest first: addresses of ours, Message-IDs. */
  readonly mail: readonly string[];
  /** To whom it went; null where the service has it from the report of somebody else. */
  readonly recipient: string | null;
};

/** What a request says once it is known to come from the service. */
export type HookReading =
  | { readonly bounces: readonly HookBounce[] }
  | { readonly refused: Exclude<HookAnswer, 'taken'> };

/** A service's way of reading its requests. */
export type HookReader = {
  read(request: HookRequest): Promise<HookReading>;
  /** Told that what a request said could not be written down: it may come again. */
  forget?(request: HookRequest): void;
};

/** Time and the way out, to be replaced in tests. */
export type HookWorld = {
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Gets a small text over HTTPS, from the very address. @throws when it cannot be had */
  readonly fetchText: (url: string) => Promise<string>;
  /** Told in one line what an operator should know. */
  readonly tell: (line: string) => void;
};
