/** An invented newsroom in a file: many subscribers with their records, editions, sendings, mails that came back, figures. */
import { DatabaseSync } from 'node:sqlite';
import { openStore } from '../src/store/index.ts';
import { openVault, readMasterKey, type Vault } from '../src/vault/index.ts';
import { inventArticle, inventEdition, inventPage, inventStory, stating } from '../test/store/invented.ts';

export const BENCH_KEY = '00112233445566778899aabbccddeeff'.repeat(2);
const YEAR_MS = 365 * 86_400_000;
/** When it is looked at. */
export const BENCH_NOW = Date.UTC(2026, 2, 1, 8);
const THEMES = ['*', '*', 'operations', 'camps_detainees', 'camps_detainees,operations'] as const;
/** Editions whose every row is there; of the others only the tallies and the rows of every hundredth person. */
const WHOLE = 5;
const DOMAINS = ['mail.example', 'post.example', 'brief.example', 'letters.example'];
const FACTS = 60;
const STORIES = 12;

/** Fills a file that is not there yet. */
export async function fillNewsroom(
  file: string,
  { people, editions }: { readonly people: number; readonly editions: number },
): Promise<void> {
  const store = await openStore({ file });
  const vault = await openVault(readMasterKey(BENCH_KEY, 'the bench'), {
    load: () => store.keys.load(),
    replace: (seen, wrapped) => store.keys.replace(seen, wrapped),
  });
  const articles = Array.from({ length: STORIES }, (_, at) => inventArticle(inventPage(`bench-${at}`)));
  await store.savePages(
    articles.map(({ page }) => page),
    new Date(BENCH_NOW),
  );
  const stories = articles.map((article, at) => inventStory(`story-${at}`, article));
  // The last one stays a draft.
  for (let number = 1; number <= editions + 1; number += 1) {
    const date = new Date(BENCH_NOW - (editions - number + 1) * 86_400_000).toISOString().slice(0, 10);
    const edition = inventEdition(number, date, stories, { digest: 'coalition' });
    await store.saveEdition(edition, stories, new Date(BENCH_NOW));
  }
  const pages = Array.from({ length: 600 }, (_, at) => inventPage(`page-${at}`));
  await store.savePages(pages, new Date(BENCH_NOW));
  await store.saveArticles(
    pages.map((page, at) => stating(factual(page, at), `killed|عنصر|مدينة${at % FACTS}|`)),
    new Date(BENCH_NOW),
  );
  await store.close();
  fillPeople(file, vault, people);
  fillSendings(file, people, editions);
}

function factual(page: ReturnType<typeof inventPage>, at: number) {
  const year = 2016 + (at % 10);
  return inventArticle(page, {}, { asOf: { earliest: `${year}-01-01`, latest: `${year}-12-31` }, value: 10 + at });
}

function fillPeople(file: string, vault: Vault, people: number): void {
  const database = new DatabaseSync(file);
  database.exec('begin');
  const subscriber = database.prepare('insert into subscribers values (?, ?, ?, ?, ?, ?, ?, null, 1, ?, ?, ?)');
  const consent = database.prepare('insert into consents values (?, ?, ?, ?, ?, null, null, ?)');
  const suppress = database.prepare("insert into suppressions values (?, 'left', ?)");
  for (let number = 1; number <= people; number += 1) {
    const address = `reader${number}@${DOMAINS[number % DOMAINS.length]}`;
    const hash = vault.hashAddress(address);
    const themes = THEMES[number % THEMES.length] ?? '*';
    const at = BENCH_NOW - 3 * YEAR_MS + Math.floor((3 * YEAR_MS * number) / (people + 1));
    const left = number % 9 === 0 ? at + 86_400_000 : null;
    const status = left !== null ? 'left' : number % 50 === 0 ? 'unconfirmed' : 'active';
    const confirmed = status === 'unconfirmed' ? null : at;
    const sealed = vault.seal('address', address);
    subscriber.run(number, personId(number), hash, sealed, status, 'coalition', themes, at, confirmed, left);
    const choice = { digest: 'coalition', themes: themes === '*' ? 'all' : themes.split(',') };
    consent.run(
      number,
      1,
      'signed-up',
      at,
      '1',
      JSON.stringify({ choice, consent: 'أوافق على تلقي هذه النشرة المختلقة' }),
    );
    if (confirmed !== null) consent.run(number, 2, 'confirmed', at, null, JSON.stringify({ choice }));
    if (left !== null) consent.run(number, 3, 'left', left, null, '{"by":"page"}');
    if (left !== null) suppress.run(hash, left);
  }
  database.exec('commit');
  database.close();
}

/** Eleven letters, as real ones are. */
export function personId(number: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32BE(number, 4);
  return bytes.toString('base64url');
}

function fillSendings(file: string, people: number, editions: number): void {
  const database = new DatabaseSync(file);
  database.exec('begin');
  const rows = (edition: number, step: number) => `
    insert into deliveries
    select ${edition}, s.number, s.number, s.themes, case when s.number % 97 = 0 then 'failed' else 'sent' end, null, 0, 1, 0,
      1, 1, case when s.number % 97 = 0 then '550 5.1.1 no such user' else '250 2.0.0 queued' end, 0, null, 0, 0, ${BENCH_NOW}
    from subscribers s where s.status = 'active' and s.number % ${step} = 1`;
  for (let edition = 1; edition <= editions; edition += 1) {
    database.exec(rows(edition, edition > editions - WHOLE ? 1 : 100).replace('% 1 = 1', '>= 1'));
    database.exec(`
      update editions set approved_at = ${BENCH_NOW} where number = ${edition};
      insert into sendings
      select ${edition}, 'done', count(*), 1, 1, 2, null, 0, 0, 0,
        sum(case when state = 'sent' then 1 else 0 end), sum(case when state = 'failed' then 1 else 0 end), 0, 0${extraColumns(database)}
      from deliveries where edition = ${edition}`);
  }
  const bounces = Math.min(5000, people);
  database.exec(`
    insert into bounces select printf('%016x', number * 7919), ${editions}, number,
      case number % 3 when 0 then 'soft' else 'hard' end, case number % 3 when 0 then '4.2.2' else '5.1.1' end, ${BENCH_NOW}
    from subscribers where number <= ${bounces};
    commit`);
  database.close();
}

/** Columns that came to `sendings` later are empty here. */
function extraColumns(database: DatabaseSync): string {
  const columns = database.prepare('pragma table_info(sendings)').all().length;
  return ', null'.repeat(Math.max(0, columns - 14));
}
