/** The addresses of the subscription's pages; a token stands in them as it was mailed. */

export const SUBSCRIBE = '/subscribe';

export function confirmPath(ticket: string): string {
  return `/confirm/${encodeURIComponent(ticket)}`;
}

export function leavePath(token: string): string {
  return `/leave/${encodeURIComponent(token)}`;
}

export function comeBackPath(token: string): string {
  return `${leavePath(token)}/back`;
}

/** The page, or what one of its forms is sent to. */
export function preferencesPath(token: string, form?: 'choice' | 'pause' | 'address' | 'data' | 'erase'): string {
  const page = `/preferences/${encodeURIComponent(token)}`;
  return form ? `${page}/${form}` : page;
}
