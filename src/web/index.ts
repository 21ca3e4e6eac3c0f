/** The door of `web/`: the public archive, the editor's desk, and the forms of subscribers. No GET changes anything. */
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type {
  BounceHooks,
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
import { serveAssets } from './assets.ts';
import { audienceOf } from './audience.ts';
import { addBounceHooks } from './bounces/routes.ts';
import { openDeskDoor } from './desk-door.ts';
import { addDesk } from './desk-routes.ts';
import type { DeskDoor } from './desk-session.ts';
import { closeGracefully } from './graceful-close.ts';
import { type EmbeddedForm, makeEmbed as fillEmbed } from './membership/embed.ts';
import type { SignUpLimits } from './membership/limits.ts';
import { addMembership } from './membership/routes.ts';
import { addMonitoring } from './monitoring/routes.ts';
import { noticeFor, sendNotice } from './notices.ts';
import { helmetOptions } from './security.ts';
import type { SendingTools } from './sending/tools.ts';
import { showArchive, showHome } from './show-archive.ts';
import { addFeeds } from './show-feed.ts';
import { showPage } from './show-page.ts';
import { leadToReading, showReading } from './show-reading.ts';
import { deskCookies } from './sign-in/cookies.ts';
import { addSignIn } from './sign-in/routes.ts';
import type { Site } from './site.ts';
import { loadTemplates } from './templates.ts';

export type { EmbeddedForm } from './membership/embed.ts';

/** How the site presents itself. */
export type WebOptions = {
  /** The name on the masthead. */
  readonly name: string;
  readonly digits: Digits;
  /**
   * Told of each fault behind a page that could not be shown; `code` is on that page too. `url` is the pattern of the
   * route, since addresses may hold the token of a person's link.
   */
  readonly onFault: (fault: { readonly error: Error; readonly url: string; readonly code: string }) => void;
  /** What everybody may see. */
  readonly publication: Publication;
  /** Null, or left out: nobody can sign up here. */
  readonly membership?: Membership | null;
  /** Null, or left out: the desk shows nothing of mails and sendings. */
  readonly mailing?: MailingDesk | null;
  /** Null, or left out: the desk shows sendings, and does nothing to them. */
  readonly sending?: SendingTools | null;
  /** Null, or left out: the desk shows nothing of sources and schedules, and there are no metrics. */
  readonly newsDesk?: NewsDesk | null;
  /** Null, or left out: drafts can be looked at, but not mended. */
  readonly drafts?: DraftDesk | null;
  /** Null, or left out: editions are previewed for no reader in particular. */
  readonly readers?: PreviewReaders | null;
  /** Null, or left out: the desk has no pages about subscribers. */
  readonly people?: PeopleDesk | null;
  /** Null, or left out: the desk has no pictures. */
  readonly charts?: ChartsDesk | null;
  /** Null, or left out: the desk has no page of settings. */
  readonly health?: HealthDesk | null;
  /** The desk's accounts. Null, or left out: there are none, and the desk is for a browser on this machine alone. */
  readonly editors?: EditorDesk | null;
  /** How the desk knows its editors; left out: by `editors`. */
  readonly door?: DeskDoor | null;
  /** Addresses and networks that may read the metrics, beside this machine; none when left out. */
  readonly metricsFrom?: readonly string[];
  /** Epoch milliseconds, for the desk's pages; the clock when left out. */
  readonly clock?: () => number;
  /** Mail services report here what came back; none does when left out. */
  readonly bounceHooks?: BounceHooks | null;
  /** IANA, for the days on a subscriber's pages; UTC when left out. */
  readonly timeZone?: string;
  /** The address that readers can write to when a page cannot help them; none is told when left out. */
  readonly contact?: string;
  /** Mails to addresses that somebody typed in, in an hour, from one host and from all. */
  readonly signUpsPerHour?: SignUpLimits;
  /** Whose `X-Forwarded-For` counts: addresses or networks of proxies, `true` for any; nobody's when left out. */
  readonly trustProxy?: boolean | string | string[];
};

const TEMPLATES = new URL('../../templates/', import.meta.url);
const REQUEST_MS = 15_000;
const SIGN_UPS: SignUpLimits = { perHost: 20, overall: 1000 };
/** Page ids are file names, and `encodeURIComponent` makes nine characters of one. */
const LONGEST_PARAMETER = 255 * 9;

/** The server, not yet listening. Throws when a template or a font is missing. */
export function buildServer(desk: Preview, options: WebOptions): FastifyInstance {
  const server = Fastify({
    requestTimeout: REQUEST_MS,
    trustProxy: options.trustProxy ?? false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: LONGEST_PARAMETER, ignoreTrailingSlash: true },
    frameworkErrors: (_error, _request, reply) => sendNotice(site, reply, 'bad-address', null),
  });
  const editors = options.editors ?? null;
  const cookies = deskCookies(options.publication.url);
  const door = options.door ?? openDeskDoor(() => site, editors && { editors, cookies });
  const site: Site = {
    desk,
    publication: options.publication,
    name: options.name,
    digits: options.digits,
    timeZone: options.timeZone ?? 'UTC',
    membership: options.membership ?? null,
    mailing: options.mailing ?? null,
    sending: options.sending ?? null,
    newsDesk: options.newsDesk ?? null,
    drafts: options.drafts ?? null,
    readers: options.readers ?? null,
    people: options.people ?? null,
    charts: options.charts ?? null,
    health: options.health ?? null,
    editors,
    door,
    audienceOf: async (request) =>
      !editors ? audienceOf(request) : (await door.sessionOf(request)) ? 'desk' : 'public',
    clock: options.clock ?? Date.now,
    render: loadTemplates(TEMPLATES),
    assets: serveAssets(server, TEMPLATES),
  };
  void server.register(helmet, helmetOptions({ hasForms: site.membership !== null || editors !== null }));
  if (editors) void server.register(cookie);
  closeGracefully(server);
  addNotices(server, site, options);
  addRoutes(server, site);
  addMonitoring(server, { newsDesk: site.newsDesk, metricsFrom: options.metricsFrom ?? [] });
  if (editors) addSignIn(server, { site, editors, cookies });
  if (options.bounceHooks) addBounceHooks(server, options.bounceHooks);
  if (site.membership) {
    const pages = { ...site, contact: options.contact ?? null };
    addMembership(server, pages, site.membership, options.signUpsPerHour ?? SIGN_UPS);
  }
  return server;
}

