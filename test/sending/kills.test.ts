import { expect, test } from 'vitest';
import { summarise } from './kill-report.ts';
import { runKills } from './kill-run.ts';
import { closeNewsroom, openNewsroom } from './newsroom.ts';

/** `npm run soak:kills` does it with 5,000 people and 100 kills. */
const PEOPLE = 400;
const LONGEST_MS = 120_000;
/** By turns after a while and at a step of the talk. */
const KILLS = process.env['MUJAZ_SOAK'] ? 12 : 3;
const PLAN = { kills: KILLS, seed: 'short', connections: 5 };

test(
  'a sender that is killed several times forgets nobody, and doubles nobody but in the moment of a kill',
  async () => {
    const room = await openNewsroom({ people: PEOPLE });
    try {
      const summary = summarise(await runKills(room, PLAN), PLAN, PEOPLE);
      expect(summary).toMatchObject({ broken: [], kills: KILLS, lost: 0, finalCounts: { sent: PEOPLE } });
    } finally {
      closeNewsroom(room);
    }
  },
  LONGEST_MS,
);
