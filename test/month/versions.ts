/** Which texts a store has kept of each event. */
import { DatabaseSync } from 'node:sqlite';
import type { Config } from '../../src/config/index.ts';
import { NEWS } from './news.ts';

/** Event -> the texts of its pages, in the order they were seen. */
export type Versions = ReadonlyMap<string, readonly string[]>;

/** Reads the file beside the program. */
export function versionsOf({ database }: Config): Versions {
  const file = new DatabaseSync('file' in database ? database.file : '', { readOnly: true });
  try {
    const rows = file.prepare('select text from page_versions order by page_id, version').all();
    const texts = rows.map((row) => String(row['text']));
    const events = [...new Set(NEWS.map(({ event }) => event))];
    return new Map(events.map((event) => [event, texts.filter((text) => isOf(text, event))]));
  } finally {
    file.close();
  }
}

function isOf(text: string, event: string): boolean {
  return NEWS.some((item) => item.event === event && text.includes(item.title));
}
