/** What every handler of the site works with. */
import type { FastifyReply } from 'fastify';
import type { MailingDesk, Membership, NewsDesk, Preview, Publication } from '../app/index.ts';
import type { Digits } from '../text/index.ts';
import type { AssetLinks } from './assets.ts';
import { SUBSCRIBE } from './membership/paths.ts';
import { type PublicFace, viewFace } from './public-face.ts';
import type { RenderPage } from './templates.ts';

export type Site = {
  readonly desk: Preview;
  /** What everybody may see. */
  readonly publication: Publication;
  /** On the masthead. */
  readonly name: string;
  /** Of our own words. */
  readonly digits: Digits;
  /** IANA; what day a moment falls on. */
  readonly timeZone: string;
  /** Null: nobody can sign up here. */
  readonly membership: Membership | null;
  /** What the desk shows of mails and sendings; null: nothing. */
  readonly mailing: MailingDesk | null;
  /** What the desk shows of sources and schedules; null: nothing. */
  readonly newsDesk: NewsDesk | null;
  /** Epoch milliseconds; what the desk calls now. */
  readonly clock: () => number;
  readonly render: RenderPage;
  readonly assets: AssetLinks;
};

/** What a page is made of: its template, its title in the browser's tab and its view model. */
export type PageContent = {
  readonly template: string;
  readonly title: string;
  readonly view: object;
  /** What others learn of it; null, or left out: it asks not to be listed. */
  readonly face?: PublicFace | null;
  /** It shows what only the desk may see: nobody keeps it. */
  readonly isPrivate?: boolean;
};

/** Sends one page in the site's frame. Browsers ask again each time, since editions may be added meanwhile. */
export function sendPage(site: Site, reply: FastifyReply, page: PageContent): FastifyReply {
  const { template, title, view, face = null, isPrivate = false } = page;
  const shell = {
    ...viewFace(site.publication, face),
    site: site.name,
    title: title === site.name ? title : `${title} · ${site.name}`,
    assets: site.assets,
    signUp: site.membership ? SUBSCRIBE : null,
  };
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', isPrivate ? 'no-store' : 'no-cache')
    .send(site.render(template, { shell, ...view }));
}
