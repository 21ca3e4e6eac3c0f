/** A figure of an article as the row of its own that other editions find it by. */
import type { Article, Figure, Page } from '../model.ts';
import type { FigureRow } from './schema.ts';

/** The rows of the figures of an article; `factKeys` names the facts they state. */
export function toFigureRows(
  article: Article,
  version: number,
  factKeys: ReadonlyMap<string, string>,
): readonly FigureRow[] {
  return article.figures.map((figure, position) => ({
    page_id: article.page.id,
    version,
    position,
    ...figureColumns(figure, article.page),
    fact_key: factKeys.get(figure.id)?.toWellFormed() ?? null,
    published_earliest: article.published?.earliest ?? null,
    published_latest: article.published?.latest ?? null,
    source: article.source?.name.toWellFormed() ?? null,
    sample: article.page.meta.sample ? 1 : 0,
  }));
}

function figureColumns(figure: Figure, page: Page) {
  return {
    figure: figure.id,
    span_start: figure.span.start,
    span_end: figure.span.end,
    number_start: figure.number.start,
    number_text: page.text.slice(figure.number.start, figure.number.end).toWellFormed(),
    value: figure.value,
    value_max: figure.max,
    qualifier: figure.qualifier,
    unit: figure.unit.toWellFormed(),
    kind: figure.kind,
    event: figure.event,
    assertion: figure.assertion,
    importance: figure.importance,
    as_of_earliest: figure.asOf?.earliest ?? null,
    as_of_latest: figure.asOf?.latest ?? null,
  };
}
