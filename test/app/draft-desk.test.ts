import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveByHand, type Draft, makeDigest, makeIssueOf, openDraftDesk } from '../../src/app/index.ts';
import { digestOf } from '../../src/config/index.ts';
import type { Editor, Mend } from '../../src/model.ts';
import { openSendingDesk } from '../sending/desk.ts';
import { closeNewsroom, configOf, type Newsroom, openNewsroom } from '../sending/newsroom.ts';

const SAMAR: Editor = { id: 'e1', name: 'سمر', role: 'editor' };
const DAY = '2025-11-13';

let base: Newsroom;

beforeAll(async () => {
  base = await openNewsroom({ people: 3, isDraft: true });
});
afterAll(() => closeNewsroom(base));

/** A newsroom with the draft of edition 1, its desk, and a mail server that takes everything. */
async function openDesk() {
  const sending = await openSendingDesk(base, {});
  const { store, room, now } = sending;
  const config = configOf(room);
  const desk = openDraftDesk(config, store, store.audit, now);
  const look = async (): Promise<Draft> => {
    const draft = await desk.draft(1);
    if (!draft) throw new Error('no draft');
    return draft;
  };
  /** Mends as somebody does who has just looked. */
  const mend = async (mend: Mend) => {
    const answer = await desk.mend(1, (await look()).hash, mend, SAMAR);
    if ('refused' in answer) throw new Error(JSON.stringify(answer));
    return answer;
  };
  const settleAll = async () => {
    for (const { id } of (await look()).warnings) await mend({ kind: 'settle', warning: id });
  };
  const approve = async () => desk.approve(1, (await look()).hash, SAMAR);
  const taken = () => sending.server.log.filter(({ event }) => event === 'taken').length;
  return { ...sending, config, desk, look, mend, settleAll, approve, taken };
}

const oneMoreCharacter = ({ edition }: Draft): Mend => ({
  kind: 'wording',
  field: 'subject',
  text: `${edition.subject}.`,
});

test('a draft tells what the machine made, what is hidden, what may stand on cards, and who did what', async () => {
  const { look, mend, store } = await openDesk();
  const before = await look();
  expect(before).toMatchObject({ state: 'draft', history: [], hidden: [], base: before.edition });
  expect(before.figures.filter(({ isCard }) => isCard)).toHaveLength(before.edition.cards.length);
  const [story] = before.edition.sections[0]?.stories ?? [];
  const [figure] = before.figures.filter(({ isCard, shown }) => !isCard && shown.assertion === 'asserted');
  if (!story || !figure) throw new Error('the sample is too small');
  await mend({ kind: 'cards', figures: [figure.ref] });
  await mend({ kind: 'correct', figure: figure.ref, number: '٤٣٢١', note: 'خطأ طباعي' });
  await mend({ kind: 'hide', story: before.edition.sections.at(-1)?.stories.at(-1)?.id ?? '' });
  const after = await look();
  expect(after.history.map(({ mend, editor, undone }) => [mend.kind, editor.name, undone])).toEqual([
    ['cards', 'سمر', null],
    ['correct', 'سمر', null],
    ['hide', 'سمر', null],
  ]);
  expect(after.hidden).toHaveLength(1);
  const chosen = after.figures.find(({ isCard }) => isCard);
  if (chosen) expect(chosen.shown.correction).toMatchObject({ number: '4,321', by: 'سمر', note: 'خطأ طباعي' });
  expect(after.base).toEqual(before.base);
  const told = await store.audit.list({ limit: 9, subject: '1' });
  expect(told.map(({ act, editor, detail }) => [act, editor?.name, detail['kind']])).toEqual([
    ['edition.mend', 'سمر', 'hide'],
    ['edition.mend', 'سمر', 'correct'],
    ['edition.mend', 'سمر', 'cards'],
  ]);
});