function addRoutes(server: FastifyInstance, site: Site): void {
  server.get('/', showHome(site));
  server.get('/archive', showArchive(site));
  server.get('/editions/:number', showReading(site));
  server.get('/editions/:number/read', leadToReading);
  server.get('/pages/:id', showPage(site));
  addDesk(server, site);
  addFeeds(server, site);
}

function addNotices(server: FastifyInstance, site: Site, { onFault }: WebOptions): void {
  server.setNotFoundHandler((_request, reply) => sendNotice(site, reply, 'missing', null));
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const { statusCode } = error;
    if (statusCode !== undefined && statusCode < 500) return sendNotice(site, reply, noticeFor(statusCode), null);
    onFault({ error, url: request.routeOptions.url ?? 'no route', code: request.id });
    return sendNotice(site, reply, 'fault', request.id);
  });
}

/** The sign-up form for other sites: HTML with styles inline, without a script or a request to anywhere. */
export function makeEmbed(form: EmbeddedForm): string {
  return fillEmbed(TEMPLATES, form);
}

/** Where the site listens, or why it cannot. */
export type Listening =
  | { readonly url: string }
  | { readonly refused: 'port-in-use' | 'port-forbidden' | 'no-such-host' };

const REFUSALS: Record<string, 'port-in-use' | 'port-forbidden' | 'no-such-host'> = {
  EADDRINUSE: 'port-in-use',
  EACCES: 'port-forbidden',
  EADDRNOTAVAIL: 'no-such-host',
  ENOTFOUND: 'no-such-host',
};

/** Starts to listen; port 0 takes a free one. */
export async function listen(
  server: FastifyInstance,
  address: { readonly host: string; readonly port: number },
): Promise<Listening> {
  try {
    return { url: await server.listen(address) };
  } catch (error) {
    const refused = REFUSALS[(error as NodeJS.ErrnoException).code ?? ''];
    if (refused) return { refused };
    throw error;
  }
}
