/** What the lines of a page become. */
import type { Span } from '../model.ts';
import type { LineKind } from './line-kinds.ts';

/** What a line became. */
export type Placed =
  | { readonly as: 'body' | 'subheading' | 'headline' }
  | { readonly as: 'related'; readonly span: Span }
  | { readonly as: 'dropped'; readonly rule: string };

/** A paragraph of the text. */
export const BODY: Placed = { as: 'body' };
/** A heading inside the text. */
export const SUBHEADING: Placed = { as: 'subheading' };
/** The headline of the page. */
export const HEADLINE: Placed = { as: 'headline' };

/** Left out, and the rule that says so. */
export const dropped = (rule: string): Placed => ({ as: 'dropped', rule });

/** What a line that is no text becomes by its kind. */
export function furniture(kind: LineKind): Placed {
  switch (kind.kind) {
    case 'chrome':
      return dropped(kind.verdict.rule);
    case 'date':
      return dropped(kind.date.meaning === 'clock' ? 'page-clock' : 'date-line');
    case 'source':
      return dropped('source-line');
    case 'byline':
      return dropped('byline');
    case 'related':
      return kind.related.link ? { as: 'related', span: kind.related.link } : dropped('other-articles');
    case 'row':
      return dropped('table');
    case 'prose':
    case 'sentence':
    case 'phrase':
      return dropped('outside-body');
  }
}
