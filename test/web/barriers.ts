/** What keeps people out of a page, as axe-core finds it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = readFileSync(createRequire(import.meta.filename).resolve('axe-core/axe.min.js'), 'utf8');

/** A phone's width, the narrowest that pages have to fit. */
const PHONE = { width: 320, height: 800 };

/** Walks over pages on a phone: no barrier on any, and none that scrolls sideways. */
export async function expectNoBarriers(
  browser: Browser,
  origin: string,
  pages: readonly string[],
  colorScheme: 'light' | 'dark',
): Promise<void> {
  const context = await browser.newContext({ baseURL: origin, viewport: PHONE, colorScheme });
  const page = await context.newPage();
  for (const url of pages) {
    await page.goto(url);
    expect(await findBarriers(page), url).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth'), url).toBeLessThanOrEqual(PHONE.width);
  }
  await context.close();
}

/** Rule, place and what is missing, of each barrier. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations, passes } = await page.evaluate<AxeResults>('axe.run({ iframes: false })');
  expect(passes.length).toBeGreaterThan(10);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`),
  );
}
