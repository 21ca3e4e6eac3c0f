/** The addresses of the pictures. */
import { DESK } from '../addresses.ts';

export const CHARTS = `${DESK}/charts`;
export const CHARTS_TITLE = 'صور وأرقام';
export const FIGURES = `${DESK}/figures`;

/** One fact over time. */
export function figurePage(factKey: string): string {
  return `${FIGURES}/${encodeURIComponent(factKey)}`;
}
