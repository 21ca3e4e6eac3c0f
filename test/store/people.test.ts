import { expect, test } from 'vitest';
import type { Consent, Sealed } from '../../src/model.ts';
import type { Store } from '../../src/store/index.ts';
import { describeOnBothDatabases } from '../setup/stores.ts';
import { inventArticle, inventPage, stating } from './invented.ts';
import { addPeople, inventPerson, inventVariant, NOW, start } from './ledger-people.ts';

const consent = (kind: Consent['kind'], at: number, detail: Consent['detail'] = {}): Consent => ({
  kind,
  at,
  textVersion: null,
  ip: null,
  ipUntil: null,
  detail,
});

async function fill(store: Store): Promise<void> {
  await addPeople(store, 3);
  await store.changeMembers(async (members) => {
    const choice = { digest: 'daily', themes: ['gardens', 'camps'] };
    const left = await members.add(inventPerson('left', { status: 'left', choice, leftAt: NOW + 5 }));
    await members.addConsent(left.number, consent('signed-up', NOW, { choice }));
    await members.addConsent(left.number, consent('confirmed', NOW + 1, { choice }));
    await members.addConsent(left.number, consent('data-sent', NOW + 2));
    await members.addConsent(left.number, consent('left', NOW + 5, { by: 'page' }));
    await members.suppress(left.addressHash, 'left', NOW + 5);
  });
}

describeOnBothDatabases('the lists of subscribers', ({ open }) => {
  test('count by status and choice, and go backwards by numbers, without an address', async () => {
    const store = await open();
    expect(await store.people.count()).toEqual([]);
    await fill(store);
    expect(await store.people.count()).toEqual([
      { status: 'active', themes: 'all', count: 3 },
      { status: 'left', themes: ['camps', 'gardens'], count: 1 },
    ]);
    const first = await store.people.list({ limit: 2 });
    expect(first.map(({ number }) => number)).toEqual([4, 3]);
    expect(first[0]).toEqual({
      number: 4,
      id: 'id of left',
      status: 'left',
      choice: { digest: 'daily', themes: ['camps', 'gardens'] },
      pausedUntil: null,
      signedUpAt: NOW,
      suppression: 'left',
    });
    const next = await store.people.list({ limit: 2, before: 3 });
    expect(next.map(({ number }) => number)).toEqual([2, 1]);
    const left = await store.people.list({ limit: 9, status: 'left', before: 5 });
    expect(left.map(({ number }) => number)).toEqual([4]);
  });
});

describeOnBothDatabases('what pictures are drawn from', ({ open }) => {
  test('the steps of people, mails that came back, tallies of sendings, and facts that were told twice', async () => {
    const store = await open();
    await fill(store);
    expect(await store.charts.lastNumber()).toBe(4);
    expect(await store.charts.steps(0, 3)).toEqual([]);
    const now = { themes: ['camps', 'gardens'], status: 'left', leftAt: NOW + 5 };
    expect(await store.charts.steps(3, 4)).toEqual([
      { subscriber: 4, kind: 'confirmed', at: NOW + 1, themes: ['gardens', 'camps'], now },
      { subscriber: 4, kind: 'left', at: NOW + 5, themes: null, now },
    ]);

    // Mails that came back, page by page, with the sealed address of who is still there.
    await store.changeBounces(async (bounces) => {
      const one = { edition: 1, kind: 'hard', status: '5.1.1', at: NOW } as const;
      await bounces.add({ ...one, hash: 'b', subscriber: 1 });
      await bounces.add({ ...one, hash: 'a', subscriber: 99 });
    });
    const [gone] = await store.charts.bounces('', 1);
    expect(gone).toEqual({ hash: 'a', subscriber: 99, kind: 'hard', status: '5.1.1', address: null });
    const rest = await store.charts.bounces('a', 9);
    expect(rest.map(({ hash, address }) => [hash, address])).toEqual([['b', '1.r1' as Sealed]]);

    await start(store, store.ledger, { variants: [inventVariant('*')] });
    const [tally] = await store.charts.sendings(5);
    expect(tally).toMatchObject({ edition: 1, state: 'sending', counts: { queued: 3, sent: 0 } });

    const articles = ['a', 'b', 'c'].map((id) => inventArticle(inventPage(id)));
    await store.savePages(
      articles.map(({ page }) => page),
      new Date(NOW),
    );
    await store.saveArticles(
      articles.map((article, at) => stating(article, at < 2 ? 'trees' : 'shrubs')),
      new Date(NOW),
    );
    expect(await store.charts.toldFacts(9)).toEqual([{ factKey: 'trees', statements: 2 }]);
  });
});
