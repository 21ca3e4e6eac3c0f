/**
 * What MJML leaves out of a right-to-left mail. Outlook's ghost tables stand in conditional comments and take no
 * direction from outside, columns are aligned to the left, and the whole is no landmark for screen readers. Only tags
 * are touched: in text a `<` is always escaped.
 */

const CONDITIONAL = /<!--\[if [^\]]*mso[^\]]*\]>[\s\S]*?<!\[endif\]-->/g;
const TABLE = /<table(?![^>]*\sdir=)/g;
const CELL = /<td(?![^>]*\sdir=)/g;
const COLUMN = /(<div\s+class="mj-column[^"]*" style="[^"]*)text-align:left/g;
const WRAPPER = 'aria-roledescription="email" role="article"';

/** A compiled mail with a direction on every table, right-aligned columns, and its body as the main landmark. */
export function completeMarkup(html: string): string {
  return html
    .replace(TABLE, '<table dir="rtl"')
    .replace(CONDITIONAL, (comment) => comment.replace(CELL, '<td dir="rtl"'))
    .replace(COLUMN, '$1text-align:right')
    .replace(WRAPPER, WRAPPER.replace('article', 'main'));
}
