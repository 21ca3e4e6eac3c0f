import { describe, expect, test } from 'vitest';
import type { Mend, MendRecord } from '../../src/model.ts';
import { changesSince, seenOf } from '../../src/web/draft/problem.ts';
import { buildDraftSite, EDITOR, NUMBER, OTHER, openMemoryDesk } from './draft-desk.ts';
import { camp, hostile, rival, shore } from './invented-news.ts';
import { findMistakes } from './valid-html.ts';

const PATH = `/desk/editions/${NUMBER}/draft`;
const FIGURE = shore.figures[0]?.id ?? '';
const refs = [shore.figures[0], camp.figures[0], shore.figures[2]].map((figure) => ({
  page: figure?.id.slice(0, figure.id.lastIndexOf('#')) ?? '',
  figure: figure?.id ?? '',
}));
const [first, second, third] = refs as [(typeof refs)[0], (typeof refs)[0], (typeof refs)[0]];
const added = { page: rival.page.id, figure: rival.figures[0]?.id ?? '' };

describe('every form of the page says what it changes', () => {
  const FORMS: readonly [string, Record<string, string>, Mend][] = [
    ['up', { act: 'up', story: 's-rival' }, move('s-rival', 'statements', 's-shore')],
    ['down', { act: 'down', story: 's-shore' }, move('s-shore', 'statements', null)],
    ['to another section', { act: 'move', story: 's-rival', theme: 'camps' }, move('s-rival', 'camps', null)],
    [
      'dropped before another',
      { act: 'move', story: 's-rival', theme: 'camps', before: 's-camp' },
      move('s-rival', 'camps', 's-camp'),
    ],
    ['hide', { act: 'hide', story: 's-camp' }, { kind: 'hide', story: 's-camp' }],
    ['open with', { act: 'open-with', story: 's-camp' }, { kind: 'open-with', story: 's-camp' }],
    ['a card more', { act: 'card-add', figure: added.figure }, cards(first, second, third, added)],
    ['a card less', { act: 'card-drop', figure: second.figure }, cards(first, third)],
    ['a card earlier', { act: 'card-earlier', figure: third.figure }, cards(first, third, second)],
    ['a card later', { act: 'card-later', figure: first.figure }, cards(second, first, third)],
    ['a card dropped', { act: 'card-place', figure: third.figure, before: first.figure }, cards(third, first, second)],
    [
      'a number put right',
      { act: 'correct', figure: FIGURE, number: ' 84 ', note: 'خطأ طباعة' },
      { kind: 'correct', figure: first, number: '84', note: 'خطأ طباعة' },
    ],
    [
      'a day of publication',
      { act: 'date', page: rival.page.id, earliest: '2025-11-10', latest: '' },
      { kind: 'date', page: rival.page.id, published: { earliest: '2025-11-10', latest: '2025-11-10' } },
    ],
    [
      'a stretch of days',
      { act: 'date', page: rival.page.id, earliest: '2025-11-10', latest: '2025-11-12' },
      { kind: 'date', page: rival.page.id, published: { earliest: '2025-11-10', latest: '2025-11-12' } },
    ],
    ...(['subject', 'preheader', 'lead'] as const).map((field): [string, Record<string, string>, Mend] => [
      field,
      { act: 'wording', field, text: 'نص مختلق جديد' },
      { kind: 'wording', field, text: 'نص مختلق جديد' },
    ]),
    ['settle', { act: 'settle', warning: 'w-undated' }, { kind: 'settle', warning: 'w-undated' }],
  ];

  test.each(FORMS)('%s', async (_name, fields, mend) => {
    const { drafts, post } = buildDraftSite();
    const { statusCode, headers } = await post(fields);
    expect(drafts.calls).toEqual([mend]);
    expect(statusCode).toBe(303);
    expect(headers.location).toMatch(new RegExp(`^${PATH}\\?done=[a-z-]+#[a-z0-9-]+$`, 'u'));
  });

  test('a change is told on the page that follows, and can be taken back there and in the history', async () => {
    const { drafts, post, get } = buildDraftSite();
    const { headers } = await post({ act: 'hide', story: 's-camp' });
    const { body } = await get(String(headers.location));
    expect(body).toContain('role="status" tabindex="-1">أُخفيت القصة.');
    expect(body).toContain('أظهرها<span class="visually-hidden">: مخيم الخيال يستعد');
    expect(body).toContain('إخفاء القصة «مخيم الخيال يستعد');
    await post({ act: 'undo', position: '1' });
    expect(drafts.calls.at(-1)).toEqual({ undo: 1 });
    expect((await get(PATH)).body).toContain('تراجع عنه');
  });

  test('every form of the page carries the token, the hash and what the page had shown', async () => {
    const { body } = await buildDraftSite().get(PATH);
    const forms = body.match(/<form[^>]*method="post"[\s\S]*?<\/form>/gu) ?? [];
    expect(forms.length).toBeGreaterThan(20);
    for (const form of forms) {
      for (const name of ['csrf', 'hash', 'seen']) expect(form).toContain(`type="hidden" name="${name}"`);
    }
  });
});

