/** What every handler of the site works with. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type {
  ChartsDesk,
  DraftDesk,
  EditorDesk,
  HealthDesk,
  MailingDesk,
  Membership,
  NewsDesk,
  PeopleDesk,
  Preview,
  PreviewReaders,
  Publication,
} from '../app/index.ts';
import type { Digits } from '../text/index.ts';
import type { AssetLinks } from './assets.ts';
import type { Audience } from './audience.ts';
import { viewDeskBar } from './desk-bar.ts';
import type { DeskDoor } from './desk-session.ts';
import { SUBSCRIBE } from './membership/paths.ts';
import { type PublicFace, viewFace } from './public-face.ts';
import type { SendingTools } from './sending/tools.ts';
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
  /** What the desk sends and watches with; null: it only shows. */
  readonly sending: SendingTools | null;
  /** What the desk shows of sources and schedules; null: nothing. */
  readonly newsDesk: NewsDesk | null;
  /** What editors can do to drafts; null: nothing. */
  readonly drafts: DraftDesk | null;
  /** For whom an edition can be previewed; null: for nobody but all. */
  readonly readers: PreviewReaders | null;
  /** What publishers see of subscribers; null: nothing. */
  readonly people: PeopleDesk | null;
  /** What the desk's pictures show; null: there are none. */
  readonly charts: ChartsDesk | null;
  /** What the page of settings shows; null: there is none. */
  readonly health: HealthDesk | null;
  /** The desk's accounts; null: there are none, and the desk is this machine's. */
  readonly editors: EditorDesk | null;
  /** How the desk knows its editors. */
  readonly door: DeskDoor;
  /** Whether somebody asks who may see what is not public. */
  readonly audienceOf: (request: FastifyRequest) => Promise<Audience>;
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
  const desk = viewDeskBar(site, reply.request);
  const shell = {
    ...viewFace(site.publication, face),
    site: site.name,
    title: title === site.name ? title : `${title} · ${site.name}`,
    assets: site.assets,
    signUp: site.membership ? SUBSCRIBE : null,
    desk,
    isSignedIn: desk?.account != null,
  };
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', isPrivate ? 'no-store' : 'no-cache')
    .send(site.render(template, { shell, ...view }));
}
