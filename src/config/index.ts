/** The door of `config/`: the three YAML files and the few environment variables, checked once. */
import { join, resolve } from 'node:path';
import type { SourceProfile, ThemeDefinition } from '../model.ts';
import { ConfigFault } from './config-fault.ts';
import { mujazSchema, sourcesSchema, themesSchema } from './schema.ts';
import { readYamlFile } from './yaml-file.ts';

export { ConfigFault } from './config-fault.ts';
export { POSTAL_ADDRESS_PLACEHOLDER } from './schema.ts';

/** One digest of the newsroom: a name and the themes of its sections. */
export type DigestConfig = { readonly id: string; readonly name: string; readonly themes: readonly ThemeDefinition[] };

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
  readonly limits: {
    readonly storiesPerSection: number;
    readonly sentencesPerStory: number;
    readonly asidesPerSection: number;
    readonly cards: number;
  };
  readonly digests: readonly [DigestConfig, ...DigestConfig[]];
  readonly themes: readonly ThemeDefinition[];
  readonly sources: readonly SourceProfile[];
};

/** Environment variables that Mujaz reads: secrets and ports only. */
export type Environment = {
  readonly DATABASE_URL?: string | undefined;
  readonly PORT?: string | undefined;
  readonly SMTP_URL?: string | undefined;
  readonly MUJAZ_KEY?: string | undefined;
  readonly BOUNCES_IMAP_URL?: string | undefined;
  /** Secret of the generic webhook: HMAC-SHA256. */
  readonly BOUNCES_WEBHOOK_SECRET?: string | undefined;
  /** The ARN of the topic that Amazon SES reports to. */
  readonly BOUNCES_SES_TOPIC?: string | undefined;
  /** `user:password` of the webhook's address. */
  readonly BOUNCES_POSTMARK_LOGIN?: string | undefined;
  /** The webhook signing key. */
  readonly BOUNCES_MAILGUN_KEY?: string | undefined;
  /** Relays name variables of their own. */
  readonly [name: string]: string | undefined;
};

/**
 * Reads `mujaz.yaml` (may be missing), `sources.yaml` (may be missing) and `themes.yaml` of a folder.
 * @throws ConfigFault with file, line, key, what was found and what is allowed
 */
export function loadConfig(folder: string, root: string, env: Environment): Config {
  const main = readYamlFile(join(folder, 'mujaz.yaml'), mujazSchema, true);
  const { sources } = readYamlFile(join(folder, 'sources.yaml'), sourcesSchema, true);
  const { themes } = readYamlFile(join(folder, 'themes.yaml'), themesSchema, false);
  const port = portOf(env, main.site.port);
  const { outbox, keyFile, ...rest } = main;
  return {
    ...rest,
    root,
    corpus: resolve(root, main.corpus),
    out: resolve(root, main.out),
    database: databaseOf(env, resolve(root, main.database)),
    mail: { smtp: relaysOf(env, main.sending.relays)[0]?.url ?? null, outbox: resolve(root, outbox) },
    sending: { ...main.sending, relays: relaysOf(env, main.sending.relays) },
    dkim: main.dkim && {
      ...main.dkim,
      domain: main.dkim.domain ?? domainOf(main.sender.address),
      keyFile: resolve(root, main.dkim.keyFile),
    },
    bounces: {
      address: main.bounces.address ?? main.sender.address,
      maildir: main.bounces.maildir && resolve(root, main.bounces.maildir),
      imap: imapOf(env),
      webhooks: webhooksOf(env),
      soft: main.bounces.soft,
    },
    key: { text: env.MUJAZ_KEY?.trim() || null, file: resolve(root, keyFile) },
    site: {
      host: main.site.host,
      port,
      trustProxy: main.site.trustProxy,
      url: (main.site.url ?? `http://${hostForUrl(main.site.host)}:${port}`).replace(/\/+$/u, ''),
    },
    digests: digestsOf(join(folder, 'mujaz.yaml'), main.digests, themes),
    themes,
    sources,
  };
}

