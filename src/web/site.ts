/** What every handler of the site works with. */
import type { FastifyReply } from 'fastify';
import type { Preview } from '../app/index.ts';
import type { Digits } from '../text/index.ts';
import type { AssetLinks } from './assets.ts';
import type { RenderPage } from './templates.ts';

export type Site = {
  readonly desk: Preview;
  /** On the masthead. */
  readonly name: string;
  /** Of our own words. */
  readonly digits: Digits;
  readonly render: RenderPage;
  readonly assets: AssetLinks;
};

/** What a page is made of: its template, its title in the browser's tab and its view model. */
export type PageContent = { readonly template: string; readonly title: string; readonly view: object };

/** Sends one page in the site's frame. Browsers ask again each time, since editions may be added meanwhile. */
export function sendPage(site: Site, reply: FastifyReply, { template, title, view }: PageContent): FastifyReply {
  const shell = {
    site: site.name,
    title: title === site.name ? title : `${title} · ${site.name}`,
    assets: site.assets,
  };
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-cache')
    .send(site.render(template, { shell, ...view }));
}
