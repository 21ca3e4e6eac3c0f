/** Takes pictures of mails in a real browser. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { fontFaces } from './fonts.ts';

/** How a mail is looked at. `forced` is a client that turns colours itself and ignores the mail's dark colours. */
export type Look = {
  readonly name: string;
  readonly width: number;
  readonly scheme: 'light' | 'dark' | 'forced';
};

const FACES = fontFaces();

/** A page at a look's width and scheme that may not load anything; `scale` is device pixels per CSS pixel. */
export async function openLook(browser: Browser, look: Look, scale = 1): Promise<{ page: Page; requests: string[] }> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: 800 },
    deviceScaleFactor: scale,
    colorScheme: look.scheme === 'dark' ? 'dark' : 'light',
  });
  const requests = await refuseRequests(context);
  const page = await context.newPage();
  return { page, requests };
}

async function refuseRequests(context: BrowserContext): Promise<string[]> {
  const requests: string[] = [];
  await context.route('**/*', async (route) => {
    requests.push(route.request().url());
    await route.abort();
  });
  return requests;
}

/** Shows a mail as a client would, with fonts; waits until they are drawn. */
export async function showMail(page: Page, html: string, scheme: Look['scheme']): Promise<void> {
  // A client that forces dark colours knows no color-scheme: without the meta tags Chromium does the same.
  const body = scheme === 'forced' ? html.replaceAll('color-scheme', 'x-scheme') : html;
  await page.setContent(body);
  await page.addStyleTag({ content: FACES });
  await page.evaluate('document.fonts.ready.then(() => undefined)');
}