/** The digest with this id, or the first one. */
export function digestOf(config: Config, id?: string): DigestConfig {
  const digest = id === undefined ? config.digests[0] : config.digests.find((d) => d.id === id);
  if (digest) return digest;
  const known = config.digests.map((d) => d.id).join(', ');
  throw new ConfigFault(
    '--digest',
    null,
    id ?? null,
    'there is no such digest in config/mujaz.yaml',
    `Known: ${known}.`,
  );
}

function digestsOf(
  file: string,
  digests: readonly { id: string; name: string; themes?: string[] | undefined }[],
  themes: readonly ThemeDefinition[],
): Config['digests'] {
  const seen = new Set<string>();
  const made = digests.map((digest, at) => {
    if (seen.has(digest.id))
      throw new ConfigFault(
        file,
        null,
        `digests.${at}.id`,
        `found "${digest.id}" twice`,
        'Give each digest an id of its own.',
      );
    seen.add(digest.id);
    return {
      id: digest.id,
      name: digest.name,
      themes: (digest.themes ?? shownThemes(themes)).map((id) => themeOf(file, at, id, themes)),
    };
  });
  return made as unknown as [DigestConfig, ...DigestConfig[]];
}

/** Every theme but the one for what is on none: its words only keep other news out. */
function shownThemes(themes: readonly ThemeDefinition[]): string[] {
  return themes.map((theme) => theme.id).filter((id) => id !== 'off_topic');
}

function themeOf(file: string, at: number, id: string, themes: readonly ThemeDefinition[]): ThemeDefinition {
  const theme = themes.find((t) => t.id === id);
  if (theme) return theme;
  const known = themes.map((t) => t.id).join(', ');
  throw new ConfigFault(
    file,
    null,
    `digests.${at}.themes`,
    `found "${id}", which themes.yaml does not define`,
    `Allowed: ${known}.`,
  );
}

function databaseOf(env: Environment, file: string): Config['database'] {
  const url = env.DATABASE_URL?.trim();
  if (!url) return { file };
  if (/^postgres(?:ql)?:\/\//u.test(url)) return { url };
  throw new ConfigFault(
    'DATABASE_URL',
    null,
    null,
    'it does not begin with postgres://',
    'Set postgres://user:password@host:5432/name, or unset it to use SQLite.',
  );
}

/** The address may hold a password: it is never shown. */
function smtpOf(env: Environment, name: string): string | null {
  const url = env[name]?.trim();
  if (!url) return null;
  if (/^smtps?:\/\/[^/]/u.test(url) && URL.canParse(url)) return url;
  throw new ConfigFault(
    name,
    null,
    null,
    'it is no address of a mail server',
    'Set smtp://user:password@host:587 (or smtps://...:465), or unset it to write mails to a folder.',
  );
}

function relaysOf(env: Environment, relays: readonly (Omit<Relay, 'name' | 'url'> & { env: string })[]): Relay[] {
  return relays.flatMap(({ env: name, ...relay }) => {
    const url = smtpOf(env, name);
    return url === null ? [] : [{ ...relay, name, url }];
  });
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** The address may hold a password: it is never shown. */
function imapOf(env: Environment): string | null {
  const url = env.BOUNCES_IMAP_URL?.trim();
  if (!url) return null;
  if (/^imaps?:\/\/[^/]/u.test(url) && URL.canParse(url)) return url;
  throw new ConfigFault(
    'BOUNCES_IMAP_URL',
    null,
    null,
    'it is no address of a mailbox',
    'Set imaps://user:password@host/INBOX, or unset it.',
  );
}

function webhooksOf(env: Environment): Config['bounces']['webhooks'] {
  const secrets = {
    generic: env.BOUNCES_WEBHOOK_SECRET?.trim(),
    ses: env.BOUNCES_SES_TOPIC?.trim(),
    postmark: env.BOUNCES_POSTMARK_LOGIN?.trim(),
    mailgun: env.BOUNCES_MAILGUN_KEY?.trim(),
  };
  return Object.fromEntries(Object.entries(secrets).filter(([, secret]) => secret));
}

function portOf(env: Environment, configured: number): number {
  if (env.PORT === undefined || env.PORT === '') return configured;
  const port = Number(env.PORT);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new ConfigFault('PORT', null, null, `found "${env.PORT}"`, 'Allowed: a whole number from 0 to 65535.');
}

function hostForUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::' || host === '127.0.0.1') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
