/** The settings that editors ask about: what each is, and where it is changed. No secret is in it. */
import type { Config } from '../../config/index.ts';

/** `value`: as it is now; null: a secret, or nothing. `isSet`: for secrets. */
export type Setting = {
  readonly name: SettingName;
  readonly value: string | null;
  readonly isSet: boolean;
  readonly file: string;
  readonly key: string;
};

export type SettingName =
  | 'timeZone'
  | 'digits'
  | 'address'
  | 'sender'
  | 'postalAddress'
  | 'corpus'
  | 'out'
  | 'database'
  | 'key'
  | 'mailServers'
  | 'outbox'
  | 'dkim'
  | 'bounces'
  | 'consent'
  | 'ipDays'
  | 'confirmDays'
  | 'quietHours'
  | 'refusals'
  | 'editors'
  | 'digests'
  | 'schedules'
  | 'themes'
  | 'sources';

const MUJAZ = 'config/mujaz.yaml';
const ENVIRONMENT = 'environment';

/** In the order of the page. */
export function settingsOf(config: Config): readonly Setting[] {
  const { site, sender, subscription, sending, digests } = config;
  const told = (name: SettingName, key: string, value: string, file = MUJAZ): Setting => ({
    name,
    value,
    isSet: value !== '',
    file,
    key,
  });
  const secret = (name: SettingName, key: string, isSet: boolean): Setting => ({
    name,
    value: null,
    isSet,
    file: ENVIRONMENT,
    key,
  });
  const { quietHours, refusals, relays } = sending;
  return [
    told('address', 'site.url', site.url),
    told('timeZone', 'timeZone', config.timeZone),
    told('digits', 'digits', config.digits),
    told('digests', 'digests', digests.map(({ name }) => name).join('، ')),
    told('schedules', 'digests[].schedule', digests.map(scheduleOf).join(' · ')),
    told('themes', 'themes', String(config.themes.length), 'config/themes.yaml'),
    told('sources', 'sources', String(config.inlets.length), 'config/sources.yaml'),
    told('sender', 'sender', `${sender.name} <${sender.address}>`),
    told('postalAddress', 'postalAddress', config.postalAddress),
    secret('mailServers', 'SMTP_URL', relays.length > 0),
    told('outbox', 'outbox', config.mail.outbox),
    told('dkim', 'dkim', config.dkim ? `${config.dkim.selector} @ ${config.dkim.domain}` : ''),
    told('bounces', 'bounces.address', config.bounces.address),
    told('quietHours', 'sending.quietHours', quietHours ? `${quietHours.from}-${quietHours.to}` : ''),
    told('refusals', 'sending.refusals', `${refusals.percent}% / ${refusals.of}`),
    told('consent', 'subscription.consent.version', subscription.consent.version),
    told('confirmDays', 'subscription.confirmDays', String(subscription.confirmDays)),
    told('ipDays', 'subscription.ipDays', String(subscription.ipDays)),
    told('editors', 'editors.mail', String(config.editors.mail.length)),
    told('corpus', 'corpus', config.corpus),
    told('out', 'out', config.out),
    'url' in config.database
      ? secret('database', 'DATABASE_URL', true)
      : told('database', 'database', config.database.file),
    secret('key', 'MUJAZ_KEY', config.key.text !== null),
  ];
}

function scheduleOf({ schedule }: Config['digests'][number]): string {
  return schedule?.cron ?? '-';
}
