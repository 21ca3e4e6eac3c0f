/** Folders of saved pages. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '../../model.ts';
import { type FolderFile, fileId, isRefusal, listFolder, readFolderFile, wholeNameId } from '../../read/index.ts';
import type { ItemState } from '../../store/index.ts';
import type { FolderSource, Visit } from './desk.ts';
import { hashOf, type Reading, type SourceFailure } from './source-state.ts';
import { GROUP, nextTurn, ofOutlet, storableKey, type Taking, takeItems, takePage, takeRefusal } from './take-items.ts';

/** Reads the files that are new or changed; those that are gone are withdrawn. */
export async function visitFolder(visit: Visit<FolderSource>): Promise<Reading> {
  const { desk, source, state, stop, tally } = visit;
  try {
    const { files, unsettled } = await settledFiles(visit);
    const contentHash = hashOf(files.map(({ name, stamp }) => `${name}\n${stamp}`).join('\n'));
    if (contentHash !== state.contentHash) {
      await takeFiles(visit, files, unsettled);
      if (stop.aborted) return { kind: 'read', learned: {}, againAt: null };
      const present = new Set(files.map(({ name }) => storableKey(name)));
      tally.withdrawn += await desk.store.intake.withdraw(source.id, present, desk.clock());
    }
    const whole = unsettled.size === 0;
    return {
      kind: 'read',
      learned: { contentHash: whole ? contentHash : null },
      againAt: whole ? null : desk.clock() + desk.settleMs,
    };
  } catch (error) {
    return folderFailure(source.folder, error as NodeJS.ErrnoException);
  }
}

/** All files, and the names of those that may still be being written: they are waited for a moment. */
async function settledFiles({ desk, source, stop }: Visit<FolderSource>) {
  const files = await listFolder(source.folder);
  const isFresh = ({ changedAt }: FolderFile) => Math.abs(desk.clock() - changedAt) < desk.settleMs;
  if (!files.some(isFresh)) return { files, unsettled: new Set<string>() };
  await pause(desk.settleMs, undefined, { signal: stop }).catch(() => undefined);
  const before = new Map(files.map(({ name, stamp }) => [name, stamp]));
  const after = await listFolder(source.folder);
  const moving = after.filter(({ name, stamp }) => before.get(name) !== stamp);
  return { files: after, unsettled: new Set(moving.map(({ name }) => name)) };
}

async function takeFiles(
  visit: Visit<FolderSource>,
  files: readonly FolderFile[],
  unsettled: ReadonlySet<string>,
): Promise<void> {
  const { desk, source, stop } = visit;
  const known = await desk.store.intake.items(source.id);
  const idOf = idsFor(source, files, known);
  const fresh = files.filter(
    ({ name, stamp }) => !unsettled.has(name) && known.get(storableKey(name))?.stamp !== stamp,
  );
  for (let at = 0; at < fresh.length && !stop.aborted; at += GROUP) {
    const takings: Taking[] = [];
    for (const file of fresh.slice(at, at + GROUP)) {
      if (stop.aborted) break;
      takings.push(await takeFile(source, file, idOf(file.name)));
      if (takings.length % 10 === 0) await nextTurn();
    }
    await takeItems(visit, takings);
  }
}

async function takeFile(source: FolderSource, { name, stamp }: FolderFile, id: string): Promise<Taking> {
  const handled = { source: source.id, key: storableKey(name), stamp, rank: 4 } as const;
  const result = await readFolderFile(source.folder, name);
  const origin = source.outlet === null ? result.origin : `${source.id}/${result.origin}`;
  if (isRefusal(result)) return takeRefusal(handled, { ...result, origin });
  return takePage(handled, ofOutlet(source, { ...result, id, origin } satisfies Page));
}

/**
 * The ids of pages by the names of their files, as `readFolder` gives them: of two that differ in the ending alone the first
 * has the short one, unless the other has it already.
 */
function idsFor(
  source: FolderSource,
  files: readonly FolderFile[],
  known: ReadonlyMap<string, ItemState>,
): (name: string) => string {
  const first = new Map<string, string>();
  for (const { name } of files) if (!first.has(fileId(name))) first.set(fileId(name), name);
  const taken = new Map([...known.values()].map(({ page, key }) => [page, key]));
  const prefix = source.outlet === null ? '' : `${source.id}-`;
  return (name) => {
    const short = prefix + fileId(name);
    const holder = taken.get(short);
    const isOwn = holder === undefined ? first.get(fileId(name)) === name : holder === storableKey(name);
    return isOwn ? short : prefix + wholeNameId(name);
  };
}

/** What the system says of the folder, in words. */
function folderFailure(folder: string, error: NodeJS.ErrnoException): SourceFailure {
  const fault = FOLDER_FAULTS.get(error.code ?? '');
  if (fault === undefined) throw error;
  return { kind: 'failed', why: 'failed', fault: `${folder}: ${fault}`, retryAfterMs: null };
}

const FOLDER_FAULTS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such folder. Make it, or mend its path in the configuration.'],
  ['ENOTDIR', 'this is a file. Name the folder that it lies in.'],
  ['EACCES', 'this user may not read it. Give this user the right (chmod a+rx).'],
  ['EPERM', 'this user may not read it. Give this user the right (chmod a+rx).'],
  ['EIO', 'the disk cannot be read. Look at the disk or the network it is on.'],
  ['ESTALE', 'the disk cannot be read. Look at the disk or the network it is on.'],
]);
