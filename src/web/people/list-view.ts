/** The list of subscribers as a page. */
import type { PeopleCounts, PeopleDesk } from '../../app/index.ts';
import type { SubscriberStatus } from '../../model.ts';
import { longNumber } from '../charts/scale.ts';
import { type MomentWords, momentWords } from '../moments.ts';
import { ACTS, listOfPeople, PEOPLE, personPage } from './places.ts';
import { ACT_WORDS, STATUS_WORDS, SUPPRESSION_WORDS } from './words.ts';

type List = Awaited<ReturnType<PeopleDesk['list']>>;

/** What was asked of the list. */
export type Asked = {
  readonly status: SubscriberStatus | null;
  readonly before: number | null;
  readonly done: string | null;
};

export const STATUSES = ['active', 'unconfirmed', 'left'] as const;

/** What the address asks for; what is not known is left out. */
export function readAsked(query: { readonly [name: string]: unknown }): Omit<Asked, 'before'> {
  return {
    status: STATUSES.find((status) => status === query['status']) ?? null,
    done: ACTS.find((act) => act === query['done']) ?? null,
  };
}

/** The view model of one page of the list. */
export function viewPeople(counts: PeopleCounts, list: List, asked: Asked, at: number, words: MomentWords) {
  const number = (count: number) => longNumber(count, words.digits);
  return {
    ...viewCounts(counts, words),
    searchPath: `${PEOPLE}/search`,
    done: ACTS.flatMap((act) => (act === asked.done ? [ACT_WORDS[act].done] : []))[0] ?? null,
    filters: [null, ...STATUSES].map((status) => ({
      href: listOfPeople(status, null),
      words: status === null ? 'الكل' : STATUS_WORDS[status].many,
      count: number(status === null ? counts.total : counts.statuses[status]),
      isHere: status === asked.status,
    })),
    people: list.people.map((person) => viewLine(person, at, words)),
    isEmpty: list.people.length === 0,
    first: asked.before === null ? null : listOfPeople(asked.status, null),
    next: list.next === null ? null : listOfPeople(asked.status, list.next),
  };
}

function viewCounts({ statuses, themes, all }: PeopleCounts, { digits }: MomentWords) {
  const number = (count: number) => longNumber(count, digits);
  return {
    statuses: STATUSES.map((status) => ({ words: STATUS_WORDS[status].many, count: number(statuses[status]) })),
    themes: [
      { title: 'كل الأبواب، وما يُضاف إليها', count: number(all) },
      ...themes.map(({ title, count }) => ({ title, count: number(count) })),
    ],
  };
}

function viewLine(person: List['people'][number], at: number, words: MomentWords) {
  const { id, status, titles, signedUpAt, suppression, pausedUntil } = person;
  const isPaused = status === 'active' && pausedUntil !== null && pausedUntil > at;
  return {
    href: personPage(id),
    id,
    status: suppression && suppression !== 'left' ? 'suppressed' : status,
    statusWords: [
      STATUS_WORDS[status].one,
      ...(isPaused ? ['أوقف الإرسال مؤقتاً'] : []),
      ...(suppression && suppression !== 'left' ? [SUPPRESSION_WORDS[suppression]] : []),
    ].join(' · '),
    themes: themesWords(titles),
    time: new Date(signedUpAt).toISOString(),
    since: momentWords(signedUpAt, words),
  };
}

/** «كل الأبواب», or those that were chosen. */
export function themesWords(titles: readonly string[] | 'all'): string {
  return titles === 'all' ? 'كل الأبواب' : titles.join('، ');
}
