/** The few environment variables: secrets and ports. */

import type { Config, Relay } from './config.ts';
import { ConfigFault } from './config-fault.ts';

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

/** PostgreSQL where DATABASE_URL is set, else the file. @throws ConfigFault */
export function databaseOf(env: Environment, file: string): Config['database'] {
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

/** The mail servers whose variable is set. @throws ConfigFault */
export function relaysOf(
  env: Environment,
  relays: readonly (Omit<Relay, 'name' | 'url'> & { env: string })[],
): Relay[] {
  return relays.flatMap(({ env: name, ...relay }) => {
    const url = smtpOf(env, name);
    return url === null ? [] : [{ ...relay, name, url }];
  });
}

/** The mailbox of returned mails. Its address may hold a password: it is never shown. @throws ConfigFault */
export function imapOf(env: Environment): string | null {
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

/** Secrets of the services that may report bounces; without one a service is switched off. */
export function webhooksOf(env: Environment): Config['bounces']['webhooks'] {
  const secrets = {
    generic: env.BOUNCES_WEBHOOK_SECRET?.trim(),
    ses: env.BOUNCES_SES_TOPIC?.trim(),
    postmark: env.BOUNCES_POSTMARK_LOGIN?.trim(),
    mailgun: env.BOUNCES_MAILGUN_KEY?.trim(),
  };
  return Object.fromEntries(Object.entries(secrets).filter(([, secret]) => secret));
}

/** PORT, or what the file says. @throws ConfigFault */
export function portOf(env: Environment, configured: number): number {
  if (env.PORT === undefined || env.PORT === '') return configured;
  const port = Number(env.PORT);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new ConfigFault('PORT', null, null, `found "${env.PORT}"`, 'Allowed: a whole number from 0 to 65535.');
}
