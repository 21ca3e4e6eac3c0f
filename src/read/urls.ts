/** Addresses that may be shown to readers. */

const LONGEST_URL = 2000;

/** The address in its normal form; null unless it is a public-looking http or https address without a user in it. */
export function readUrl(written: string, base?: string): string | null {
  const text = written.trim();
  if (text === '' || text.length > LONGEST_URL || !URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (url.username !== '' || url.password !== '' || !url.hostname.includes('.')) return null;
  return url.href;
}
