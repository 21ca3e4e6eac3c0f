/** The list of public pages for search engines (sitemaps.org, protocol 0.9). */
import { editionPath, type Published } from './published.ts';

/** The archive and every public edition, newest first: the pages that ask to be listed. */
export function writeSitemap(site: string, editions: readonly Published[]): string {
  const home = site.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const entries = editions.map(
    (edition) =>
      `<url><loc>${home}${editionPath(edition)}</loc><lastmod>${edition.approvedAt.toISOString()}</lastmod></url>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    `<url><loc>${home}/archive</loc></url>`,
    ...entries,
    '</urlset>',
    '',
  ].join('\n');
}