function move(story: string, theme: string, before: string | null): Mend {
  return { kind: 'move', story, theme, before };
}

function cards(...figures: readonly { readonly page: string; readonly figure: string }[]): Mend {
  return { kind: 'cards', figures };
}

describe('what is not taken', () => {
  test.each([
    [{ act: 'correct', figure: FIGURE, number: 'كثير', note: 'سبب' }, 'اكتب رقماً أو مدى', 'value="كثير"'],
    [{ act: 'correct', figure: FIGURE, number: '', note: '' }, 'اكتب الرقم الصحيح', 'name="number"'],
    [{ act: 'date', page: rival.page.id, earliest: '2025-02-30' }, 'اكتب اليوم بصورة', 'value="2025-02-30"'],
    [
      { act: 'date', page: rival.page.id, earliest: '2025-11-12', latest: '2025-11-10' },
      'اكتب اليوم بصورة',
      'value="2025-11-10"',
    ],
    [{ act: 'wording', field: 'lead', text: ' ' }, 'لا يُترك هذا الحقل فارغاً', 'name="text"'],
  ])('%o is told beside its field, which keeps what was typed', async (fields, words, kept) => {
    const { drafts, post } = buildDraftSite();
    const { statusCode, body } = await post(fields as Record<string, string>);
    expect(statusCode).toBe(422);
    expect(drafts.calls).toEqual([]);
    const wrong = /<(?:input|textarea)[^>]*aria-invalid="true"[^>]*>/u.exec(body)?.[0] ?? '';
    const id = /aria-describedby="(?:[^" ]* )?([^" ]*-error)"/u.exec(wrong)?.[1];
    expect(body.slice(body.indexOf(`id="${id}"`), body.indexOf(`id="${id}"`) + 400)).toContain(words);
    expect(body).toContain(kept);
    expect(await findMistakes(body)).toEqual([]);
  });

  test('a form of an older page changes nothing, and says what others changed meanwhile', async () => {
    const { drafts, post } = buildDraftSite();
    const { hash = '' } = (await drafts.draft(NUMBER)) ?? {};
    await drafts.mend(NUMBER, hash, { kind: 'hide', story: 's-camp' }, OTHER);
    const { statusCode, body } = await post({ hash, act: 'wording', field: 'subject', text: 'موضوع مختلق لم يُحفظ' });
    expect(statusCode).toBe(409);
    expect(drafts.calls).toEqual([{ kind: 'hide', story: 's-camp' }]);
    const alert = body.slice(body.indexOf('id="alert"'), body.indexOf('id="warnings"'));
    expect(alert).toContain('غيّر محرر آخر هذا العدد');
    expect(alert).toContain('إخفاء القصة «مخيم الخيال');
    expect(alert).toContain(OTHER.name);
    expect(body).toContain('>موضوع مختلق لم يُحفظ</textarea>');
    expect(await findMistakes(body)).toEqual([]);
  });

  test('what one changed oneself in another window is told as that', async () => {
    const { drafts, post } = buildDraftSite();
    const { hash = '' } = (await drafts.draft(NUMBER)) ?? {};
    await drafts.mend(NUMBER, hash, { kind: 'hide', story: 's-camp' }, EDITOR);
    expect((await post({ hash, act: 'hide', story: 's-rival' })).body).toContain('التعديل باسمك');
  });

  test('an edition that is being sent shows what it is and has no forms', async () => {
    const { drafts, post, get } = buildDraftSite();
    drafts.setState('sending');
    expect((await post({ act: 'hide', story: 's-rival' })).statusCode).toBe(409);
    const { body } = await get(PATH);
    expect(body).not.toContain('<form');
    expect(body).not.toContain('<script');
    expect(body).toContain('يُرسل الآن، فلا يُعدَّل.');
    expect(await findMistakes(body)).toEqual([]);
  });

  test('no GET changes anything, an unknown form is none, and a form without the token is refused', async () => {
    const { drafts, get, post, faults } = buildDraftSite();
    for (const path of [`/desk/editions/${NUMBER}/mends?act=hide&story=s-camp`, `${PATH}/approval`]) {
      expect((await get(path)).headers.location).toBe(PATH);
    }
    for (const act of ['', 'constructor', '__proto__', 'send']) expect((await post({ act })).statusCode).toBe(400);
    expect((await post({ csrf: 'x', act: 'hide', story: 's-camp' })).statusCode).toBe(403);
    for (const number of ['22', '0', 'x']) expect((await get(`/desk/editions/${number}/draft`)).statusCode).toBe(404);
    expect(drafts.calls).toEqual([]);
    expect(faults).toEqual([]);
  });
});

test('what changed since a page was shown is what was mended or undone after it', () => {
  const record = (position: number, undoneAt: number | null): MendRecord => ({
    position,
    mend: { kind: 'hide', story: `s${position}` },
    editor: EDITOR,
    at: position,
    undone: undoneAt === null ? null : { editor: OTHER, at: undoneAt },
  });
  const before = [record(1, null), record(2, 9), record(3, null)];
  const after = [record(1, 12), record(2, 9), record(3, null), record(4, null)];
  expect(seenOf(before)).toBe('3.1');
  expect(changesSince(after, '3.1').map(({ position }) => position)).toEqual([1, 4]);
  expect(changesSince(after, seenOf(after))).toEqual([]);
  for (const seen of ['', '3', 'x.y', '-1.0']) expect(changesSince(after, seen)).toEqual([]);
});