test('undoing everything gives the edition of the machine, byte for byte', async () => {
  const { look, mend, desk } = await openDesk();
  const before = await look();
  const [first, second] = before.edition.sections;
  await mend({ kind: 'open-with', story: second?.stories[0]?.id ?? '' });
  await mend({ kind: 'move', story: first?.stories[0]?.id ?? '', theme: second?.theme ?? '', before: null });
  await mend({ kind: 'wording', field: 'lead', text: 'جملة مختلقة.' });
  for (const { position } of (await look()).history)
    expect(await desk.undo(1, (await look()).hash, position, SAMAR)).toHaveProperty('hash');
  expect(JSON.stringify((await look()).edition)).toBe(JSON.stringify(before.edition));
  expect((await look()).hash).toBe(before.hash);
  expect(await desk.undo(1, before.hash, 1, SAMAR)).toMatchObject({ refused: 'unfit' });
});

test('who looked at another state, or asks for what makes no sense, is told so', async () => {
  const { look, mend, desk } = await openDesk();
  const { hash, edition } = await look();
  await mend({ kind: 'wording', field: 'subject', text: 'موضوع' });
  const late = { kind: 'wording', field: 'subject', text: 'آخر' } as const;
  expect(await desk.mend(1, hash, late, SAMAR)).toEqual({ refused: 'changed' });
  expect(await desk.undo(1, hash, 1, SAMAR)).toEqual({ refused: 'changed' });
  expect(await desk.approve(1, hash, SAMAR)).toMatchObject({ refused: 'changed' });
  expect(await desk.mend(9, hash, late, SAMAR)).toEqual({ refused: 'unknown' });
  expect(await desk.draft(9)).toBeNull();
  const page = edition.sections[0]?.stories[0]?.citations[0].page ?? '';
  const future: Mend = { kind: 'date', page, published: { earliest: '2999-01-01', latest: '2999-01-01' } };
  expect(await desk.mend(1, (await look()).hash, future, SAMAR)).toMatchObject({ refused: 'unfit' });
});

