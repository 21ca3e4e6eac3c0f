/** The reader of the web, as the configuration says. */
import { readFileSync } from 'node:fs';
import type { Config } from '../../config/index.ts';
import { openWebReader, type WebReader } from '../../read/index.ts';

/** It introduces itself with the version and the newsroom's site (RFC 9110, 10.1.5). */
export function openReaderOf({ site, fetching }: Config, now: () => number = Date.now): WebReader {
  const { hostPauseMs, allow } = fetching;
  return openWebReader({ userAgent: `Mujaz/${versionOf()} (+${site.url})`, hostPauseMs, allow, now });
}

function versionOf(): string {
  const manifest = new URL('../../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string }).version;
}