describe('approval', () => {
  test('is blocked by warnings that nobody has settled, each of which says what to do', async () => {
    const { get, post } = buildDraftSite();
    const { body } = await get(PATH);
    expect(body).toContain('<button class="press" type="submit" disabled>اعتمد العدد 21</button>');
    expect(body).toContain('تنبيهات لم يُطّلع عليها، وعددها 3');
    expect(body).toContain('صوّب الرقم الخطأ، أو أبقِ الرقمين معاً');
    const refused = await post({}, 'draft/approval');
    expect(refused.statusCode).toBe(409);
    expect(refused.body).toContain('<h2 id="alert-title">تنبيهات لم يُطّلع عليها.</h2>');
  });

  test('goes to the edition as it was shown, and a later change takes it back', async () => {
    const { get, post } = buildDraftSite();
    for (const warning of ['w-conflict', 'w-undated', 'w-source']) await post({ act: 'settle', warning });
    expect((await post({ hash: 'hash-0-0' }, 'draft/approval')).statusCode).toBe(409);
    const { headers } = await post({}, 'draft/approval');
    expect(headers.location).toBe(`${PATH}?done=approve#approval`);
    expect((await get(String(headers.location))).body).toContain('معتمد. أي تعديل يسحب الاعتماد');
    const after = await post({ act: 'hide', story: 's-evil' });
    expect(after.headers.location).toBe(`${PATH}?done=hide&unapproved=1#hidden-stories`);
    expect((await get(String(after.headers.location))).body).toContain('كان العدد معتمداً فسُحب اعتماده');
  });
});

describe('the page', () => {
  const EVIL = '"><img src=x onerror=alert(1)>{{constructor}}</textarea><script>alert(1)</script>';

  test('is valid HTML and runs nothing that is in headlines, wording, names or reasons', async () => {
    const { get, post, drafts } = buildDraftSite();
    await post({ act: 'wording', field: 'subject', text: EVIL });
    await post({ act: 'correct', figure: hostile.figures[0]?.id ?? '', number: '4', note: EVIL });
    await post({ act: 'hide', story: 's-evil' });
    const { hash = '' } = (await drafts.draft(NUMBER)) ?? {};
    await drafts.mend(NUMBER, hash, { kind: 'hide', story: 's-camp' }, { ...OTHER, name: EVIL });
    for (const answer of [await get(PATH), await post({ hash, act: 'wording', field: 'lead', text: EVIL })]) {
      expect(await findMistakes(answer.body)).toEqual([]);
      expect(answer.body.match(/<script[^>]*>/gu)).toEqual([
        expect.stringMatching(/^<script src="\/assets\/draft\.js/u),
      ]);
      expect(answer.body).not.toMatch(/<img|<style| style=| on[a-z]+="/u);
      expect(answer.body).toContain('&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;{{constructor}}');
      expect(answer.headers['content-security-policy']).toContain("script-src 'self'");
      expect(answer.headers['content-security-policy']).not.toContain('unsafe');
      expect(answer.headers['cache-control']).toBe('no-store');
    }
  });

  test('stands each figure beside its sentence, marked, with a link to its page', async () => {
    const { body } = await buildDraftSite().get(PATH);
    const figure = body.slice(body.indexOf('class="draft-figures"'));
    expect(figure).toContain('المؤلف من <mark>83 عضواً</mark> ماضٍ في مهمته');
    expect(figure).toContain(`href="/pages/shore-council_01?edition&#x3D;21&amp;figure&#x3D;`);
  });

  test('shows what an undated page says of its day', async () => {
    const { body } = await buildDraftSite().get(PATH);
    expect(body).toContain('حُفظت الصفحة في 14 تشرين الثاني/نوفمبر 2025، فلم تُنشر بعده.');
    const evil = body.slice(body.indexOf('data-story="s-evil"'));
    expect(evil).toContain('لا يوم مذكوراً في نص الصفحة.');
  });

  test('keeps the sentence of a number that was put right, and says who did it and why', async () => {
    const { get, post } = buildDraftSite();
    await post({ act: 'correct', figure: FIGURE, number: '84', note: 'خطأ طباعة' });
    const { body } = await get(PATH);
    expect(body).toContain('<strong>تصويب التحرير: <bdi>84</bdi></strong> (<bdi dir="rtl">خطأ طباعة</bdi>)');
    expect(body).toContain('<mark>83 عضواً</mark>');
    expect(body).toContain('تصويب الرقم «83» إلى «\u206884\u2069»: خطأ طباعة');
  });

  test('is made in a few milliseconds', async () => {
    const { get } = buildDraftSite(openMemoryDesk());
    await get(PATH);
    const before = performance.now();
    for (let round = 0; round < 5; round += 1) await get(PATH);
    expect((performance.now() - before) / 5).toBeLessThan(100);
  });
});
