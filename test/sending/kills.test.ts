import { expect, test } from 'vitest';
import { summarise } from './kill-report.ts';
import { runKills } from './kill-run.ts';
import { closeNewsroom, openNewsroom } from './newsroom.ts';

/** `npm run soak:kills` does it with 5,000 people and 100 kills. */
const PEOPLE = 500;
const LONGEST_MS = 120_000;
const PLAN = { kills: 6, seed: 'short', connections: 5 };

test(
  'a sender that is killed six times forgets nobody, and doubles nobody but in the moment of a kill',
  async () => {
    const room = await openNewsroom({ people: PEOPLE });
    try {
      const summary = summarise(await runKills(room, PLAN), PLAN, PEOPLE);
      expect(summary).toMatchObject({ broken: [], kills: 6, lost: 0, finalCounts: { sent: PEOPLE } });
    } finally {
      closeNewsroom(room);
    }
  },
  LONGEST_MS,
);
