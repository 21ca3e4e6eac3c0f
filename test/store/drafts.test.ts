import { expect, test } from 'vitest';
import type { Edition, Mend, Story } from '../../src/model.ts';
import type { Store } from '../../src/store/index.ts';
import { describeOnBothDatabases } from '../setup/stores.ts';
import { inventArticle, inventEdition, inventPage, inventStory } from './invented.ts';
import { addPeople, inventVariant, NOW, turnOf } from './ledger-people.ts';

const SAMAR = { id: 'e1', name: 'سمر' };
const HANI = { id: 'e2', name: 'هاني' };
const WORDING: Mend = { kind: 'wording', field: 'subject', text: 'موضوع آخر' };

type Made = { readonly store: Store; readonly edition: Edition; readonly hash: string; readonly stories: Story[] };

/** Edition 1 with two stories, saved. */
async function made(store: Store): Promise<Made> {
  const pages = ['a', 'b'].map((id) => inventPage(id));
  await store.savePages(pages, new Date(NOW));
  const stories = pages.map((page) => inventStory(`story ${page.id}`, inventArticle(page)));
  const edition = inventEdition(1, '2025-11-22', stories);
  const saved = await store.saveEdition(edition, stories, new Date(NOW));
  if ('refused' in saved) throw new Error(saved.refused);
  return { store, edition, hash: saved.hash, stories };
}

const step = (hash: string, result: Edition, more: Partial<Parameters<Store['drafts']['mend']>[0]> = {}) => ({
  edition: 1,
  hash,
  seen: 0,
  step: { mend: WORDING },
  editor: SAMAR,
  at: NOW,
  result,
  ...more,
});
const reworded = (edition: Edition, subject = 'موضوع آخر'): Edition => ({ ...edition, subject });
const freeze = (store: Store, hash: string) =>
  store.ledger.freeze({ edition: 1, hash, at: NOW, variants: [inventVariant('*')] });
const hashOf = async (store: Store) => (await store.editionState(1))?.hash;

/** Mends the edition, and gives its new hash. */
async function mend(store: Store, ...args: Parameters<typeof step>): Promise<string> {
  const answer = await store.drafts.mend(step(...args));
  if ('refused' in answer) throw new Error(answer.refused);
  return answer.hash;
}

