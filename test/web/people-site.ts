/** The desk's pages about subscribers, pictures and settings: the real server over a real store with invented people. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChartsDesk, openHealthDesk, openPeopleDesk } from '../../src/app/index.ts';
import type { Editor } from '../../src/model.ts';
import { openStore } from '../../src/store/index.ts';
import { openOffice } from '../app/office.ts';
import { inventArticle, inventPage, stating } from '../store/invented.ts';
import { saveDraft } from '../store/ledger-people.ts';
import { buildDesk, buildSite } from './desk.ts';

/** Whose addresses must be on no page. */
export const ADDRESSES = ['salma@mail.example', 'nizar@mail.example', 'hala@post.example'] as const;
export const PUBLISHER: Editor = { id: 'e1', name: 'ناشرة مختلقة', role: 'publisher' };
export const CSRF = 'csrf-of-the-test';

export type PeopleSite = Awaited<ReturnType<typeof openPeopleSite>>;

/** A site with three people: one with a history, one who left, one of one theme. `role`: of whoever is at the desk. */
export async function openPeopleSite(role: Editor['role'] = 'publisher') {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-people-'));
  const store = await openStore({ file: join(folder, 'mujaz.sqlite') });
  const test = await openOffice(store);
  const { office, vault, config } = test;
  const session = { editor: { ...PUBLISHER, role }, csrf: CSRF };
  const people = openPeopleDesk(office, store.audit);
  const charts = openChartsDesk({ config, store, vault, clock: office.clock });
  const health = openHealthDesk(config, office.clock);
  const { server, faults } = buildSite(buildDesk(), {
    people,
    charts,
    health,
    clock: office.clock,
    timeZone: 'Asia/Damascus',
    door: {
      sessionOf: async () => session,
      admit: async (request, reply, wanted) => {
        const { csrf } = request.body as { csrf?: string };
        if (csrf === CSRF && (wanted !== 'publisher' || role === 'publisher')) return session;
        void reply.code(403).send('refused');
        return null;
      },
    },
  });
  const get = (url: string) => server.inject({ method: 'GET', url });
  const post = (url: string, fields: Record<string, string> = {}, csrf = CSRF) =>
    server.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ csrf, ...fields }).toString(),
    });
  const idOf = async (address: string) => (await store.members.byHash(vault.hashAddress(address)))?.id ?? '';
  return {
    ...test,
    store,
    server,
    faults,
    people,
    charts,
    health,
    get,
    post,
    idOf,
    close: async () => {
      await health.close();
      await server.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const DAY = 86_400_000;

/** Fills it: sign-ups over months, choices, a pause, a leaving, a delivery, two bounces. */
export async function livePeople({ enrol, pass, membership, store, vault, office, idOf }: PeopleSite): Promise<void> {
  const [salma, nizar, hala] = ADDRESSES;
  const link = await enrol(salma);
  pass(40 * DAY);
  const other = await enrol(nizar, { themes: ['operations'] });
  await enrol(hala, { themes: ['operations', 'camps_detainees'] });
  pass(40 * DAY);
  await membership.choose(link, { digest: 'coalition', themes: ['camps_detainees'] });
  await membership.pause(link, 2);
  await membership.pause(link, 0);
  const hash = await saveDraft(store, 1, 'coalition');
  const slots = { preferences: 'stand-in 1', leave: 'stand-in 2' };
  const content = { themes: ['gardens'], subject: 'موضوع مختلق', html: '<p>نص</p>', text: 'نص', slots };
  const variants = ['*', 'camps_detainees', 'operations', 'camps_detainees,operations'].map((themes) => ({
    themes,
    content,
  }));
  const answer = await store.ledger.freeze({ edition: 1, hash, at: office.clock(), variants });
  if (!('frozen' in answer)) throw new Error(answer.refused);
  await store.ledger.setState(1, ['ready'], 'sending', { at: office.clock(), reason: null });
  await store.ledger.hold({ id: 's', place: 'here', leaseUntil: office.clock() + DAY });
  const turn = { edition: 1, sender: 's', at: office.clock(), results: [], want: 3 };
  await store.ledger.turn(turn);
  await store.ledger.turn({
    ...turn,
    want: 0,
    results: [
      { position: 1, state: 'sent', reply: '250 2.0.0 taken' },
      {
        position: 2,
        state: 'failed',
        reply: `550 5.1.1 <${nizar}> unknown`,
        isProvisional: false,
        isDead: false,
      },
      { position: 3, state: 'uncertain', reply: 'no answer' },
    ],
  });
  pass(DAY);
  const leaving = vault.link({ purpose: 'leave', id: await idOf(nizar), version: 1 });
  await membership.leave(leaving, { by: 'one-click' });
  const bounced = { edition: 1, subscriber: 3, at: office.clock() };
  await store.changeBounces(async (bounces) => {
    await bounces.add({ ...bounced, hash: 'b1', kind: 'soft', status: '4.2.2' });
    await bounces.add({ ...bounced, hash: 'b2', kind: 'hard', status: '5.1.1' });
  });
  if (other === '') throw new Error('nobody enrolled');
}

/** Waits until everything that the pictures show has been counted, however busy the machine is. */
export async function counted({ charts }: PeopleSite): Promise<void> {
  for (const count of [charts.growth, charts.bounces, charts.facts]) while ((await count()) === null);
}

/** A fact with pages that told it in three years. */
export const FACT = 'population|شخص|خيال|';

/** Saves them. */
export async function tellFacts({ store }: PeopleSite): Promise<void> {
  const told = [
    { year: 2019, number: 73_000, source: 'جريدة مخترعة' },
    { year: 2022, number: 55_000, source: 'وكالة مخترعة' },
    { year: 2025, number: 30_000, source: 'جريدة مخترعة' },
  ];
  const articles = told.map(({ year, number, source }) =>
    inventArticle(
      inventPage(`fact-${year}`, `كان ${number} شخص في مخيم الخيال المخترع`),
      { source: { id: null, name: source, basis: 'metadata' } },
      {
        value: number,
        number: { start: 4, end: 9 },
        span: { start: 4, end: 9 },
        unit: 'شخص',
        asOf: { earliest: `${year}-01-01`, latest: `${year}-12-31` },
      },
    ),
  );
  const at = new Date('2026-03-01T08:00:00Z');
  await store.savePages(
    articles.map(({ page }) => page),
    at,
  );
  await store.saveArticles(
    articles.map((article) => stating(article, FACT)),
    at,
  );
}
