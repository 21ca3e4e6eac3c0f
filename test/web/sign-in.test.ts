import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openMailingDesk } from '../../src/app/index.ts';
import { loadConfig } from '../../src/config/index.ts';
import { sqliteDatabases } from '../setup/stores.ts';
import { openAccounts, PASSWORD } from './accounts.ts';
import { inventMail } from './mailing.ts';
import { findMistakes } from './valid-html.ts';

const databases = sqliteDatabases();
const PAGES = [
  '/desk',
  '/desk/editions/12',
  '/desk/editions/12/mail',
  '/desk/editions/12/message.eml',
  '/desk/account',
  '/desk/audit',
];

test('who is not signed in is led to the sign-in from every page of the desk, and sees none of it', async () => {
  const { get, post, faults } = await openAccounts(databases);
  for (const page of PAGES) {
    const { statusCode, headers, body } = await get(page);
    expect([statusCode, body], page).toEqual([303, '']);
    const next = page === '/desk' ? '' : `?next=${encodeURIComponent(page)}`;
    expect(headers.location, page).toBe(`/desk/sign-in${next}`);
  }
  expect((await post('/desk/sign-out', {})).headers.location).toBe('/desk/sign-in');
  expect((await get('/editions/9')).statusCode).toBe(404);
  expect((await get('/pages/shore-council_01')).statusCode).toBe(404);
  expect((await get('/')).headers.location).toBe('/archive');
  expect((await get('/assets/site.css')).statusCode).toBe(200);
  expect(faults).toEqual([]);
});

test('whoever signs in sees the desk, drafts and pages from anywhere, and stays out of lists and caches', async () => {
  const { get, signIn } = await openAccounts(databases);
  const cookie = await signIn();
  for (const page of ['/desk', '/desk/editions/12', '/editions/9', '/pages/shore-council_01']) {
    const { statusCode, headers, body } = await get(page, cookie);
    expect([statusCode, headers['cache-control']], page).toEqual([200, 'no-store']);
    expect(body, page).toContain('<bdi>Salma</bdi>');
  }
  expect((await get('/', cookie)).headers.location).toBe('/desk');
  expect((await get('/archive', cookie)).body).not.toContain('Salma');
  expect((await get('/desk', cookie)).headers['content-security-policy']).toContain("form-action 'self'");
});

test('the cookie is for this host alone and for no script, and Secure where the site has https', async () => {
  const { post } = await openAccounts(databases);
  const plain = await post('/desk/sign-in', { name: 'salma', password: PASSWORD });
  expect(plain.headers['set-cookie']).toEqual([
    expect.stringMatching(/^mujaz=[\w-]{43}; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/u),
    expect.stringMatching(/^mujaz-device=[\w.-]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/u),
  ]);
  const safe = await openAccounts(databases, { url: 'https://news.example' });
  const fields = { name: 'salma', password: PASSWORD };
  const secure = await safe.post('/desk/sign-in', fields, '', { origin: 'https://news.example' });
  expect(secure.headers['set-cookie']).toEqual([
    expect.stringMatching(/^__Host-mujaz=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/u),
    expect.stringMatching(/^__Host-mujaz-device=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/u),
  ]);
});

test('a session that was planted in the browser is not the one that is signed in', async () => {
  const { post, get, signIn, cookieOf } = await openAccounts(databases);
  const planted = await signIn('Huda');
  const own = cookieOf(await post('/desk/sign-in', { name: 'Salma', password: PASSWORD }, planted));
  expect(own).not.toBe(planted);
  expect((await get('/desk', planted)).statusCode).toBe(303);
  expect((await get('/desk', own)).body).toContain('<bdi>Salma</bdi>');
  const made = cookieOf(
    await post('/desk/sign-in', { name: 'Salma', password: PASSWORD }, 'mujaz=chosen-by-a-stranger'),
  );
  expect(made).not.toContain('chosen-by-a-stranger');
});

test('one is led on to pages of the desk only', async () => {
  const { post, get } = await openAccounts(databases);
  const fields = { name: 'salma', password: PASSWORD };
  for (const [next, path] of [
    ['/desk/editions/12?view=dark', '/desk/editions/12?view=dark'],
    ['https://evil.example/desk', '/desk'],
    ['//evil.example/desk', '/desk'],
    ['/\\evil.example/desk', '/desk'],
    ['/desk/..//evil.example', '/desk'],
    ['/desk\\..\\..\\\\evil.example', '/desk'],
    ['/desk.evil.example', '/desk'],
    ['javascript:alert(1)', '/desk'],
    ['/desk/sign-out', '/desk'],
    ['/archive', '/desk'],
    ['', '/desk'],
  ] as const) {
    expect((await post('/desk/sign-in', { ...fields, next })).headers.location, next).toBe(path);
    expect((await get(`/desk/sign-in?${new URLSearchParams({ next })}`)).body, next).toContain(
      `name="next" value="${path.replace('=', '&#x3D;')}"`,
    );
  }
});

