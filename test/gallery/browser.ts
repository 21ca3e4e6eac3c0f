/** Browsers for pictures, outside of a test run. */
import { type Browser, chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import findAndProvide from '../setup/browser.ts';
import type { Look } from './camera.ts';

/** Tall pictures do not fit the small shared memory of a container. */
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'];
/** Chromium turns the colours of pages that have no dark ones, as some mail clients do with every mail. */
const FORCED_DARK = '--blink-settings=forceDarkModeEnabled=true';

/** The browser that the tests use. */
export async function findBrowser(): Promise<string> {
  let path = '';
  const provide = (_: string, value: string) => {
    path = value;
  };
  await findAndProvide({ provide } as unknown as TestProject);
  return path;
}

/** Starts the browser for a look; its scheme `forced` needs one that turns colours. */
export function launchFor(executablePath: string, { scheme }: Pick<Look, 'scheme'>): Promise<Browser> {
  return chromium.launch({ executablePath, args: scheme === 'forced' ? [...ARGS, FORCED_DARK] : ARGS });
}
