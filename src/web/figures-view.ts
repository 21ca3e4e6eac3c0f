/** The table of an edition's figures: each with its sentence, its source and what a careful reader should know. */
import type { Preview } from '../app/index.ts';
import type { Edition } from '../model.ts';
import { counted, type Digits } from '../text/index.ts';
import { type FigureRow, type KnownPage, viewRow } from './figure-row.ts';
import { tracedPages, traceFigures } from './figure-trace.ts';

type FigureGroup = { readonly title: string; readonly colour: string; readonly rows: readonly FigureRow[] };

export type FiguresView = { readonly total: string; readonly groups: readonly FigureGroup[] };

/** The view model of an edition's figures; reads their pages to say what they count. */
export async function viewFigures(desk: Preview, edition: Edition, digits: Digits): Promise<FiguresView> {
  const groups = traceFigures(edition);
  const pages = await loadPages(desk, tracedPages(groups), edition.number);
  const total = groups.reduce((sum, { figures }) => sum + figures.length, 0);
  return {
    total: counted(total, 'figure', 'nominative', digits),
    groups: groups.map(({ section, figures }) => ({
      title: section?.title ?? 'في شريط الأرقام وحده',
      colour: section?.colour ?? 'neutral',
      rows: figures.map((traced) => viewRow(traced, pages.get(traced.page) ?? null, edition.number, digits)),
    })),
  };
}

async function loadPages(desk: Preview, ids: readonly string[], edition: number): Promise<Map<string, KnownPage>> {
  const pages = new Map<string, KnownPage>();
  for (const id of ids) {
    const known = await desk.page(id, edition);
    if (!known) continue;
    const figures = new Map(known.article.figures.map((figure) => [figure.id, figure]));
    pages.set(id, { text: known.page.text, figures });
  }
  return pages;
}
