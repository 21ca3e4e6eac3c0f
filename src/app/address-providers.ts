/** Mail providers that readers of Arabic news use: what mistyped domains are compared with. */

/** Domains with a name long enough that one wrong letter is a slip, not another name: «gmial.com» means gmail.com. */
export const SUGGESTED_DOMAINS: readonly string[] = [
  ...['gmail.com', 'googlemail.com', 'hotmail.com', 'outlook.com', 'yahoo.com', 'icloud.com', 'maktoob.com'],
  ...['rocketmail.com', 'protonmail.com', 'proton.me', 'yandex.com', 'yandex.ru', 'tutanota.com'],
  ...['outlook.sa', 'outlook.fr', 'outlook.de', 'outlook.com.tr', 'hotmail.fr', 'hotmail.de', 'hotmail.co.uk'],
  ...['yahoo.fr', 'yahoo.de', 'yahoo.co.uk', 'yahoo.com.tr', 'windowslive.com', 'hotmail.com.tr', 'fastmail.com'],
];

/** Domains that are right as they stand, however near they are to one above: «ymail.com» is no slip. */
export const KNOWN_DOMAINS: readonly string[] = [
  ...['ymail.com', 'email.com', 'mail.com', 'mail.ru', 'inbox.ru', 'bk.ru', 'list.ru', 'rambler.ru', 'ya.ru', 'gmx.de'],
  ...['gmx.com', 'gmx.net', 'web.de', 'live.com', 'live.fr', 'live.co.uk', 'msn.com', 'me.com', 'mac.com', 'aol.com'],
  ...[
    'pm.me',
    'hey.com',
    'zoho.com',
    'cloud.com',
    'outlook.com.br',
    'outlook.com.au',
    'yahoo.com.br',
    'yahoo.com.au',
    'zoho.eu',
    'zoho.in',
    'tuta.io',
    'tuta.com',
    'fastmail.fm',
    'yahoo.ca',
    'yahoo.in',
  ],
  ...['yahoo.it', 'yahoo.es', 'yahoo.se', 'yahoo.co.in', 'hotmail.it', 'hotmail.es', 'hotmail.nl', 'hotmail.se'],
  ...['hotmail.be', 'hotmail.ca', 'outlook.es', 'outlook.it', 'outlook.be', 'outlook.dk', 'outlook.ae', 'gmail.ru'],
  ...['yandex.net', 'yandex.com.tr', 'yandex.kz', 'yandex.by', 'yandex.ua', 'email.de', 'tmail.com', 'zmail.com'],
];