describeOnBothDatabases('drafts', ({ open }) => {
  test('a mend replaces the edition and keeps what the machine made; undone it stays in the history', async () => {
    const { store, edition, hash } = await made(await open());
    expect(await store.drafts.base(1)).toEqual(edition);
    expect(await store.drafts.base(2)).toBeNull();
    const [section] = edition.sections;
    const sections = section ? [{ ...section, stories: section.stories.slice(0, 1) }] : [];
    const result = { ...reworded(edition), sections };
    const answer = await store.drafts.mend(step(hash, result));
    expect(answer).toEqual({ hash: await hashOf(store), unapproved: false });
    expect(await store.wholeEdition(1)).toMatchObject({ edition: result, hash: await hashOf(store), approvedAt: null });
    expect((await store.editions({ limit: 1 }))[0]).toMatchObject({ subject: 'موضوع آخر' });
    expect(await store.drafts.base(1)).toEqual(edition);
    expect((await store.editionPages(1)).map(({ id }) => id)).toEqual(['a']);
    expect(await store.drafts.pages(1)).toEqual([
      { page: 'a', version: 1 },
      { page: 'b', version: 1 },
    ]);
    const second = (await hashOf(store)) ?? '';
    const undo = { step: { undo: 1 }, editor: HANI, at: NOW + 1, seen: 1 };
    expect(await mend(store, second, edition, undo)).toBe(hash);
    expect(await store.drafts.mends(1)).toEqual([
      { position: 1, mend: WORDING, editor: SAMAR, at: NOW, undone: { editor: HANI, at: NOW + 1 } },
    ]);
    expect(await store.drafts.mend(step(hash, edition, { ...undo, seen: 2 }))).toEqual({ refused: 'changed' });
    expect((await store.editionPages(1)).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('who looked at another state is told so, and nothing is written', async () => {
    const { store, edition, hash } = await made(await open());
    expect(await store.drafts.mend(step('other', reworded(edition)))).toEqual({ refused: 'changed' });
    expect(await store.drafts.mend({ ...step(hash, edition), edition: 9 })).toEqual({ refused: 'unknown' });
    const two = ['واحد', 'اثنان'].map((subject) => store.drafts.mend(step(hash, reworded(edition, subject))));
    const answers = await Promise.all(two);
    expect(answers.filter((answer) => 'refused' in answer)).toEqual([{ refused: 'changed' }]);
    expect(await store.drafts.mends(1)).toHaveLength(1);
  });

  test('a mended edition is not made anew, until everything is undone', async () => {
    const { store, edition, hash, stories } = await made(await open());
    const second = await mend(store, hash, reworded(edition));
    const anew = inventEdition(1, '2025-11-22', stories, { subject: 'أُعيد' });
    const save = () => store.saveEdition(anew, stories, new Date(NOW));
    expect(await save()).toEqual({ refused: 'mended', number: 1 });
    expect((await store.edition(1))?.subject).toBe('موضوع آخر');
    await mend(store, second, edition, { step: { undo: 1 }, seen: 1 });
    expect(await save()).toMatchObject({ state: 'replaced' });
    expect(await store.drafts.base(1)).toEqual(anew);
  });

  test('a mend takes back an approval that nothing was sent on, with all that it wrote down', async () => {
    const { store, edition, hash } = await made(await open());
    await addPeople(store, 3);
    expect(await freeze(store, hash)).toMatchObject({ isNew: true, candidates: 3 });
    // A step that leaves the edition as it is leaves the approval; who did not see it was not the first all the same.
    const settle = step(hash, edition, { step: { mend: { kind: 'settle', warning: 'x' } } });
    expect(await store.drafts.mend(settle)).toEqual({ hash, unapproved: false });
    expect(await store.ledger.sending(1)).toMatchObject({ state: 'ready', candidates: 3 });
    expect(await store.drafts.mend(step(hash, reworded(edition)))).toEqual({ refused: 'changed' });
    expect(await store.drafts.mend(step(hash, reworded(edition), { seen: 1 }))).toMatchObject({ unapproved: true });
    expect(await store.ledger.sending(1)).toBeNull();
    expect(await store.ledger.variantThemes(1)).toEqual([]);
    expect((await store.editionState(1))?.approvedAt).toBeNull();
    expect(await store.ledger.setState(1, ['ready'], 'sending', { at: NOW, reason: null })).toBe(false);
    expect(await freeze(store, hash)).toEqual({ refused: 'changed' });
    expect(await freeze(store, (await hashOf(store)) ?? '')).toMatchObject({ isNew: true, candidates: 3 });
  });

  test('what is being sent, or was, is not mended', async () => {
    const { store, edition, hash } = await made(await open());
    await addPeople(store, 2);
    await freeze(store, hash);
    const mend = () => store.drafts.mend(step(hash, reworded(edition)));
    await store.ledger.setState(1, ['ready'], 'sending', { at: NOW, reason: null });
    expect(await mend()).toEqual({ refused: 'sent' });
    await store.ledger.setState(1, ['sending'], 'paused', { at: NOW, reason: null });
    expect(await mend()).toEqual({ refused: 'sent' });
    await store.ledger.setState(1, ['paused'], 'cancelled', { at: NOW, reason: null });
    expect(await mend()).toEqual({ refused: 'sent' });
    expect(await store.edition(1)).toEqual(edition);
    expect(await store.drafts.mends(1)).toEqual([]);
  });

  test('one person who was mailed before the others is enough', async () => {
    const { store, edition, hash } = await made(await open());
    const [first] = await addPeople(store, 2);
    await freeze(store, hash);
    await store.ledger.hold({ id: 's1', place: '', leaseUntil: NOW + 60_000 });
    await store.ledger.turn(turnOf({ want: 1, only: first?.number ?? 0 }));
    expect(await store.ledger.sending(1)).toMatchObject({ state: 'ready', startedAt: null });
    expect(await store.drafts.mend(step(hash, reworded(edition)))).toEqual({ refused: 'sent' });
  });
});
