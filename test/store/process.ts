/**
 * A program of its own over the records: `node process.ts <what> <name>`. It says `ready`; for each line of its input,
 * the location of a database as JSON, it opens that, does its work, and prints a line for all that the store confirmed.
 */
import { createInterface } from 'node:readline';
import { openStore, type Store, type StoreLocation } from '../../src/store/index.ts';
import { inventArticle, inventBatch, inventEdition, inventPage, inventStory } from './invented.ts';

const NOW = new Date('2025-03-03T08:00:00Z');

const WORKS = {
  /** Nothing but what opening does: several at once must all find their tables. */
  open: async () => {},

  /** New versions of the same pages, against other writers of them. */
  rewrite: async (store: Store, name: string) => {
    for (let round = 0; round < 10; round++) {
      const pages = Array.from({ length: 20 }, (_, at) => inventPage(`p${at}`, `خبر مخترع ${name} ${round}`));
      for (const saved of await store.savePages(pages, NOW)) say(`${saved.page} ${saved.version}`);
    }
  },

  /** Editions of a digest of its own, against others that take the same numbers. */
  publish: async (store: Store, name: string) => {
    const story = inventStory(`story ${name}`, inventArticle(inventPage(`page ${name}`)));
    await store.savePages(
      story.tellings.map(({ article }) => article.page),
      NOW,
    );
    for (let day = 1; day <= 9; day++) say(`${await publish(store, name, `2025-03-0${day}`, story)}`);
  },

  /** Batches of pages without end, until it is killed. */
  flood: async (store: Store) => {
    for (let batch = 0; ; batch++) {
      await store.savePages(inventBatch(batch), NOW);
      say(`${batch}`);
    }
  },
};

type Stories = Parameters<Store['saveEdition']>[1];

async function publish(store: Store, digest: string, date: string, story: Stories[0]): Promise<number> {
  for (let number = await store.nextEditionNumber(digest, date); ; ) {
    const saved = await store.saveEdition(inventEdition(number, date, [story], { digest }), [story], NOW);
    if ('state' in saved) return saved.number;
    if (saved.refused !== 'number-taken') throw new Error('nobody approves here');
    number = saved.next;
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const [what, name] = process.argv.slice(2) as [keyof typeof WORKS, string];
say('ready');
for await (const location of createInterface(process.stdin)) {
  const store = await openStore(JSON.parse(location) as StoreLocation);
  await WORKS[what](store, name);
  await store.close();
  say('done');
}
