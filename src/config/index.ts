/** The door of `config/`: the three YAML files and the few environment variables, checked once. */
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import type { ThemeDefinition } from '../model.ts';
import type { Config, DigestConfig } from './config.ts';
import { ConfigFault } from './config-fault.ts';
import { databaseOf, type Environment, imapOf, portOf, relaysOf, webhooksOf } from './environment.ts';
import { inletsOf } from './inlets.ts';
import { mujazSchema, sourcesSchema, themesSchema } from './schema.ts';
import { readYamlFile } from './yaml-file.ts';

export type { Config, DigestConfig, DigestSchedule, Relay, WebhookService } from './config.ts';
export { ConfigFault } from './config-fault.ts';
export type { Environment } from './environment.ts';
export { POSTAL_ADDRESS_PLACEHOLDER } from './schema.ts';

/**
 * Reads `mujaz.yaml` (may be missing), `sources.yaml` (may be missing) and `themes.yaml` of a folder.
 * @throws ConfigFault with file, line, key, what was found and what is allowed
 */
export function loadConfig(folder: string, root: string, env: Environment): Config {
  const main = readYamlFile(join(folder, 'mujaz.yaml'), mujazSchema, true);
  const { sources } = readYamlFile(join(folder, 'sources.yaml'), sourcesSchema, true);
  const { themes } = readYamlFile(join(folder, 'themes.yaml'), themesSchema, false);
  const port = portOf(env, main.site.port);
  const { outbox, keyFile, fetching, ...rest } = main;
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
      metricsFrom: main.site.metricsFrom,
      url: (main.site.url ?? `http://${hostForUrl(main.site.host)}:${port}`).replace(/\/+$/u, ''),
    },
    fetching: { hostPauseMs: fetching.hostPause * 1000, allow: fetching.allow },
    digests: digestsOf(join(folder, 'mujaz.yaml'), main, themes),
    themes,
    sources: sources.map(({ read: _, ...profile }) => profile),
    inlets: inletsOf(root, resolve(root, main.corpus), sources),
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
  { digests, timeZone }: z.infer<typeof mujazSchema>,
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
    const { catchUp, schedule: cron, timeZone: zone = timeZone, ...rest } = digest;
    return {
      ...rest,
      schedule: cron === null ? null : { cron, timeZone: zone, catchUp },
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

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

function hostForUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::' || host === '127.0.0.1') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