test('a form counts only from a page of this session: origin and token must be right', async () => {
  const { post, get, signIn, csrf, editors } = await openAccounts(databases);
  const [salma, huda] = [await signIn(), await signIn('Huda')];
  const token = await csrf(salma);
  const session = { csrf: token };
  const attempts = [
    await post('/desk/account/sign-out-everywhere', session, salma, { origin: 'https://evil.example' }),
    await post('/desk/account/sign-out-everywhere', session, salma, { origin: 'null', 'sec-fetch-site': 'cross-site' }),
    await post('/desk/account/sign-out-everywhere', session, salma, { origin: 'null' }),
    await post('/desk/account/sign-out-everywhere', session, salma, { origin: 'not an origin' }),
    await post('/desk/account/sign-out-everywhere', {}, salma),
    await post('/desk/account/sign-out-everywhere', { csrf: await csrf(huda) }, salma),
    await post('/desk/account/sign-out-everywhere', { csrf: await csrf(await signIn()) }, salma),
    await post('/desk/sign-in', { name: 'Huda', password: PASSWORD }, '', { origin: 'https://evil.example' }),
  ];
  expect(attempts.map(({ statusCode }) => statusCode)).toEqual(attempts.map(() => 403));
  expect((await get('/desk', salma)).statusCode).toBe(200);
  expect((await editors.byHand.list()).find(({ name }) => name === 'Salma')?.sessions).toBe(2);
  const byBrowser = { origin: 'null', 'sec-fetch-site': 'same-origin' };
  expect((await post('/desk/sign-out', session, salma, byBrowser)).headers.location).toBe('/desk/sign-in');
  expect((await get('/desk', salma)).statusCode).toBe(303);
  expect((await get('/desk', huda)).statusCode).toBe(200);
});

test('nothing is done by GET', async () => {
  const { get, signIn, editors } = await openAccounts(databases);
  const cookie = await signIn();
  const before = await editors.audit(10);
  for (const page of ['password', 'code', 'code/confirm', 'code/remove', 'sign-out-everywhere']) {
    expect([303, 404], page).toContain((await get(`/desk/account/${page}`, cookie)).statusCode);
  }
  expect((await get('/desk/sign-out', cookie)).statusCode).toBe(404);
  expect(await editors.audit(10)).toEqual(before);
});

test('two browsers are two sessions; signing out everywhere ends both', async () => {
  const { get, post, signIn, csrf } = await openAccounts(databases);
  const [one, two] = [await signIn(), await signIn()];
  expect((await get('/desk/account', one)).body.match(/class="slot session"/gu)).toHaveLength(2);
  await post('/desk/sign-out', { csrf: await csrf(two) }, two);
  expect([(await get('/desk', one)).statusCode, (await get('/desk', two)).statusCode]).toEqual([200, 303]);
  const three = await signIn();
  await post('/desk/account/sign-out-everywhere', { csrf: await csrf(one) }, one);
  expect([(await get('/desk', one)).statusCode, (await get('/desk', three)).statusCode]).toEqual([303, 303]);
});

test('wrong passwords are answered alike, then have to wait, and nothing of what was typed but the name comes back', async () => {
  const { post, pass } = await openAccounts(databases);
  const attempt = (name: string) => post('/desk/sign-in', { name, password: 'a wrong password' });
  const [known, unknown] = [await attempt('Salma'), await attempt('Nobody')];
  expect([known.statusCode, unknown.statusCode]).toEqual([422, 422]);
  expect(known.body.replace('Salma', '')).toBe(unknown.body.replace('Nobody', ''));
  expect(known.body).not.toContain('a wrong password');
  for (let more = 0; more < 3; more += 1) await attempt('Salma');
  const slowed = await attempt('Salma');
  expect([slowed.statusCode, slowed.headers['retry-after']]).toEqual([429, '1']);
  expect(slowed.body).toContain('أعد المحاولة بعد ثانية واحدة');
  pass(1000);
  expect((await post('/desk/sign-in', { name: 'Salma', password: PASSWORD })).statusCode).toBe(303);
});

