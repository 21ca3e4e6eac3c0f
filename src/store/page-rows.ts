/** A page as the row of one of its versions, and back. */
import type { Selectable } from 'kysely';
import type { Page, Span } from '../model.ts';
import { publishedJson } from './content.ts';
import type { PageRow, PageVersionRow } from './schema.ts';

/** The columns that `toPage` needs, of `pages` joined with `page_versions`. */
export const PAGE_COLUMNS = [
  'pages.id',
  'pages.origin',
  'page_versions.format',
  'page_versions.text',
  'page_versions.content_start',
  'page_versions.content_end',
  'page_versions.title_start',
  'page_versions.title_end',
  'page_versions.url',
  'page_versions.source',
  'page_versions.author',
  'page_versions.sample',
  'page_versions.published',
] as const;

type LoadedPage = Pick<Selectable<PageRow>, 'id' | 'origin'> &
  Omit<Selectable<PageVersionRow>, 'page_id' | 'version' | 'hash' | 'seen_at'>;

/** A page as it was handed over once. */
export function toPage(row: LoadedPage): Page {
  return {
    id: row.id,
    format: row.format,
    text: row.text,
    content: { start: row.content_start, end: row.content_end },
    title: row.title_start === null ? null : { start: row.title_start, end: row.title_end as number },
    meta: {
      url: row.url,
      source: row.source,
      published: row.published === null ? null : JSON.parse(row.published),
      sample: row.sample === 1,
      author: row.author,
    },
    origin: row.origin,
  };
}

/** The row of a version of a page. */
export function toVersionRow(
  page: Page,
  version: Pick<PageVersionRow, 'version' | 'hash' | 'seen_at'>,
): PageVersionRow {
  const { id, format, text, content, title, meta } = page;
  return {
    page_id: id,
    ...version,
    format,
    text,
    content_start: content.start,
    content_end: content.end,
    ...titleColumns(title),
    url: meta.url,
    source: meta.source,
    author: meta.author,
    sample: meta.sample ? 1 : 0,
    published: publishedJson(page),
  };
}

function titleColumns(title: Span | null): Pick<PageVersionRow, 'title_start' | 'title_end'> {
  return { title_start: title?.start ?? null, title_end: title?.end ?? null };
}
