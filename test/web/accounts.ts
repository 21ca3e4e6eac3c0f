/** The site with accounts: the real server over a real store, with a clock that tests move. */
import type { InjectOptions } from 'fastify';
import { TOTP } from 'otpauth';
import type { WebOptions } from '../../src/web/index.ts';
import { openScene, PASSWORD } from '../app/editors/scene.ts';
import type { sqliteDatabases } from '../setup/stores.ts';
import { buildDesk, buildPublication, buildSite } from './desk.ts';

export const ORIGIN = 'http://localhost:8080';
export { PASSWORD };

type Databases = ReturnType<typeof sqliteDatabases>;

type SiteOptions = Partial<WebOptions> & { readonly url?: string };

/** Everybody asks from far away: being at this machine counts for nothing. */
export async function openAccounts({ open }: Databases, { url: siteUrl = ORIGIN, ...options }: SiteOptions = {}) {
  const scene = await openScene(await open());
  await scene.editors.byHand.add('Huda', 'publisher', PASSWORD);
  const { server, faults } = buildSite(undefined, {
    publication: { ...buildPublication(buildDesk()), url: siteUrl },
    editors: scene.editors,
    clock: () => scene.clock.now,
    ...options,
  });
  const request = (method: 'GET' | 'POST', url: string, cookie: string, more: InjectOptions = {}) =>
    server.inject({ method, url, remoteAddress: '203.0.113.5', ...more, headers: { cookie, ...more.headers } });
  const get = (url: string, cookie = '') => request('GET', url, cookie);
  const post = (url: string, fields: Record<string, string>, cookie = '', headers: Record<string, string> = {}) =>
    request('POST', url, cookie, {
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: ORIGIN, ...headers },
      payload: new URLSearchParams(fields).toString(),
    });
  const cookieOf = ({ cookies }: { readonly cookies: readonly { readonly name: string; readonly value: string }[] }) =>
    cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const signIn = async (name = 'Salma') => cookieOf(await post('/desk/sign-in', { name, password: PASSWORD }));
  const csrfOf = (html: string) => /name="csrf" value="([^"]+)"/u.exec(html)?.[1] ?? '';
  const csrf = async (cookie: string) => csrfOf((await get('/desk/account', cookie)).body);
  const codeOf = (html: string) => {
    const secret = /<code dir="ltr">([A-Z2-7 ]+)<\/code>/u.exec(html)?.[1]?.replaceAll(' ', '') ?? '';
    return () => new TOTP({ secret }).generate({ timestamp: scene.clock.now });
  };
  return { ...scene, server, faults, get, post, signIn, csrf, cookieOf, codeOf };
}
