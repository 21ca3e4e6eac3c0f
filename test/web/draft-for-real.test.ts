import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  openDraftDesk,
  openMailingDesk,
  openPreview,
  openPreviewReaders,
  openPublication,
} from '../../src/app/index.ts';
import { openSendingDesk } from '../sending/desk.ts';
import { closeNewsroom, configOf, type Newsroom, openNewsroom } from '../sending/newsroom.ts';
import { buildSite } from './desk.ts';
import { findMistakes } from './valid-html.ts';

const PATH = '/desk/editions/1/draft';
let base: Newsroom;

/** Longer than the others: the walk on a draft in memory is in draft.test.ts. */
const isLong = process.env['MUJAZ_SOAK'] === '1';

beforeAll(async () => {
  if (isLong) base = await openNewsroom({ people: 3, isDraft: true });
});
afterAll(async () => {
  if (isLong) await closeNewsroom(base);
});

/** The site over a real store, and its forms as a browser sends them. */
async function openRealSite() {
  const { store, room, now } = await openSendingDesk(base, {});
  const config = configOf(room);
  const drafts = openDraftDesk(config, store, store.audit, now);
  const { server, faults } = buildSite(openPreview(config, store), {
    publication: openPublication(config, store),
    mailing: openMailingDesk(config, store, now),
    drafts,
    readers: openPreviewReaders(store, now),
  });
  const get = async (url: string) => (await server.inject({ method: 'GET', url })).body;
  const page = await get(PATH);
  const csrf = (/name="csrf" value="([^"]*)"/u.exec(page)?.[1] ?? '').replaceAll('&#x3D;', '=');
  const post = async (fields: Record<string, string>, url = '/desk/editions/1/mends') => {
    const { hash = '' } = (await drafts.draft(1)) ?? {};
    const { statusCode, headers } = await server.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      payload: new URLSearchParams({ csrf, hash, seen: '0.0', ...fields }).toString(),
    });
    return `${statusCode} ${headers.location ?? ''}`;
  };
  return { store, page, get, post, faults };
}

test.runIf(isLong)(
  'a real draft is mended, approved as it was shown, and has to be approved again after one more character',
  async () => {
    const { store, page, get, post, faults } = await openRealSite();
    expect(await findMistakes(page)).toEqual([]);
    expect(page).toContain('لو اعتُمد الآن لكان مستلموه <strong>3</strong>');
    const [story = '', second = ''] = [...page.matchAll(/data-story="([^"]+)"/gu)].map(([, id]) => id ?? '');
    const figure = /data-key="correct:([^"]+)"/u.exec(page)?.[1]?.replaceAll('&#x3D;', '=') ?? '';
    expect(await post({ act: 'correct', figure, number: '٤٣٢١', note: 'خطأ طباعي' })).toContain('303');
    expect(await post({ act: 'hide', story })).toContain('?done=hide');
    expect(await post({ act: 'undo', position: '2' })).toContain('?done=undo');
    expect(await post({ act: 'open-with', story: second })).toContain('?done=open-with');
    expect((await store.edition(1))?.sections[0]?.stories[0]?.id).toBe(second);
    expect(await post({ act: 'wording', field: 'subject', text: 'موضوع مختلق جديد' })).toContain('?done=wording');
    const mended = await get(PATH);
    expect(mended).toContain('تصويب التحرير: <bdi>٤٣٢١</bdi>');
    for (const [, warning = ''] of mended.matchAll(/name="warning" value="([^"]+)"/gu)) {
      expect(await post({ act: 'settle', warning })).toContain('?done=settle');
    }
    expect(await post({}, `${PATH}/approval`)).toContain('?done=approve');
    expect((await store.editionState(1))?.approvedAt).not.toBeNull();
    expect(await get('/desk/editions/1')).toContain('الأبواب كلها</bdi></a> <span class="meta">3 مستلمين');
    expect(await post({ act: 'wording', field: 'subject', text: 'موضوع مختلق جديد.' })).toContain('unapproved=1');
    expect((await store.editionState(1))?.approvedAt).toBeNull();
    const told = (await store.audit.list({ limit: 50, subject: '1' })).map(({ act }) => act);
    expect(told).toContain('edition.approve');
    expect(faults).toEqual([]);
  },
);
