/** The line above the desk's pages: who is signed in, and where one can go. */
import type { FastifyRequest } from 'fastify';
import { DESK, OUTBOX, SCHEDULE, SOURCES } from './addresses.ts';
import { CHARTS, CHARTS_TITLE } from './charts/places.ts';
import { CSRF_FIELD, LOCAL_EDITOR } from './desk-session.ts';
import { HEALTH_TITLE, SETTINGS } from './health-page-words.ts';
import { NEWS_TITLES } from './news-desk/words.ts';
import { PEOPLE } from './people/places.ts';
import { PEOPLE_TITLE } from './people/words.ts';
import { knownSession } from './sign-in/known-session.ts';
import { ACCOUNT, AUDIT, SIGN_OUT } from './sign-in/paths.ts';
import { TITLES } from './sign-in/words.ts';
import type { Site } from './site.ts';
import { LISTS } from './words.ts';

export type DeskLink = { readonly href: string; readonly words: string; readonly isHere: boolean };

export type DeskBar = {
  readonly name: string;
  /** Null: somebody at this machine, while there are no accounts. */
  readonly account: DeskLink | null;
  readonly links: readonly DeskLink[];
  readonly signOut: string;
  readonly csrf: { readonly field: string; readonly value: string };
};

/** Null: nobody is at the desk, or it has no accounts. */
export function viewDeskBar(site: Site, request: FastifyRequest): DeskBar | null {
  const session = site.editors ? knownSession(request) : null;
  if (!session) return null;
  const path = request.url.split('?')[0];
  const link = ([href, words]: readonly [string, string]): DeskLink => ({ href, words, isHere: href === path });
  return {
    name: session.editor.name,
    account: session.editor.id === LOCAL_EDITOR.id ? null : link([ACCOUNT, TITLES.account]),
    links: linksFor(site, session.editor.role === 'publisher').map(link),
    signOut: SIGN_OUT,
    csrf: { field: CSRF_FIELD, value: session.csrf },
  };
}

/** Pages that stand nowhere else on the desk's first page, for a desk without accounts, which has no bar. */
export function placesOf(site: Site): readonly { readonly href: string; readonly words: string }[] {
  if (site.editors) return [];
  const shown = [PEOPLE, CHARTS, SETTINGS] as readonly string[];
  return linksFor(site, true).flatMap(([href, words]) => (shown.includes(href) ? [{ href, words }] : []));
}

/** A page stands here when the desk has what it shows. */
function linksFor(site: Site, isPublisher: boolean): (readonly [string, string])[] {
  const links: readonly (readonly [isThere: unknown, href: string, words: string])[] = [
    [true, DESK, LISTS.desk],
    [site.newsDesk, SOURCES, NEWS_TITLES.sources],
    [site.newsDesk, SCHEDULE, NEWS_TITLES.schedule],
    [site.people && isPublisher, PEOPLE, PEOPLE_TITLE],
    [site.charts, CHARTS, CHARTS_TITLE],
    [site.mailing && isPublisher, OUTBOX, 'صندوق الصادر'],
    [site.health, SETTINGS, HEALTH_TITLE],
    [isPublisher, AUDIT, TITLES.audit],
  ];
  return links.flatMap(([isThere, href, words]) => (isThere ? [[href, words] as const] : []));
}
