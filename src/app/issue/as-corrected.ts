/** What readers were told of a figure is what its editors made of it. */
import { readTypedNumber } from '../../edit/index.ts';
import type { Article, Figure } from '../../model.ts';
import type { Store, ToldArticle } from '../../store/index.ts';

/** Numbers as editors typed them, by page and figure. */
type Corrections = ReadonlyMap<string, string>;

/**
 * Told articles with the numbers that editors put right in the edition that told them. A corrected number stands behind
 * the text of its page, where it can be sliced from; these articles are held against new ones and never shown or saved.
 */
export async function asCorrected(store: Store, told: readonly ToldArticle[]): Promise<readonly ToldArticle[]> {
  const byEdition = new Map<number, Corrections>();
  for (const { edition } of told) {
    if (!byEdition.has(edition)) byEdition.set(edition, await correctionsOf(store, edition));
  }
  return told.map((one) => ({ ...one, article: corrected(one.article, byEdition.get(one.edition) ?? new Map()) }));
}

async function correctionsOf(store: Store, edition: number): Promise<Corrections> {
  const counting = (await store.drafts.mends(edition)).filter(({ undone }) => undone === null);
  return new Map(
    counting.flatMap(({ mend }) =>
      mend.kind === 'correct' ? [[keyOf(mend.figure.page, mend.figure.figure), mend.number]] : [],
    ),
  );
}

const keyOf = (page: string, figure: string) => `${page}\n${figure}`;

function corrected(article: Article, corrections: Corrections): Article {
  let text = article.page.text;
  const figures = article.figures.map((figure): Figure => {
    const typed = readTypedNumber(corrections.get(keyOf(article.page.id, figure.id)) ?? '');
    if (!typed) return figure;
    const start = text.length + 1;
    text += `\n${typed.number}`;
    const { value, max } = typed;
    return {
      ...figure,
      number: { start, end: text.length },
      value,
      max,
      qualifier: max === null ? 'exactly' : 'between',
    };
  });
  return text === article.page.text ? article : { ...article, page: { ...article.page, text }, figures };
}
