/** The text part: the same view as the HTML, every story whole, in lines a terminal or a screen reader reads well. */
import type { CompiledTemplates } from '../templates.ts';
import type { EditionView } from '../view/edition.ts';
import { wrapText } from './wrap.ts';

/** Renders the text part; lines end with `\n` and stay below the 998 octets of RFC 5322. */
export function renderText(view: EditionView, templates: CompiledTemplates): string {
  return wrapText(templates.plain('text/digest', view));
}
