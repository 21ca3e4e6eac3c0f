/** `npm run gallery`: pictures of every exhibit at phone and desktop width, light and dark, in `var/gallery/`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { renderEdition } from '../../src/render/index.ts';
import { findBrowser, launchFor } from './browser.ts';
import { type Look, openLook, showMail } from './camera.ts';
import { EXHIBITS, type Exhibit } from './editions.ts';
import { indexPage } from './index-page.ts';
import { OPTIONS } from './options.ts';

const OUT = resolve(import.meta.dirname, '../../var/gallery');

const PHONE = 375;

/** 320 is the narrowest phone in use; 720 shows the sheet with the desk beside it. */
const LOOKS: readonly Look[] = [
  { name: 'desktop-light', width: 720, scheme: 'light' },
  { name: 'desktop-dark', width: 720, scheme: 'dark' },
  { name: 'phone-light', width: PHONE, scheme: 'light' },
  { name: 'phone-dark', width: PHONE, scheme: 'dark' },
  { name: 'narrow-light', width: 320, scheme: 'light' },
  { name: 'desktop-forced', width: 720, scheme: 'forced' },
];

async function photograph(browser: Browser, exhibit: Exhibit, look: Look): Promise<void> {
  const { html } = await renderEdition(exhibit.edition, { ...OPTIONS, themes: exhibit.themes });
  // A busy machine cannot always draw a very tall page at double scale.
  for (const scale of look.width === PHONE ? [2, 1] : [1, 1])
    if (await shoot(browser, exhibit, look, html, scale)) return;
  throw new Error(`no picture of ${exhibit.name} at ${look.name}`);
}

async function shoot(browser: Browser, { name }: Exhibit, look: Look, html: string, scale: number): Promise<boolean> {
  const { page } = await openLook(browser, look, scale);
  try {
    await showMail(page, html, look.scheme);
    await page.screenshot({ path: join(OUT, `${name}-${look.name}.png`), fullPage: true });
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.includes('Unable to capture')) return false;
    throw error;
  } finally {
    await page.context().close();
  }
}

async function writeSources(exhibits: readonly Exhibit[]): Promise<void> {
  for (const exhibit of exhibits) {
    const { html, text } = await renderEdition(exhibit.edition, { ...OPTIONS, themes: exhibit.themes });
    writeFileSync(join(OUT, `${exhibit.name}.html`), html);
    writeFileSync(join(OUT, `${exhibit.name}.txt`), text);
  }
}

/** Exhibits named on the command line, or all. */
function chosen(names: readonly string[]): readonly Exhibit[] {
  return names.length === 0 ? EXHIBITS : EXHIBITS.filter((exhibit) => names.includes(exhibit.name));
}

mkdirSync(OUT, { recursive: true });
const exhibits = chosen(process.argv.slice(2));
await writeSources(exhibits);
const executable = await findBrowser();
for (const look of LOOKS) {
  const browser = await launchFor(executable, look);
  for (const exhibit of exhibits) await photograph(browser, exhibit, look);
  await browser.close();
  console.log(`${look.name}: ${exhibits.length}`);
}
writeFileSync(join(OUT, 'index.html'), indexPage(EXHIBITS, LOOKS));
console.log(join(OUT, 'index.html'));
