/** The addresses of the site: made here, read here. */
import type { ThemeId } from '../model.ts';
import type { Scheme } from './colour-scheme.ts';

/** The ways to look at an edition. */
export const VIEWS = ['desktop', 'phone', 'dark', 'text', 'figures', 'raw'] as const;

export type ViewName = (typeof VIEWS)[number];

export const ARCHIVE = '/';

export function archivePage(page: number): string {
  return page === 1 ? ARCHIVE : `/?page=${page}`;
}

/** `themes` is what a subscriber chose; none means all. */
export function editionPage(number: number, view: ViewName = 'desktop', themes: readonly ThemeId[] = []): string {
  const query = new URLSearchParams();
  if (view !== 'desktop') query.set('view', view);
  addThemes(query, themes);
  return query.size > 0 ? `/editions/${number}?${query}` : `/editions/${number}`;
}

/** The edition to read: uncut, without the switches of the preview. */
export function readingPage(number: number, themes: readonly ThemeId[] = []): string {
  const query = new URLSearchParams();
  addThemes(query, themes);
  return query.size > 0 ? `/editions/${number}/read?${query}` : `/editions/${number}/read`;
}

/** The mail alone, as the frame shows it. */
export function mailPage(number: number, scheme: Scheme, themes: readonly ThemeId[]): string {
  const query = new URLSearchParams({ scheme });
  addThemes(query, themes);
  return `/editions/${number}/mail?${query}`;
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
  return `/editions/${number}/message.eml`;
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
