/** `/desk/charts` and `/desk/figures/KEY`. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ChartsDesk } from '../../app/index.ts';
import { type Site, sendPage } from '../site.ts';
import { countedAt, viewBounces, viewDeliveries, viewFacts, viewGrowth } from './charts-view.ts';
import { viewFact } from './fact-view.ts';
import { CHARTS_TITLE } from './places.ts';

export type FigureRoute = { Params: { readonly key: string } };

/** What is still being counted is said to be; the rest is there. */
export function showCharts(site: Site, charts: ChartsDesk) {
  return async (_request: FastifyRequest, reply: FastifyReply) => {
    const [growth, bounces, facts, sendings] = await Promise.all([
      charts.growth(),
      charts.bounces(),
      charts.facts(),
      charts.sendings(),
    ]);
    const { digits } = site;
    const view = {
      growth: growth && { chart: viewGrowth(growth.answer, charts.themes, digits), at: countedAt(growth.at, site) },
      deliveries: viewDeliveries(sendings, digits),
      bounces: bounces && { chart: viewBounces(bounces.answer, digits), at: countedAt(bounces.at, site) },
      facts: facts && { list: viewFacts(facts.answer, digits) },
    };
    return sendPage(site, reply, { template: 'charts', title: CHARTS_TITLE, view, isPrivate: true });
  };
}

export function showFact(site: Site, charts: ChartsDesk) {
  return async (request: FastifyRequest<FigureRoute>, reply: FastifyReply) => {
    const fact = isKey(request.params.key) ? await charts.fact(request.params.key) : null;
    if (!fact) return reply.callNotFound();
    const view = viewFact(fact, site.digits);
    return sendPage(site, reply, { template: 'fact', title: `${view.title} · ${CHARTS_TITLE}`, view, isPrivate: true });
  };
}

/** PostgreSQL stores no NUL, and no database a lone surrogate. */
function isKey(key: string): boolean {
  return key.length <= 500 && !key.includes('\0') && key.isWellFormed();
}
