import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type EditorDesk, openDraftDesk, openEditors } from '../../src/app/index.ts';
import { freezeVariants } from '../../src/app/sending/frozen-variants.ts';
import type { Edition, Editor } from '../../src/model.ts';
import { openPasswords } from '../../src/vault/index.ts';
import { CHEAP, HERE, PASSWORD } from '../app/editors/scene.ts';
import { run } from '../cli/run.ts';
import { openReceiver, type Receiver } from '../cli/send-receiver.ts';
import { closeNewsroom, copyNewsroom, type Newsroom, openNewsroom } from '../sending/newsroom.ts';
import {
  acts,
  bodyOf,
  ended,
  fieldOf,
  openSendingDesk,
  PAGE,
  plain,
  type SendingDesk,
  type SendingDeskOptions,
} from './sending-desk.ts';
import { findMistakes } from './valid-html.ts';

const NAMES = [...Array.from({ length: 8 }, (_, at) => `reader${at}`), 'gone.away', 'leaver'];
const READERS = 9;
const START = `${PAGE}/start`;
const EDITOR: Editor = { id: 'e1', name: 'محررة مختلقة', role: 'editor' };

let receiver: Receiver;
let room: Newsroom;

beforeAll(async () => {
  receiver = await openReceiver();
  const settings = 'sending: { relays: [{ env: SMTP_URL, connections: 1 }] }';
  room = await openNewsroom({ people: NAMES.map((name) => `${name}@mail.example`), settings });
});

beforeEach(() => {
  receiver.taken.length = 0;
  receiver.delay = 0;
});

afterAll(async () => {
  await receiver.close();
  closeNewsroom(room);
});

async function open(options: SendingDeskOptions = {}): Promise<SendingDesk> {
  const copy = copyNewsroom(room);
  const desk = await openSendingDesk(copy, { smtpUrl: receiver.url, ...options });
  onTestFinished(async () => {
    await desk.close();
    closeNewsroom(copy);
    expect(desk.faults).toEqual([]);
  });
  return desk;
}

/** Somebody leaves between approval and sending. */
async function leave({ store, vault }: SendingDesk): Promise<void> {
  const person = await store.members.byHash(vault.hashAddress('leaver@mail.example'));
  if (!person) throw new Error('nobody is there');
  await store.changeMembers((members) => members.update({ ...person, status: 'left' }));
}

