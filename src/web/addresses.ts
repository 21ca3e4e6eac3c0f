/** The addresses of the site: made here, read here. */
import type { ThemeId } from '../model.ts';
import type { Audience } from './audience.ts';
import type { Scheme } from './colour-scheme.ts';
import { LISTS } from './words.ts';

/** The ways to look at an edition. */
export const VIEWS = ['desktop', 'phone', 'dark', 'text', 'figures', 'raw'] as const;

export type ViewName = (typeof VIEWS)[number];

/** Leads everybody to the list that is theirs. */
export const HOME = '/';
/** The editions that everybody may read. */
export const ARCHIVE = '/archive';
/** All editions, for the editor. */
export const DESK = '/desk';

/** Mails that were written to files. */
export const OUTBOX = '/desk/outbox';

/** Where pages come from, and how that goes. */
export const SOURCES = '/desk/sources';
/** What is due when, and what became of it. */
export const SCHEDULE = '/desk/schedule';

/** One page of the outbox, counted from 1. */
export function outboxPage(page: number): string {
  return page === 1 ? OUTBOX : `${OUTBOX}?page=${page}`;
}

/** The ways to look at a mail. */
export const MAIL_VIEWS = ['desktop', 'phone', 'dark', 'text'] as const;

export type MailViewName = (typeof MAIL_VIEWS)[number];

/** A mail of the outbox, by the name of its file. */
export function outboxMessage(name: string, view: MailViewName = 'desktop'): string {
  return `${OUTBOX}/${encodeURIComponent(name)}${view === 'desktop' ? '' : `?view=${view}`}`;
}

/** Its HTML alone, as the frame shows it. */
export function outboxMail(name: string, scheme: Scheme): string {
  return `${OUTBOX}/${encodeURIComponent(name)}/mail?scheme=${scheme}`;
}

export function outboxFile(name: string): string {
  return `${OUTBOX}/${encodeURIComponent(name)}/file`;
}

/** What becomes of an edition's mails. */
export function sendingPage(number: number): string {
  return `${DESK}/editions/${number}/sending`;
}

/** The list that somebody comes from and goes back to. */
export function listOf(audience: Audience): { readonly href: string; readonly words: string } {
  return { href: audience === 'desk' ? DESK : ARCHIVE, words: LISTS[audience] };
}

/** One page of the archive or of the desk's list, counted from 1. */
export function listPage(list: typeof ARCHIVE | typeof DESK, page: number): string {
  return page === 1 ? list : `${list}?page=${page}`;
}

/** An edition as its editor looks at it; `themes` is what a subscriber chose, none means all. */
export function previewPage(number: number, view: ViewName = 'desktop', themes: readonly ThemeId[] = []): string {
  const query = new URLSearchParams();
  if (view !== 'desktop') query.set('view', view);
  addThemes(query, themes);
  return query.size > 0 ? `${DESK}/editions/${number}?${query}` : `${DESK}/editions/${number}`;
}

/** The edition to read: uncut, without the switches of the preview. */
export function readingPage(number: number, themes: readonly ThemeId[] = []): string {
  const query = new URLSearchParams();
  addThemes(query, themes);
  return query.size > 0 ? `/editions/${number}?${query}` : `/editions/${number}`;
}

/** The mail alone, as the frame shows it. */
export function mailPage(number: number, scheme: Scheme, themes: readonly ThemeId[]): string {
  const query = new URLSearchParams({ scheme });
  addThemes(query, themes);
  return `${DESK}/editions/${number}/mail?${query}`;
}

function addThemes(query: URLSearchParams, themes: readonly ThemeId[]): void {
  if (themes.length > 0) query.set('themes', themes.join('.'));
}

/** The themes of an address (`themes=camps.operations`), as far as the edition has them. */
export function readThemes(text: unknown, known: readonly ThemeId[]): ThemeId[] {
  const asked = typeof text === 'string' ? text.split('.') : [];
  return known.filter((theme) => asked.includes(theme));
}

export function messageFile(number: number): string {
  return `${DESK}/editions/${number}/message.eml`;
}

/** A source page; `figure` is a figure's id, `edition` the one to come back to. */
export function sourcePage(page: string, figure: string | null, edition: number | null): string {
  const start = figure === null ? null : figureStart(figure);
  const query = new URLSearchParams();
  if (edition !== null) query.set('edition', String(edition));
  if (start !== null) query.set('figure', String(start));
  const search = query.size > 0 ? `?${query}` : '';
  return `/pages/${encodeURIComponent(page)}${search}${start === null ? '' : `#${figureAnchor(start)}`}`;
}

export function figureAnchor(start: number): string {
  return `f-${start}`;
}

/** Where a figure stands, from its id (`<page id>#<start>`) or from `<start>` alone. */
export function figureStart(text: string): number | null {
  return readNumber(text.slice(text.lastIndexOf('#') + 1), 0);
}

/** A whole number in ASCII digits, at least `least`; null for anything else. */
export function readNumber(text: unknown, least: number): number | null {
  if (typeof text !== 'string' || !/^\d{1,9}$/.test(text)) return null;
  const number = Number(text);
  return number >= least ? number : null;
}

/** An unknown view is the usual one. */
export function readView(text: unknown): ViewName {
  return VIEWS.find((view) => view === text) ?? 'desktop';
}

/** Ids come from file names, so any letters may be in them, but no path and no control characters. */
export function isPageId(id: string): boolean {
  return id.length > 0 && id.length <= 255 && !/[/\\\p{Cc}]/u.test(id) && id !== '.' && id !== '..';
}

/** A link out of the site: only to the web, and only when the address is one. */
export function outsideLink(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}
