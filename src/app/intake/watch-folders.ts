/** Tells of changes in folders as soon as the system does; where it does not, they are found at the next look. */
import { type FSWatcher, watch } from 'node:fs';
import type { FolderSource } from './desk.ts';

/** Changes come in heaps, and a file that was just written is waited for. */
const QUIET_MS = 2500;

export type FolderWatch = { close(): void };

/** @param onChange told of a source when its folder has changed and has been quiet for a moment */
export function watchFolders(
  sources: readonly FolderSource[],
  onChange: (source: string) => void,
  quietMs = QUIET_MS,
): FolderWatch {
  const watches = sources.map((source) => watchFolder(source, onChange, quietMs));
  return {
    close() {
      for (const each of watches) each.close();
    },
  };
}

function watchFolder({ id, folder }: FolderSource, onChange: (source: string) => void, quietMs: number): FolderWatch {
  let timer: NodeJS.Timeout | undefined;
  const watcher = startWatching(folder, () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, quietMs, id).unref();
  });
  return {
    close() {
      clearTimeout(timer);
      watcher?.close();
    },
  };
}

/** Null for a folder that is not there, or on a disk that tells nothing of changes. */
function startWatching(folder: string, onEvent: () => void): FSWatcher | null {
  try {
    const watcher = watch(folder, { persistent: false }, onEvent);
    return watcher.on('error', () => watcher.close());
  } catch {
    return null;
  }
}
