/** Addresses that may be shown to readers, in the form in which they are compared. */

const LONGEST_URL = 2000;

/** What is added to addresses to follow people around, and changes nothing of the page; each with an address it is on. */
const TRACKING: readonly (readonly [name: RegExp, example: string])[] = [
  [/^utm_\w+$/u, 'utm_source=rss&utm_medium=feed: Google Analytics, and everybody after it'],
  [/^(?:fbclid|fb_action_ids|fb_action_types|fb_source|fb_ref)$/u, 'fbclid=IwAR0abc: Facebook'],
  [/^(?:igshid|igsh)$/u, 'igshid=MzRlODBiNWFlZA==: Instagram'],
  [/^(?:gclid|gclsrc|dclid|gbraid|wbraid|srsltid)$/u, 'gclid=Cj0KCQ: Google Ads, Campaign Manager, Merchant Center'],
  [/^(?:_ga|_gl)$/u, '_gl=1*1abc*_ga*MTIz: Google Analytics across domains'],
  [/^(?:msclkid|cvid|ocid)$/u, 'msclkid=0a1b: Microsoft Advertising; ocid=socialflow_twitter: MSN and BBC'],
  [/^(?:yclid|ysclid|_openstat)$/u, 'yclid=1234: Yandex'],
  [
    /^(?:twclid|ttclid|li_fat_id|rdt_cid|epik|sc_click_id)$/u,
    'twclid=2abc: X, TikTok, LinkedIn, Reddit, Pinterest, Snapchat',
  ],
  [/^(?:mc_cid|mc_eid)$/u, 'mc_cid=3f2a&mc_eid=7b1c: Mailchimp'],
  [
    /^(?:mkt_tok|_hsenc|_hsmi|__hssc|__hstc|hsctatracking|vero_id|oly_enc_id|oly_anon_id)$/u,
    '_hsmi=84: Marketo, HubSpot, Vero, Omeda',
  ],
  [
    /^at_(?:medium|campaign|campaign_type|custom\d|format|link_\w+|ptr_name|bbc_team)$/u,
    'at_medium=RSS&at_campaign=rss: Piano, on BBC',
  ],
  [/^ns_(?:mchannel|source|campaign|linkname|fee)$/u, 'ns_mchannel=social: comScore, on BBC'],
  [/^xtor$/u, 'xtor=RSS-1: AT Internet, on France 24'],
  [/^__twitter_impression$/u, '__twitter_impression=true: AMP pages opened from X'],
];

/**
 * The address in its canonical form; null unless it is a public-looking http or https address without a user in it.
 *
 * Scheme and host in lower case (punycode), no default port, no dot segments, escapes in capitals (RFC 3986, 6.2.2; feeds
 * and pages differ in these), no fragment, no tracking parameters. Nothing is changed that could lead elsewhere: the case of
 * the path, double and trailing slashes, `www.`, and the order and spelling of other parameters stay. That is why
 * normalize-url does not do: it joins double slashes, undoes escapes such as %5B, and writes all parameters anew.
 */
export function readUrl(written: string, base?: string): string | null {
  const text = written.trim();
  if (text === '' || text.length > LONGEST_URL || !URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (url.username !== '' || url.password !== '' || !url.hostname.includes('.')) return null;
  url.hash = '';
  url.search = withoutTracking(url.search);
  const href = url.href.replace(/%[0-9a-f]{2}/giu, (escaped) => escaped.toUpperCase());
  // Arabic letters grow to six characters each.
  return href.length > LONGEST_URL ? null : href;
}

function withoutTracking(search: string): string {
  const parameters = search.slice(1).split('&');
  const kept = parameters.filter((parameter) => !isTracking(parameter)).join('&');
  // Without its own mark it would lose one that is part of it: `/??a`.
  return kept === '' ? '' : `?${kept}`;
}

function isTracking(parameter: string): boolean {
  const name = (parameter.split('=', 1)[0] ?? '').toLowerCase();
  // Feeds that escape twice make «&amp;utm_source» of «&utm_source».
  const bare = name.startsWith('amp;') ? name.slice(4) : name;
  return TRACKING.some(([pattern]) => pattern.test(bare));
}
