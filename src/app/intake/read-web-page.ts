/** One web page of an article. */
import type { Page, PageRefusal } from '../../model.ts';
import { isRefusal, pageId, type WebContent, webPage } from '../../read/index.ts';
import type { Visit } from './desk.ts';
import { isOfAnother } from './other-outlets.ts';
import { asSentence } from './refused-line.ts';
import { ofOutlet } from './take-items.ts';

/** The page, or why there is none. `content`: there is something, but no article. */
export type FetchedPage =
  | { readonly kind: 'page'; readonly page: Page }
  | {
      readonly kind: 'refused';
      readonly why: 'forbidden' | 'gone' | 'waiting' | 'failed' | 'content';
      /** False when no server answered. */
      readonly answered: boolean;
      readonly refusal: PageRefusal;
      readonly retryAfterMs: number | null;
    };

/** Fetches a page and reads it. */
export async function readWebPage({ desk, source, stop }: Visit, url: string): Promise<FetchedPage> {
  const answer = await desk.reader.read({ url, wants: 'page' }, stop);
  switch (answer.kind) {
    case 'content':
      return readContent(answer, url, (page) =>
        isOfAnother(desk.config, source, page.meta.url) ? page : ofOutlet(source, page),
      );
    case 'not-modified':
      return refuseContent(url, 'the server answers «not modified» without having been asked');
    case 'refused': {
      const { why, status, reason, next, retryAfterMs } = answer;
      const refusal = { origin: url, reason: asSentence(reason), next };
      return { kind: 'refused', why, answered: status !== null, refusal, retryAfterMs };
    }
  }
}

function readContent(content: WebContent, url: string, named: (page: Page) => Page): FetchedPage {
  const elsewhere = leadsElsewhere(url, content.url);
  if (elsewhere !== null) return refuseContent(url, elsewhere);
  const page = webPage(content, pageId(content.url), url);
  if (!isRefusal(page)) return { kind: 'page', page: named(page) };
  return { kind: 'refused', why: 'content', answered: true, refusal: page, retryAfterMs: null };
}

function refuseContent(url: string, reason: string): FetchedPage {
  const refusal = { origin: url, reason: `${reason}.`, next: 'Look at it in a browser.' };
  return { kind: 'refused', why: 'content', answered: true, refusal, retryAfterMs: null };
}

/** Last words of addresses that ask for a name and password: `/user/login`, `/signin.php`. */
const DOOR = /\/(?:log-?in|sign-?in|sign-?up|register|subscribe|auth|account|wp-login)(?:\.[a-z]+)?\/?$/iu;

/** Where a redirect has led that shows no article; null when it may show one. */
function leadsElsewhere(asked: string, found: string): string | null {
  if (!URL.canParse(asked) || !URL.canParse(found)) return null;
  const [from, to] = [new URL(asked), new URL(found)];
  if (DOOR.test(to.pathname) && !DOOR.test(from.pathname)) return 'it is shown only to those who log in';
  if (to.pathname === '/' && to.search === '' && from.pathname !== '/') return 'it leads to the front page of its site';
  return null;
}
