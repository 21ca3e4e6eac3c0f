/** Addresses of sources in lines of a log: a key may be in them. */

/** Without the values of its query: `https://news.example/feed?key=...`. */
export function shownAddress(url: string): string {
  return url.replace(/([?&][^=&#]*=)[^&#]+/gu, '$1...');
}
