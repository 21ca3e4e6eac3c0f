/** Where pages come from: the corpus folder, and what `read:` of each outlet names. */
import { resolve } from 'node:path';
import type { z } from 'zod';
import type { Source } from '../model.ts';
import type { sourcesSchema } from './schema.ts';

type Outlet = z.infer<typeof sourcesSchema>['sources'][number];

/** Folders are looked at again after so long, also when the system tells of no change. */
const FOLDER_EVERY_MS = 60_000;

/** No outlet's id can be this one. */
const CORPUS = '_corpus';

/** The sources in the order of the file, the corpus folder first. */
export function inletsOf(root: string, corpus: string, outlets: readonly Outlet[]): readonly Source[] {
  const own: Source = {
    id: CORPUS,
    name: 'corpus',
    outlet: null,
    everyMs: FOLDER_EVERY_MS,
    kind: 'folder',
    folder: corpus,
  };
  return [own, ...outlets.flatMap((outlet) => outlet.read.map((way, at) => sourceOf(root, outlet, way, at)))];
}

function sourceOf(root: string, { id, name }: Outlet, way: Outlet['read'][number], at: number): Source {
  const common = { id: at === 0 ? id : `${id}.${at + 1}`, name, outlet: id, everyMs: way.every };
  if ('feed' in way) return { ...common, kind: 'feed', url: way.feed, complete: way.complete };
  if ('list' in way) return { ...common, kind: 'list', url: way.list, links: way.links };
  if ('pages' in way) return { ...common, kind: 'pages', urls: way.pages };
  return { ...common, kind: 'folder', folder: resolve(root, way.folder) };
}
