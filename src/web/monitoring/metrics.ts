/**
 * The numbers in the text format of Prometheus. Labels are ids of the configuration and words of `model.ts`: no address and
 * no subject is ever one.
 */
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Measures, NewsDesk, SourceStanding } from '../../app/index.ts';

/** A page of numbers, and its media type. */
export type MetricsPage = { readonly type: string; readonly text: string };

/** Opens the numbers of a desk; those of the process begin with the first look at them. */
export function openMetrics(desk: NewsDesk): () => Promise<MetricsPage> {
  return async () => {
    const [sources, measures] = [await desk.sources(), await desk.measures()];
    const registry = new Registry();
    addSources(registry, sources);
    for (const metric of METRICS) addMetric(registry, metric, measures);
    const text = `${await registry.metrics()}\n${await processRegistry().metrics()}`;
    // What was never measured is written `Nan` there; the format knows `NaN` only.
    return { type: registry.contentType, text: text.replace(/ Nan$/gmu, ' NaN') };
  };
}

let ofProcess: Registry | null = null;

/** A process has one, however many servers it runs: what it watches with is never taken down. */
function processRegistry(): Registry {
  if (!ofProcess) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess;
}

type Metric = {
  readonly name: string;
  readonly help: string;
} & (
  | { readonly value: (measures: Measures) => number }
  | { readonly label: string; readonly values: (measures: Measures) => Readonly<Record<string, number>> }
);

const METRICS: readonly Metric[] = [
  { name: 'mujaz_pages', help: 'Pages in the store.', value: ({ pages }) => pages },
  {
    name: 'mujaz_articles',
    help: 'Pages that are understood as they were read last.',
    value: ({ articles }) => articles,
  },
  {
    name: 'mujaz_pages_pending',
    help: 'Pages that are still to be fetched to complete an item.',
    value: ({ pendingPages }) => pendingPages,
  },
  {
    name: 'mujaz_editions',
    help: 'Editions, drafts and approved ones.',
    label: 'state',
    values: ({ editions: { made, approved } }) => ({ draft: made - approved, approved }),
  },
  { name: 'mujaz_sendings', help: 'Approved editions by state.', label: 'state', values: ({ sendings }) => sendings },
  {
    name: 'mujaz_deliveries',
    help: 'Messages of the sendings that are ready, under way or paused.',
    label: 'state',
    values: ({ deliveries }) => deliveries,
  },
  { name: 'mujaz_letters_waiting', help: 'Single mails that wait.', value: ({ lettersWaiting }) => lettersWaiting },
  { name: 'mujaz_bounces', help: 'Mails that came back.', label: 'kind', values: ({ bounces }) => bounces },
  { name: 'mujaz_subscribers', help: 'Subscribers.', label: 'status', values: ({ subscribers }) => subscribers },
  { name: 'mujaz_slots', help: 'Slots of the last 30 days.', label: 'state', values: ({ slots }) => slots },
  {
    name: 'mujaz_schedule_lag_seconds',
    help: 'How long the oldest slot that is due and not made has waited; 0 when none waits.',
    value: ({ scheduleLagMs }) => scheduleLagMs / 1000,
  },
];

function addMetric(registry: Registry, metric: Metric, measures: Measures): void {
  const { name, help } = metric;
  const registers = [registry];
  if ('value' in metric) new Gauge({ name, help, registers }).set(metric.value(measures));
  else {
    const gauge = new Gauge({ name, help, registers, labelNames: [metric.label] });
    for (const [value, amount] of Object.entries(metric.values(measures))) gauge.set({ [metric.label]: value }, amount);
  }
}

/** Of each source whether it fails, and since when nothing came; a time that there is not has no line. */
function addSources(registry: Registry, sources: readonly SourceStanding[]): void {
  const gaugeOf = (name: string, help: string) =>
    new Gauge({ name, help, labelNames: ['source'], registers: [registry] });
  const failing = gaugeOf('mujaz_source_failing', 'Whether the last reading of a source failed.');
  const success = gaugeOf('mujaz_source_last_success_timestamp_seconds', 'When a source could last be read.');
  const news = gaugeOf('mujaz_source_last_news_timestamp_seconds', 'When a source last brought something new.');
  for (const { id: source, state, readAt, newsAt } of sources) {
    failing.set({ source }, state === 'failing' ? 1 : 0);
    if (readAt !== null) success.set({ source }, readAt / 1000);
    if (newsAt !== null) news.set({ source }, newsAt / 1000);
  }
}
