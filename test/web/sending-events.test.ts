import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openMailingDesk, openProgressWatch, openSendingActs } from '../../src/app/index.ts';
import type { Store } from '../../src/store/index.ts';
import { listen } from '../../src/web/index.ts';
import { sqliteDatabases } from '../setup/stores.ts';
import { addPeople, NOW, refused, sent, start, turnOf } from '../store/ledger-people.ts';
import { buildDesk, buildSite } from './desk.ts';
import { oneDigest } from './membership.ts';

const EVERY_MS = 60;
const databases = sqliteDatabases();

type Event = { readonly event: string; readonly data: { readonly [name: string]: unknown } };

/** A site over a sending to ten people, and how often the ledger was asked. */
async function open() {
  const store = await databases.open();
  await addPeople(store, 10);
  await start(store, store.ledger);
  let asked = 0;
  const counting = {
    replies: store.ledger.replies,
    progress(editions: readonly number[]) {
      asked++;
      return store.ledger.progress(editions);
    },
  };
  const config = oneDigest();
  const { server, faults } = buildSite(buildDesk(), {
    mailing: openMailingDesk(config, store),
    sending: { acts: openSendingActs(config, store), watch: openProgressWatch(counting, { everyMs: EVERY_MS }) },
  });
  const listening = await listen(server, { host: '127.0.0.1', port: 0 });
  if ('refused' in listening) throw new Error(listening.refused);
  onTestFinished(async () => {
    await server.close();
    expect(faults).toEqual([]);
  });
  return { store, server, asked: () => asked, url: `${listening.url}/desk/editions/1/sending/events` };
}

/** What comes, until it ends. */
async function follow(
  url: string,
  signal: AbortSignal | null = null,
): Promise<{ events: Event[]; text: () => string; ended: Promise<void> }> {
  const response = await fetch(url, { signal });
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const events: Event[] = [];
  let text = '';
  const read = async () => {
    let rest = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      rest += Buffer.from(chunk).toString();
      for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
        const [, event, data] = /^event: (.*)\ndata: (.*)$/u.exec(rest.slice(0, end)) ?? [];
        if (event && data) events.push({ event, data: JSON.parse(data) });
        rest = rest.slice(end + 2);
      }
    }
  };
  return { events, text: () => text, ended: read().catch(() => undefined) };
}

async function send(store: Store, positions: readonly number[], result: typeof sent = sent): Promise<void> {
  await store.ledger.turn(turnOf({ results: positions.map((position) => result(position)) }));
}

test('events tell what has changed, and nothing while nothing does, and end with the sending', async () => {
  const { store, url } = await open();
  await store.ledger.turn(turnOf({ want: 10 }));
  const { events, text, ended } = await follow(url);
  await vi.waitFor(() => expect(events.length).toBeGreaterThan(0));
  expect(events[0]).toMatchObject({ event: 'progress', data: { state: 'sending', done: '0 من 10', failures: [] } });
  await sleep(4 * EVERY_MS);
  expect(events.length).toBeLessThanOrEqual(2);
  await send(store, [1, 2, 3]);
  await store.ledger.turn(turnOf({ results: [refused(4, true, false)] }));
  await vi.waitFor(() => expect(events.at(-1)?.data['done']).toBe('4 من 10'));
  expect(events.at(-1)?.data).toMatchObject({
    failures: [{ reply: '550 5.1.1 no such user', rows: 'رسالة واحدة' }],
    counts: expect.arrayContaining([
      { state: 'sent', count: '3 رسائل', isNone: false },
      { state: 'sending', count: '6 رسائل', isNone: false },
    ]),
  });
  await send(store, [5, 6, 7, 8, 9, 10]);
  await store.ledger.finish(1, NOW);
  await ended;
  expect(events.at(-2)).toMatchObject({ event: 'progress', data: { state: 'done', done: '10 من 10' } });
  expect(events.at(-1)?.event).toBe('end');
  expect(text()).not.toMatch(/id of|r10|mail/u);
  expect((await fetch(url)).status).toBe(204);
});

test('twenty viewers cost one query at a time, and none once they have gone; the server ends what is open', async () => {
  const { server, asked, url } = await open();
  const leaving = new AbortController();
  const viewers = await Promise.all(Array.from({ length: 20 }, () => follow(url, leaving.signal)));
  await vi.waitFor(() => expect(viewers.every(({ events }) => events.length >= 1)).toBe(true));
  const [before, began] = [asked(), performance.now()];
  await sleep(6 * EVERY_MS);
  expect(asked() - before).toBeLessThanOrEqual(Math.ceil((performance.now() - began) / EVERY_MS) + 1);
  leaving.abort();
  await vi.waitFor(async () => {
    const after = asked();
    await sleep(3 * EVERY_MS);
    expect(asked()).toBe(after);
  });
  const { ended } = await follow(url);
  await server.close();
  await ended;
});

test('of what has no sending, or one that is over, no browser comes again', async () => {
  const { store, url } = await open();
  await store.ledger.setState(1, ['sending'], 'cancelled', { at: NOW, reason: null });
  expect((await fetch(url)).status).toBe(204);
  expect((await fetch(url.replace('/1/', '/7/'))).status).toBe(204);
  expect((await fetch(url, { method: 'HEAD' })).status).toBe(404);
});
