/** Everything that can be set. */
import type { Source, SourceProfile, ThemeDefinition } from '../model.ts';

/** One digest of the newsroom: its name, the themes of its sections, and what its editions are made of when. */
export type DigestConfig = {
  readonly id: string;
  readonly name: string;
  readonly themes: readonly ThemeDefinition[];
  /** Null: its editions are made by hand. */
  readonly schedule: DigestSchedule | null;
  /** Milliseconds: how old news may be, and how much older news that came in late. */
  readonly window: number;
  readonly late: number;
  /** Fewer stories make no edition. */
  readonly minStories: number;
  readonly send: 'on-approval' | 'automatic';
};

/** When editions are due. */
export type DigestSchedule = {
  /** Five fields. */
  readonly cron: string;
  readonly timeZone: string;
  /** Milliseconds: an edition later than that is not made by itself any more. */
  readonly catchUp: number;
};

/** A mail server for digests. */
export type Relay = {
  /** The environment variable that its address stands in: a name without secrets. */
  readonly name: string;
  readonly url: string;
  readonly weight: number;
  readonly connections: number;
  /** Messages a second; null for no limit. */
  readonly perSecond: number | null;
};

/** Who may report bounces over HTTP; `generic` is our own format. */
export type WebhookService = 'generic' | 'ses' | 'postmark' | 'mailgun';

/** Everything that can be set, with paths made absolute. */
export type Config = {
  readonly root: string;
  readonly corpus: string;
  readonly out: string;
  /** Where the store is: a SQLite file, or PostgreSQL when `DATABASE_URL` is set. */
  readonly database: { readonly file: string } | { readonly url: string };
  readonly timeZone: string;
  readonly digits: 'latn' | 'arab';
  readonly site: {
    readonly host: string;
    readonly port: number;
    readonly url: string;
    /** Proxies whose word on a visitor's address is taken: addresses, networks, or `loopback`. */
    readonly trustProxy: readonly string[];
    /** Who may read the metrics beside this machine: addresses, networks, or `loopback`. */
    readonly metricsFrom: readonly string[];
  };
  readonly sender: { readonly name: string; readonly address: string };
  readonly postalAddress: string;
  readonly subscription: {
    readonly consent: { readonly version: string; readonly text: string };
    /** Days that the internet address of a consent is kept. */
    readonly ipDays: number;
    /** Days that a confirmation link works. */
    readonly confirmDays: number;
    readonly signUpsPerHour: { readonly perHost: number; readonly overall: number };
  };
  readonly mail: {
    /** The mail server of letters (`smtp://` or `smtps://`): the first relay that is set; null: mails become files in `outbox`. */
    readonly smtp: string | null;
    readonly outbox: string;
  };
  readonly sending: {
    /** Those whose variable is set; none: mails become files. */
    readonly relays: readonly Relay[];
    readonly perDomain: readonly { readonly domain: string; readonly perSecond: number }[];
    /** Times of day (`22:00`) in `timeZone`. */
    readonly quietHours: { readonly from: string; readonly to: string } | null;
    readonly uncertain: 'hold' | 'retry';
    readonly refusals: { readonly percent: number; readonly of: number };
  };
  readonly dkim: { readonly domain: string; readonly selector: string; readonly keyFile: string } | null;
  readonly bounces: {
    readonly address: string;
    readonly maildir: string | null;
    /** `imaps://user:password@host/INBOX`, from BOUNCES_IMAP_URL. */
    readonly imap: string | null;
    /** Secrets of the webhooks, by service; a service without one is switched off. */
    readonly webhooks: Readonly<Partial<Record<WebhookService, string>>>;
    readonly soft: { readonly count: number; readonly days: number };
  };
  /** The key that the addresses are sealed under: from MUJAZ_KEY, or null and a file for trying out. */
  readonly key: { readonly text: string | null; readonly file: string };
  readonly fetching: {
    /** Between two requests to one host; milliseconds. */
    readonly hostPauseMs: number;
    /** `address:port` inside private networks that may be read. */
    readonly allow: readonly string[];
  };
  readonly editors: {
    readonly mail: readonly string[];
    /** A source that fails for longer, in milliseconds, is told of. */
    readonly sourceFailsFor: number;
  };
  readonly limits: {
    readonly storiesPerSection: number;
    readonly sentencesPerStory: number;
    readonly asidesPerSection: number;
    readonly cards: number;
  };
  readonly digests: readonly [DigestConfig, ...DigestConfig[]];
  readonly themes: readonly ThemeDefinition[];
  /** Outlets: how their pages are read. */
  readonly sources: readonly SourceProfile[];
  /** Where pages come from, the corpus folder first. */
  readonly inlets: readonly Source[];
};
