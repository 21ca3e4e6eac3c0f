/**
 * The packages that read HTML, loaded with the first web page: they take some 25 MB, which a program that imports a list
 * of a million readers needs for other things.
 */
import { createRequire } from 'node:module';

type Linkedom = typeof import('linkedom');
type Readability = typeof import('@mozilla/readability');

const load = createRequire(import.meta.url);

/** Linkedom's parser; its types are looser than what is used of them. */
export function parseHTML(html: string): ReturnType<Linkedom['parseHTML']> {
  return (load('linkedom') as Linkedom).parseHTML(html);
}

/** Firefox's reader view. */
export function readability(): Readability['Readability'] {
  return (load('@mozilla/readability') as Readability).Readability;
}
