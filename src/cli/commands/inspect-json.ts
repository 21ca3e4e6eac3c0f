/** `inspect --json` in pieces: one string of many pages can be longer than a string may be. */
import type { InspectedArticle } from '../../app/index.ts';
import type { PageRefusal } from '../../model.ts';

/** `{ "articles": [...], "refused": [...] }`, to be printed with a line break behind each piece. */
export function* jsonPieces(
  articles: readonly InspectedArticle[],
  refusals: readonly PageRefusal[],
): Generator<string> {
  yield articles.length === 0 ? '{\n  "articles": [],' : '{\n  "articles": [';
  for (const [index, article] of articles.entries()) {
    yield indented(article, 4) + (index < articles.length - 1 ? ',' : '\n  ],');
  }
  yield `  "refused": ${indented(refusals, 2).trimStart()}\n}`;
}

/** Line breaks inside of strings are escaped in JSON, so only those of its layout are met. */
function indented(value: unknown, by: number): string {
  const margin = ' '.repeat(by);
  return margin + JSON.stringify(value, null, 2).replaceAll('\n', `\n${margin}`);
}
