/** Shows a mail in one colour scheme whatever the visitor's is: a frame cannot be given a scheme of its own. */

export type Scheme = 'light' | 'dark';

const STYLE_START = /<style\b/gi;
const STYLE_END = '</style>';
/** Media features that are always and never true. */
const [ALWAYS, NEVER] = ['(min-width:0px)', '(max-width:0px)'];

/**
 * The mail with every `prefers-color-scheme` of its style sheets answered as `scheme`, and its links opening outside
 * the frame. Nothing but style sheets and the head changes: a mail that only speaks of the feature keeps its words.
 */
export function forceScheme(html: string, scheme: Scheme): string {
  const parts: string[] = [];
  let done = 0;
  for (const { index } of html.matchAll(STYLE_START)) {
    if (index < done) continue;
    const end = html.indexOf(STYLE_END, index);
    if (end < 0) break;
    parts.push(html.slice(done, index), answerScheme(html.slice(index, end), scheme));
    done = end;
  }
  return addToHead(parts.join('') + html.slice(done), scheme);
}

function answerScheme(css: string, scheme: Scheme): string {
  return css.replace(/\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi, (_, asked: string) =>
    asked.toLowerCase() === scheme ? ALWAYS : NEVER,
  );
}

/** The first `color-scheme` of a document counts, so ours goes first. */
function addToHead(html: string, scheme: Scheme): string {
  const head = /<head\b[^>]*>/i.exec(html);
  const ours = `<base target="_blank"><meta name="color-scheme" content="${scheme}"><style>:root{color-scheme:only ${scheme} !important}</style>`;
  if (!head) return ours + html;
  const at = head.index + head[0].length;
  return html.slice(0, at) + ours + html.slice(at);
}
