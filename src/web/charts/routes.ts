/** The routes of the pictures. */
import type { FastifyInstance } from 'fastify';
import type { ChartsDesk } from '../../app/index.ts';
import type { Site } from '../site.ts';
import { CHARTS, FIGURES } from './places.ts';
import { type FigureRoute, showCharts, showFact } from './show.ts';

/** Adds them to the desk. */
export function addCharts(desk: FastifyInstance, site: Site, charts: ChartsDesk): void {
  desk.get(CHARTS, showCharts(site, charts));
  desk.get<FigureRoute>(`${FIGURES}/:key`, showFact(site, charts));
}
