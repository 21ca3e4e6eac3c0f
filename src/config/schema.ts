/** What may stand in `config/*.yaml`, with the default of every key: an empty file is a working configuration. */
import { isIP } from 'node:net';
import { parse as parseCron, validate as validateCron } from 'node-cron';
import { z } from 'zod';

const word = z.string().trim().min(1);
const id = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'lower-case letters, digits, - and _ (at most 64)');

const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 22:00');

/** `30m`, `6h`, `7d`, as milliseconds. */
const duration = z
  .string()
  .regex(/^[1-9]\d{0,3}[mhd]$/u, 'a duration such as 30m, 6h or 7d')
  .transform((written) => Number(written.slice(0, -1)) * (UNIT_MS[written.slice(-1)] as number));

const timeZone = word.refine(isTimeZone, 'an IANA time zone such as Asia/Damascus');

const digest = z.strictObject({
  id,
  name: word,
  /** Theme ids in the order of the sections; all themes of themes.yaml when left out. */
  themes: z.array(id).min(1).optional(),
  /** When an edition is due, as cron's five fields; by hand only when left out. */
  schedule: word
    .refine(
      isCron,
      'five fields of cron, such as "0 7 * * *" for every day at 07:00, with a day of the month or of the week but not both',
    )
    .nullable()
    .default(null),
  /** Of `schedule`; the newsroom's when left out. */
  timeZone: timeZone.optional(),
  /** How old news may be. */
  window: duration.prefault('7d'),
  /** How much older news may be that came in late. */
  late: duration.prefault('3d'),
  /** An edition that is late by more than this is not made by itself any more. */
  catchUp: duration.prefault('6h'),
  minStories: z.int().min(1).max(1000).default(1),
  send: z.enum(['on-approval', 'automatic']).default('on-approval'),
});

/** One way by which an outlet's pages come in. */
const way = z.union([
  z.strictObject({
    feed: webAddress(),
    every: duration.prefault('30m'),
    complete: z.enum(['summaries', 'always', 'never']).default('summaries'),
  }),
  z.strictObject({ list: webAddress(), links: word.default('/*'), every: duration.prefault('1h') }),
  z.strictObject({ pages: z.array(webAddress()).min(1).max(1000), every: duration.prefault('1d') }),
  z.strictObject({ folder: word, every: duration.prefault('1m') }),
]);

/** Stands at the foot of mails until the newsroom writes its own: `doctor` says so. */
export const POSTAL_ADDRESS_PLACEHOLDER = 'عنوان الناشر البريدي';

