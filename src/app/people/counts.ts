/** Subscribers by status and theme. */
import type { Config } from '../../config/index.ts';
import type { SubscriberStatus, ThemeDefinition } from '../../model.ts';
import type { PeopleCount } from '../../store/index.ts';
import type { PeopleCounts } from './contract.ts';

/** Adds up how many chose what; themes are told in the order of the configuration. */
export function countsOf(config: Pick<Config, 'digests'>, rows: readonly PeopleCount[]): PeopleCounts {
  const sum = (some: readonly PeopleCount[]) => some.reduce((total, { count }) => total + count, 0);
  const inStatus = (status: SubscriberStatus) => rows.filter((row) => row.status === status);
  const active = inStatus('active');
  return {
    total: sum(rows),
    statuses: {
      active: sum(active),
      unconfirmed: sum(inStatus('unconfirmed')),
      left: sum(inStatus('left')),
    },
    themes: offeredThemes(config).map(({ id, title }) => ({
      theme: id,
      title,
      count: sum(active.filter((row) => row.themes === 'all' || row.themes.includes(id))),
    })),
    all: sum(active.filter((row) => row.themes === 'all')),
  };
}

/** The themes that some digest has, once each. */
export function offeredThemes({ digests }: Pick<Config, 'digests'>): readonly ThemeDefinition[] {
  return [...new Map(digests.flatMap(({ themes }) => themes.map((theme) => [theme.id, theme] as const))).values()];
}

/** Titles of themes; of one that is not configured any more, its id. */
export function titlesOf(
  { themes }: Pick<Config, 'themes'>,
  chosen: readonly string[] | 'all',
): readonly string[] | 'all' {
  if (chosen === 'all') return 'all';
  return chosen.map((id) => themes.find((theme) => theme.id === id)?.title ?? id);
}