test('the second factor is set up from a picture or its key, and asked for from then on', async () => {
  const { get, post, signIn, csrf, codeOf, pass, cookieOf } = await openAccounts(databases);
  const cookie = await signIn();
  const token = await csrf(cookie);
  const stranger = await post('/desk/account/code', { csrf: token, password: 'a wrong password' }, cookie);
  expect([stranger.statusCode, await findMistakes(stranger.body)]).toEqual([422, []]);
  await post('/desk/account/code', { csrf: token, password: PASSWORD }, cookie);
  const page = (await get('/desk/account', cookie)).body;
  expect(page).toMatch(/<svg class="qr" viewBox="0 0 \d+ \d+"/u);
  expect(await findMistakes(page)).toEqual([]);
  const code = codeOf(page);
  const wrong = await post('/desk/account/code/confirm', { csrf: token, code: '000' }, cookie);
  expect([wrong.statusCode, await findMistakes(wrong.body)]).toEqual([422, []]);
  const done = await post('/desk/account/code/confirm', { csrf: token, code: code() }, cookie);
  expect(done.headers.location).toBe('/desk/account?done=on');
  expect(await findMistakes((await get('/desk/account?done=on', cookie)).body)).toEqual([]);
  pass(60_000);
  const asked = await post('/desk/sign-in', { name: 'Salma', password: PASSWORD, next: '/desk/account' });
  expect([asked.statusCode, asked.cookies]).toEqual([200, []]);
  const step = /name="step" value="([^"]+)"/u.exec(asked.body)?.[1] ?? '';
  const again = await post('/desk/sign-in/code', { step, code: '000000', next: '/desk/account' });
  expect([again.statusCode, await findMistakes(asked.body), await findMistakes(again.body)]).toEqual([422, [], []]);
  const entered = await post('/desk/sign-in/code', { step, code: code(), next: '/desk/account' });
  expect(entered.headers.location).toBe('/desk/account');
  expect((await get('/desk', cookieOf(entered))).statusCode).toBe(200);
});

test('the first account is made by the link of the terminal: looking at it does nothing, pressing the button once does', async () => {
  const { get, post, editors, cookieOf } = await openAccounts(databases);
  await editors.byHand.disable('Salma');
  await editors.byHand.disable('Huda');
  const link = `/desk/welcome/${(await editors.makeWelcome())?.token}`;
  for (let looks = 0; looks < 3; looks += 1) expect((await get(link)).statusCode).toBe(200);
  expect(await findMistakes((await get(link)).body)).toEqual([]);
  expect(await findMistakes((await get('/desk/sign-in')).body)).toEqual([]);
  const fields = { name: 'Rana', password: PASSWORD, again: PASSWORD };
  const foreign = await post(link, fields, '', { origin: 'https://evil.example' });
  const unequal = await post(link, { ...fields, again: 'something else' });
  expect([foreign.statusCode, unequal.statusCode, await findMistakes(unequal.body)]).toEqual([403, 422, []]);
  const made = await post(link, fields);
  expect([made.statusCode, made.headers.location]).toEqual([303, '/desk']);
  expect((await get('/desk/audit', cookieOf(made))).statusCode).toBe(200);
  expect([(await get(link)).statusCode, (await post(link, { ...fields, name: 'Sami' })).statusCode]).toEqual([
    410, 410,
  ]);
});

test('until somebody has an account the desk is for this machine, and from then on for nobody without one', async () => {
  const { server, editors, get } = await openAccounts(databases);
  await editors.byHand.disable('Salma');
  await editors.byHand.disable('Huda');
  const here = () => server.inject({ url: '/desk', remoteAddress: '127.0.0.1', headers: { host: 'localhost:8080' } });
  expect([(await here()).statusCode, (await get('/desk')).statusCode]).toEqual([200, 404]);
  const { body } = await here();
  expect([await findMistakes(body), body.includes('بلا حسابات'), body.includes('خروج')]).toEqual([[], true, false]);
  await editors.byHand.add('Rana', 'editor', PASSWORD);
  expect([(await here()).statusCode, (await get('/desk')).statusCode]).toEqual([303, 303]);
});

test('whole mails, with addresses and links in them, are for publishers', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-outbox-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'a.eml'), inventMail());
  const store = await databases.open();
  const loaded = loadConfig(resolve('config'), resolve('.'), {});
  const mailing = openMailingDesk({ ...loaded, mail: { ...loaded.mail, outbox: folder } }, store);
  const { get, signIn } = await openAccounts(databases, { mailing });
  const [editor, publisher] = [await signIn(), await signIn('Huda')];
  for (const path of ['', '/a.eml', '/a.eml/mail', '/a.eml/file']) {
    const codes = [await get(`/desk/outbox${path}`, editor), await get(`/desk/outbox${path}`, publisher)];
    expect(codes.map(({ statusCode }) => statusCode)).toEqual([403, 200]);
    expect(codes[0]?.body).not.toContain('salma@mail.example');
  }
  expect((await get('/desk', editor)).body).not.toContain('/desk/outbox');
});

test('the audit is for publishers, newest first, in words, fifty to a page', async () => {
  const { get, signIn, editors } = await openAccounts(databases);
  expect((await get('/desk/audit', await signIn())).statusCode).toBe(403);
  for (let more = 0; more < 60; more += 1) await editors.byHand.signOut('Salma');
  const cookie = await signIn('Huda');
  const first = (await get('/desk/audit', cookie)).body;
  expect(first.match(/class="slot audit-line"/gu)).toHaveLength(50);
  expect(first).toContain('دخل المكتب');
  expect(await findMistakes(first)).toEqual([]);
  const older = /href="([^"]+)" rel="next"/u.exec(first)?.[1]?.replace('&#x3D;', '=') ?? '';
  expect(older).toMatch(/^\/desk\/audit\?before=\d+$/u);
  expect((await get(older, cookie)).body.match(/class="slot audit-line"/gu)).toHaveLength(14);
});