/** `config/mujaz.yaml`. */
export const mujazSchema = z.strictObject({
  corpus: word.default('corpus'),
  out: word.default('digests'),
  database: word.default('var/mujaz.sqlite'),
  timeZone: timeZone.default('Asia/Damascus'),
  digits: z.enum(['latn', 'arab']).default('latn'),
  site: z
    .strictObject({
      host: word.default('127.0.0.1'),
      port: z.int().min(0).max(65535).default(8080),
      /** The address readers use, without a slash at the end; made from host and port when left out. */
      url: z.url({ protocol: /^https?$/ }).optional(),
      /** Addresses or networks of the proxies in front of the site: their `X-Forwarded-For` is believed. */
      trustProxy: z
        .array(word.refine(isNetwork, 'an IP address, a network such as 10.0.0.0/8, or loopback'))
        .default([]),
      /** Addresses or networks that may read `/metrics`, beside this machine. */
      metricsFrom: z
        .array(word.refine(isNetwork, 'an IP address, a network such as 10.0.0.0/8, or loopback'))
        .default([]),
    })
    .prefault({}),
  sender: z
    .strictObject({
      name: word.default('موجز'),
      address: z.email().default('digest@mujaz.example'),
    })
    .prefault({}),
  /** Shown at the foot of every mail; the law of many countries asks for it. */
  postalAddress: word.default(POSTAL_ADDRESS_PLACEHOLDER),
  subscription: z
    .strictObject({
      /** The line people agree to; its version goes into the record of consent. Change both together. */
      consent: z
        .strictObject({
          version: word.default('1'),
          text: word.default(
            'أوافق على تلقي هذه النشرة بالبريد الإلكتروني، ويمكنني إلغاء الاشتراك في أي وقت بضغطة واحدة.',
          ),
        })
        .prefault({}),
      /** How long the internet address of a consent is kept. */
      ipDays: z.int().min(0).max(3650).default(30),
      /** How long a confirmation link works; whoever has not confirmed after twice as long is forgotten. */
      confirmDays: z.int().min(1).max(60).default(7),
      signUpsPerHour: z
        .strictObject({
          /** From one internet address (IPv6: from one /64 network). */
          perHost: z.int().min(1).max(100_000).default(20),
          overall: z.int().min(1).max(1_000_000).default(1000),
        })
        .prefault({}),
    })
    .prefault({}),
  sending: z
    .strictObject({
      /** Mail servers, tried side by side by weight; each one's address is in an environment variable. */
      relays: z
        .array(
          z.strictObject({
            env: z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/, 'the name of an environment variable, such as SMTP_URL'),
            weight: z.number().min(0.01).max(1000).default(1),
            connections: z.int().min(1).max(100).default(5),
            perSecond: z.number().min(0.01).max(100_000).nullable().default(null),
          }),
        )
        .min(1)
        .default([{ env: 'SMTP_URL', weight: 1, connections: 5, perSecond: null }]),
      /** Messages a second to a domain, where its owner asks for patience. */
      perDomain: z
        .array(z.strictObject({ domain: word.toLowerCase(), perSecond: z.number().min(0.001).max(100_000) }))
        .default([]),
      /** No message begins in these hours of `timeZone`. */
      quietHours: z.strictObject({ from: clock, to: clock }).nullable().default(null),
      /** What becomes of messages that may have been taken without an answer: `hold` lists them for an editor. */
      uncertain: z.enum(['hold', 'retry']).default('hold'),
      /** More refusals than that pause the sending. */
      refusals: z
        .strictObject({
          percent: z.number().min(0).max(100).default(5),
          of: z.int().min(10).max(10_000).default(50),
        })
        .prefault({}),
    })
    .prefault({}),
  /** Signing mails (RFC 6376). */
  dkim: z
    .strictObject({
      /** The sender's domain when left out. */
      domain: word.toLowerCase().optional(),
      selector: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i, 'a DNS label such as mujaz1'),
      /** RSA, PEM. */
      keyFile: word,
    })
    .nullable()
    .default(null),
  /** Mails that come back. */
  bounces: z
    .strictObject({
      /** Where they go, before the + of each recipient's own address; the sender's address when left out. */
      address: z.email().optional(),
      /** A folder that the mail server delivers them into. */
      maildir: word.nullable().default(null),
      /** So many soft ones in so many days count as a dead address. */
      soft: z
        .strictObject({ count: z.int().min(1).max(100).default(3), days: z.int().min(1).max(365).default(14) })
        .prefault({}),
    })
    .prefault({}),
  /** Where mails go as files while no SMTP_URL is set. */
  outbox: word.default('var/outbox'),
  /** Where the key for the addresses is made while no MUJAZ_KEY is set: for trying out only. */
  keyFile: word.default('var/mujaz.key'),
  /** How the web is read. */
  fetching: z
    .strictObject({
      /** Between two requests to one host, in seconds; its robots.txt may ask for more. */
      hostPause: z.number().min(0).max(3600).default(2),
      /** Servers inside private networks that may be read all the same. */
      allow: z
        .array(
          z
            .string()
            .regex(
              /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\]):\d{1,5}$/iu,
              'an address with its port, such as 10.0.0.5:80',
            ),
        )
        .default([]),
    })
    .prefault({}),
  /** Who gets a mail when a source fails for days. */
  editors: z
    .strictObject({ mail: z.array(z.email()).max(20).default([]), sourceFailsFor: duration.prefault('3d') })
    .prefault({}),
  limits: z
    .strictObject({
      storiesPerSection: z.int().min(1).max(100).default(8),
      sentencesPerStory: z.int().min(1).max(20).default(4),
      asidesPerSection: z.int().min(0).max(50).default(3),
      cards: z.int().min(0).max(9).default(3),
    })
    .prefault({}),
  digests: z
    .array(digest)
    .min(1)
    .prefault([{ id: 'coalition', name: 'موجز التحالف' }]),
});

/** `config/sources.yaml`: outlets by id. */
export const sourcesSchema = z.strictObject({
  sources: z
    .array(
      z.strictObject({
        id,
        name: word,
        homepage: z
          .url({ protocol: /^https?$/ })
          .nullable()
          .default(null),
        hosts: z.array(word).default([]),
        signatures: z.array(word).default([]),
        dropLines: z.array(word).default([]),
        cutFrom: z.array(word).default([]),
        bare: z.boolean().default(false),
        read: z.array(way).default([]),
      }),
    )
    .default([]),
});

const cue = z.union([
  word.transform((phrase) => ({ phrase, weight: 1 })),
  z.strictObject({ phrase: word, weight: z.number().min(-20).max(20) }),
]);

/** `config/themes.yaml`: themes in the order they are shown. */
export const themesSchema = z.strictObject({
  themes: z
    .array(
      z.strictObject({
        id,
        title: word,
        colour: z.enum(['statements', 'camps', 'operations', 'indigo', 'plum', 'moss', 'neutral']),
        cues: z.array(cue).min(1),
      }),
    )
    .min(1),
});

function isNetwork(text: string): boolean {
  const [address = '', bits] = text.split('/');
  if (text === 'loopback') return true;
  const version = isIP(address);
  if (version === 0) return false;
  return bits === undefined || (/^\d{1,3}$/u.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function webAddress() {
  return z
    .url({ protocol: /^https?$/u, error: 'an address that begins with https:// or http://' })
    .refine((url) => !URL.canParse(url) || hasNoUser(new URL(url)), 'an address without a user name or password');
}

/** What is written here stands in logs and on pages of the desk. */
function hasNoUser({ username, password }: URL): boolean {
  return username === '' && password === '';
}

/**
 * Only what all crons read alike: no seconds, years and nicknames, and not a day of the month with a day of the week, which
 * some take for "both" and some for "either".
 */
function isCron(text: string): boolean {
  const fields = text.split(/\s+/u);
  if (fields.length !== 5 || /[^\d\s*,/a-z-]/iu.test(text) || !validateCron(text)) return false;
  const { dayOfMonth, dayOfWeek } = parseCron(text);
  return dayOfMonth.length >= 31 || new Set(dayOfWeek).size >= 7;
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