describe('sending by hand', () => {
  test('the page that asks shows the numbers and the edition that are then sent, once for two who press twice', async () => {
    const desk = await open();
    await leave(desk);
    expect(plain(await bodyOf(desk, PAGE))).toContain(`يصل الآن إلى ${READERS}، ولم يصل من قبل إلى أحد، ولا محجوب`);
    const asked = await bodyOf(desk, START);
    const hash = (await desk.store.editionState(1))?.hash ?? '';
    expect(plain(asked)).toContain(`إرسال العدد 1 الآن؟`);
    expect(plain(asked)).toContain(`يصل الآن إلى ${READERS}،`);
    expect(asked).toContain(`<code class="long" dir="ltr">${hash}</code>`);
    const answers = await Promise.all([1, 2, 3].map(() => desk.post(START, { hash: fieldOf(asked, 'hash'), at: '' })));
    expect(answers.map(({ headers }) => headers.location).sort()).toEqual([
      `${PAGE}?said=started`,
      `${PAGE}?said=started-before`,
      `${PAGE}?said=started-before`,
    ]);
    await ended(desk);
    expect(receiver.taken.map(({ to }) => to).sort((a, b) => (a < b ? -1 : 1))).toEqual(
      NAMES.slice(0, 8).map((name) => `${name}@mail.example`),
    );
    const done = plain(await bodyOf(desk, `${PAGE}?said=started`));
    expect(done).toContain('بدأ الإرسال.');
    expect(done).toContain('لا يصل الآن إلى أحد، ووصل من قبل إلى 8،');
    expect(await acts(desk)).toEqual(['sending.start']);
  });

  test('twenty presses and two commands at the same time are one sending, and each person is mailed once', async () => {
    receiver.delay = 150;
    const desk = await open();
    const hash = (await desk.store.editionState(1))?.hash ?? '';
    const env = { ...room.env, SMTP_URL: receiver.url };
    const commands = [1, 2].map(() => run(['send', '1', '--yes'], { cwd: desk.folder, env }));
    // When the first command may begin, too.
    await sleep(500);
    const posts = await Promise.all(Array.from({ length: 20 }, () => desk.post(START, { hash, at: '' })));
    expect(posts.every(({ headers }) => headers.location?.startsWith(`${PAGE}?said=started`))).toBe(true);
    for (const { code, err } of await Promise.all(commands)) expect(code, err).toBe(0);
    await ended(desk);
    const to = receiver.taken.map((each) => each.to);
    expect(new Set(to).size).toBe(to.length);
    expect(await desk.store.ledger.counts(1)).toMatchObject({ sent: READERS, failed: 1, queued: 0, uncertain: 0 });
    expect(to).toHaveLength(READERS);
    expect(await acts(desk)).toEqual(['sending.start']);
  });

  test('nothing of it is done by GET or HEAD', async () => {
    const desk = await open();
    for (const act of ['start', 'cancel', 'pause', 'resume', 'drop-time', 'resend-failed', 'retry-uncertain', 'test'])
      for (const method of ['GET', 'HEAD'] as const) {
        const { statusCode } = await desk.server.inject({ method, url: `${PAGE}/${act}?hash=x&at=x` });
        expect([200, 303], `${method} ${act}`).toContain(statusCode);
      }
    expect(await desk.store.ledger.sending(1)).toMatchObject({ state: 'ready', sendAt: null });
    expect(await acts(desk)).toEqual([]);
  });

  test('a form of another site, without the token, or for an edition that was changed meanwhile does nothing', async () => {
    const desk = await open();
    const hash = (await desk.store.editionState(1))?.hash ?? '';
    const foreign = await desk.post(START, { hash }, { origin: 'https://evil.example' });
    const without = await desk.post(START, { hash, csrf: 'guessed' });
    expect([foreign.statusCode, without.statusCode]).toEqual([403, 403]);
    expect((await desk.post(START, { hash: 'of another edition' })).headers.location).toBe(`${PAGE}?said=changed`);
    expect(plain(await bodyOf(desk, `${PAGE}?said=changed`))).toContain('تغيّر العدد منذ عُرضت الصفحة');
    expect((await desk.post(`/desk/editions/2/sending/start`, { hash })).statusCode).toBe(404);
    expect((await desk.store.ledger.sending(1))?.state).toBe('ready');
  });

  test('an editor who is no publisher sees how far it is, and cannot send', async () => {
    const accounts: EditorDesk[] = [];
    const desk = await open({
      web(store, config, vault) {
        const editors = openEditors(config, store, vault, Date.now, openPasswords(CHEAP));
        accounts.push(editors);
        return { editors };
      },
    });
    const enter = async (name: string, role: Editor['role']) => {
      await accounts[0]?.byHand.add(name, role, PASSWORD);
      const answer = await accounts[0]?.signIn(HERE, { name, password: PASSWORD });
      if (!answer || !('signedIn' in answer)) throw new Error(JSON.stringify(answer));
      return `__Host-mujaz=${answer.signedIn.token}`;
    };
    const [editor, publisher] = [await enter('Salma', 'editor'), await enter('Nadia', 'publisher')];
    const hash = (await desk.store.editionState(1))?.hash ?? '';
    const page = (await desk.get(PAGE, { cookie: editor })).body;
    expect(page).toContain('الإرسال لمن له صلاحية الناشر');
    expect(page).not.toContain(`action="${PAGE}/`);
    expect(page).not.toContain(`href="${PAGE}/start"`);
    expect((await desk.get(START, { cookie: editor })).statusCode).toBe(404);
    expect((await desk.post(START, { hash }, { cookie: editor })).statusCode).toBe(403);
    expect((await desk.store.ledger.sending(1))?.state).toBe('ready');
    expect((await desk.post(START, { hash }, { cookie: publisher })).headers.location).toBe(`${PAGE}?said=started`);
    expect(await desk.store.audit.list({ limit: 1 })).toMatchObject([
      { act: 'sending.start', subject: '1', editor: { name: 'Nadia' }, detail: { hash, people: 10 } },
    ]);
    await ended(desk);
  });

  test('it is paused, goes on and is cancelled while messages leave, and says what went out', async () => {
    receiver.delay = 150;
    const desk = await open();
    await desk.post(START, { hash: (await desk.store.editionState(1))?.hash ?? '' });
    await vi.waitFor(() => expect(receiver.taken.length).toBeGreaterThan(0), { timeout: 10_000 });
    expect((await desk.post(`${PAGE}/pause`)).headers.location).toBe(`${PAGE}?said=paused`);
    await vi.waitFor(async () => expect((await desk.store.ledger.counts(1)).sending).toBe(0), { timeout: 10_000 });
    const out = receiver.taken.length;
    expect(out).toBeLessThan(READERS);
    const paused = await bodyOf(desk, PAGE);
    expect(plain(paused)).toContain('أوقفه محرر.');
    expect(paused).not.toContain('value="refusals"');
    const stale = await desk.post(`${PAGE}/resume`, { seen: '1' });
    expect(stale.headers.location).toBe(`${PAGE}?said=stale`);
    receiver.delay = 300;
    const resumed = await desk.post(`${PAGE}/resume`, { seen: fieldOf(paused, 'seen') });
    expect(resumed.headers.location).toBe(`${PAGE}?said=resumed`);
    const cancel = plain(await bodyOf(desk, `${PAGE}/cancel`));
    expect(cancel).toContain('لا يُسترد منها شيء');
    expect((await desk.post(`${PAGE}/cancel`)).headers.location).toBe(`${PAGE}?said=cancelled`);
    expect((await desk.post(`${PAGE}/cancel`)).headers.location).toBe(`${PAGE}?said=cancelled`);
    expect((await desk.post(`${PAGE}/resume`, { seen: '1' })).headers.location).toBe(`${PAGE}?said=not-now`);
    expect(await acts(desk)).toEqual(['sending.start', 'sending.pause', 'sending.resume', 'sending.cancel']);
    const { sent, excluded, sending } = await desk.store.ledger.counts(1);
    expect(sent + excluded + sending).toBe(NAMES.length);
  });

  test('those who were refused are tried again once they are confirmed, and none twice', async () => {
    const desk = await open();
    await desk.post(START, { hash: (await desk.store.editionState(1))?.hash ?? '' });
    await ended(desk);
    expect(await desk.store.ledger.counts(1)).toMatchObject({ sent: 9, failed: 1 });
    expect(await bodyOf(desk, PAGE)).not.toContain('resend-failed');
    await desk.store.changeMembers((members) => members.unsuppress(desk.vault.hashAddress('gone.away@mail.example')));
    expect(await bodyOf(desk, PAGE)).toContain(`href="${PAGE}/resend-failed"`);
    const asked = await bodyOf(desk, `${PAGE}/resend-failed`);
    const fields = { seen: fieldOf(asked, 'seen') };
    const answers = await Promise.all([1, 2].map(() => desk.post(`${PAGE}/resend-failed`, fields)));
    expect(answers.map(({ headers }) => headers.location).sort()).toEqual([
      `${PAGE}?said=resent`,
      `${PAGE}?said=stale`,
    ]);
    await ended(desk);
    expect(receiver.taken).toHaveLength(9);
    expect(await acts(desk)).toEqual(['sending.start', 'sending.resend']);
  });

  test('a test goes to any address, once for a form that is sent twice, and is in no record of deliveries', async () => {
    const desk = await open();
    const wrong = await desk.post(`${PAGE}/test`, { to: 'editor@paper.example\nno address', once: 'a' });
    expect(wrong.statusCode).toBe(422);
    expect(await findMistakes(wrong.body)).toEqual([]);
    expect(plain(wrong.body)).toContain('السطر 2 ليس عنوان بريد');
    expect(wrong.body).toContain('editor@paper.example\nno');
    const fields = { to: 'editor@paper.example، gone@paper.example', once: 'b' };
    const [tested] = await Promise.all([1, 2].map(() => desk.post(`${PAGE}/test`, fields)));
    expect(tested?.statusCode).toBe(200);
    expect(await findMistakes(tested?.body ?? '')).toEqual([]);
    expect(plain(tested?.body ?? '')).toMatch(/editor@paper.example: قبلها .* gone@paper.example: لم يقبلها/u);
    expect(receiver.taken.map(({ to }) => to)).toEqual(['editor@paper.example']);
    expect(await desk.store.ledger.counts(1)).toMatchObject({ queued: NAMES.length, sent: 0 });
    const [entry] = await desk.store.audit.list({ limit: 5 });
    expect(entry).toMatchObject({ act: 'sending.test', detail: { addresses: 2, accepted: 1 } });
    expect(JSON.stringify(entry)).not.toContain('paper.example');
  });

  test('at a time it begins by itself when it has come, and a time that is taken back never comes', async () => {
    let now = Date.UTC(2026, 10, 22, 9);
    const desk = await open({ clock: () => now });
    for (const [date, clock, words] of [
      ['2026-11-21', '07:30', 'هذا الموعد مضى'],
      ['soon', '07:30', 'يُكتب اليوم والساعة'],
    ] as const) {
      const { statusCode, body } = await desk.get(`${START}?date=${date}&clock=${clock}`);
      expect(statusCode).toBe(422);
      expect(await findMistakes(body)).toEqual([]);
      expect(body).toContain(words);
      expect(body).toContain(`value="${date}"`);
    }
    const asked = await bodyOf(desk, `${START}?date=2026-11-23&clock=07:30`);
    expect(plain(asked)).toContain('إرسال العدد 1 في الاثنين 23 تشرين الثاني/نوفمبر 2026، 07:30؟');
    const fields = { hash: fieldOf(asked, 'hash'), at: fieldOf(asked, 'at') };
    expect((await desk.post(START, fields)).headers.location).toBe(`${PAGE}?said=time-set`);
    const planned = await bodyOf(desk, PAGE);
    expect(plain(planned)).toContain('موعد الإرسال الاثنين 23 تشرين الثاني/نوفمبر 2026، 07:30');
    await desk.post(`${PAGE}/drop-time`, fields);
    now = Date.UTC(2026, 10, 23, 4, 30);
    desk.loop.wake();
    await desk.post(START, { ...fields, at: '2026-11-23 07:31' });
    now += 59_000;
    desk.loop.wake();
    expect((await desk.store.ledger.sending(1))?.state).toBe('ready');
    now += 1000;
    desk.loop.wake();
    await ended(desk);
    expect(receiver.taken).toHaveLength(9);
    expect(await acts(desk)).toEqual(['sending.schedule', 'sending.unschedule', 'sending.schedule', 'sending.start']);
  });

  test('one changed character after approval blocks the sending by hand and the one at a time', async () => {
    let now = Date.UTC(2026, 10, 22, 9);
    const desk = await open({ clock: () => now });
    const { hash = '' } = (await desk.store.editionState(1)) ?? {};
    await desk.post(START, { hash, at: '2026-11-23 07:30' });
    const drafts = openDraftDesk(desk.config, desk.store, desk.store.audit, () => now);
    const text = `${(await desk.store.edition(1))?.subject}.`;
    const mended = await drafts.mend(1, hash, { kind: 'wording', field: 'subject', text }, EDITOR);
    expect(mended).toMatchObject({ unapproved: true });
    now = Date.UTC(2026, 10, 23, 4, 30);
    desk.loop.wake();
    expect((await desk.post(START, { hash })).headers.location).toBe(`${PAGE}?said=unapproved`);
    await desk.store.ledger.freeze({
      edition: 1,
      hash: (await desk.store.editionState(1))?.hash ?? '',
      at: now,
      variants: await freezeVariants(desk.config, (await desk.store.edition(1)) as Edition, ['*']),
    });
    expect((await desk.post(START, { hash })).headers.location).toBe(`${PAGE}?said=changed`);
    await desk.loop.close();
    expect(await desk.store.ledger.sending(1)).toMatchObject({ state: 'ready', sendAt: null });
    expect(receiver.taken).toEqual([]);
  });

  test('a time that came while nothing ran is told, and nothing is sent by it', async () => {
    let now = Date.UTC(2026, 10, 22, 9);
    const desk = await open({ clock: () => now });
    const hash = (await desk.store.editionState(1))?.hash ?? '';
    await desk.post(START, { hash, at: '2026-11-23 07:30' });
    now = Date.UTC(2026, 10, 23, 12);
    desk.loop.wake();
    await desk.loop.close();
    expect((await desk.store.ledger.sending(1))?.state).toBe('ready');
    expect(plain(await bodyOf(desk, PAGE))).toContain('فات موعد الإرسال');
    expect(receiver.taken).toEqual([]);
  });
});