describe('approval', () => {
  test('waits until every warning is settled or mended away', async () => {
    const { look, mend, approve, desk, store } = await openDesk();
    expect((await look()).warnings.length).toBeGreaterThan(1);
    expect(await approve()).toMatchObject({ refused: 'warnings', why: expect.stringMatching(/\d/u) });
    const [first, ...others] = (await look()).warnings;
    const page = (await look()).edition.sections.flatMap(({ stories }) => stories).find(({ id }) => id === first?.story)
      ?.citations[0].page;
    expect(first?.kind).toBe('undated');
    await mend({ kind: 'date', page: page ?? '', published: { earliest: DAY, latest: DAY } });
    expect((await look()).warnings).toEqual(others);
    for (const { id } of others) await mend({ kind: 'settle', warning: id });
    expect((await look()).warnings.every(({ isSettled }) => isSettled)).toBe(true);
    expect(await approve()).toEqual({ approved: true, recipients: 3 });
    expect(await approve()).toEqual({ approved: true, recipients: 3 });
    expect((await look()).state).toBe('approved');
    const [told] = await store.audit.list({ limit: 1 });
    expect(told).toMatchObject({ act: 'edition.approve', editor: { name: 'سمر' }, subject: '1' });
    expect(await desk.approve(9, 'x', SAMAR)).toMatchObject({ refused: 'unknown' });
  });

  test('by hand tells the warnings, and goes on when they are accepted', async () => {
    const { config, store, look } = await openDesk();
    const at = new Date();
    const { warnings } = await look();
    const refused = await approveByHand(config, store, null, { acceptWarnings: false, at });
    expect(refused).toEqual({ number: 1, open: warnings });
    expect((await look()).state).toBe('draft');
    const approved = await approveByHand(config, store, 1, { acceptWarnings: true, at });
    expect(approved).toMatchObject({ number: 1, recipients: 3, accepted: warnings.length, wasApprovedBefore: false });
    const again = await approveByHand(config, store, 1, { acceptWarnings: false, at });
    expect(again).toMatchObject({ wasApprovedBefore: true, accepted: 0 });
    expect((await store.audit.list({ limit: 9 })).map(({ act, editor }) => [act, editor])).toEqual([
      ['edition.approve', null],
      ['edition.approve', null],
    ]);
  });

  test('one character changed after it blocks the sending by hand and the one at a time, until it is approved again', async () => {
    const { look, mend, settleAll, approve, desk, store, send, taken, pass, now } = await openDesk();
    await settleAll();
    await approve();
    const approved = await look();
    const sendAt = now() + 60_000;
    await store.ledger.setSendAt({ edition: 1, hash: approved.hash, sendAt });
    expect(await mend(oneMoreCharacter(approved))).toMatchObject({ unapproved: true });
    expect((await look()).state).toBe('draft');
    await expect(send()).rejects.toThrow('edition 1 is not approved');
    expect(await store.ledger.begin({ edition: 1, hash: approved.hash, at: now() })).toHaveProperty('refused');
    pass(120_000);
    expect(await store.ledger.beginDue(now(), 0)).toEqual([]);
    expect(await store.ledger.setState(1, ['ready'], 'sending', { at: now(), reason: null })).toBe(false);
    expect(await store.ledger.sendings()).toEqual([]);
    expect(taken()).toBe(0);
    // To approve what was seen before the change is refused, and so is the change undone without a new approval.
    expect(await desk.approve(1, approved.hash, SAMAR)).toMatchObject({ refused: 'changed' });
    await desk.undo(1, (await look()).hash, (await look()).history.at(-1)?.position ?? 0, SAMAR);
    expect((await look()).hash).toBe(approved.hash);
    await expect(send()).rejects.toThrow('edition 1 is not approved');
    await mend(oneMoreCharacter(approved));
    expect(await approve()).toEqual({ approved: true, recipients: 3 });
    expect((await send()).counts).toMatchObject({ sent: 3 });
    expect(taken()).toBe(3);
    expect((await store.ledger.variant(1, '*'))?.content?.subject).toBe(`${approved.edition.subject}.`);
  });

  test('what is being sent or was sent is not mended any more', async () => {
    const { look, settleAll, approve, desk, send } = await openDesk();
    await settleAll();
    await approve();
    await send();
    const draft = await look();
    expect(draft.state).toBe('done');
    expect(await desk.mend(1, draft.hash, oneMoreCharacter(draft), SAMAR)).toEqual({ refused: 'sent' });
    expect(await desk.undo(1, draft.hash, 1, SAMAR)).toEqual({ refused: 'sent' });
  });
});

test('a mended edition is left alone by the digest command and by the schedule, which say so in one line', async () => {
  const { config, store, look, mend } = await openDesk();
  await mend({ kind: 'hide', story: (await look()).edition.sections[0]?.stories[0]?.id ?? '' });
  const { hash } = await look();
  const now = new Date(Date.UTC(2025, 10, 13, 9));
  const line = 'edition 1 (coalition, 2025-11-13) was mended by editors: it stays as they left it.';
  const remake = () => makeDigest(config, store, { digest: digestOf(config), date: DAY, now });
  expect(await remake()).toMatchObject({ edition: (await look()).edition, kept: line });
  const lines: string[] = [];
  const make = makeIssueOf(config, store, (line) => lines.push(line));
  const slot = { digest: 'coalition', date: DAY, time: '07:00', dueAt: now.getTime() };
  expect(await make(slot, now)).toMatchObject({ state: 'made', edition: 1, sent: false });
  expect(lines).toEqual([line]);
  await approveByHand(config, store, 1, { acceptWarnings: true, at: now });
  expect(await remake()).toMatchObject({ kept: line });
  expect(await look()).toMatchObject({ hash, state: 'approved' });
});
