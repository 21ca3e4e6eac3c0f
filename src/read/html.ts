/** Web pages: the readable part of their HTML with what they say of themselves. */
import type { Page, PageMeta } from '../model.ts';
import { checkContent } from './content-check.ts';
import { parseHTML, readability } from './dom.ts';
import { type Block, blocksOf, type DomNode, readBlocks } from './html-blocks.ts';
import { removeBoxes } from './html-furniture.ts';
import { type DomDocument, readHtmlMetadata } from './html-metadata.ts';
import { withOpening } from './html-opening.ts';
import { type PageResult, refuse } from './refusal.ts';

/** Beyond so many elements Readability would work for seconds; the whole body is taken instead. */
const MOST_ELEMENTS = 10_000;
/** Start and end tags, or character references. */
const MOST_TAGS = 60_000;
/** Deeper nesting than any article has. */
const DEEPEST = 500;

/**
 * A page from the HTML of a web page. `Page.text` is the headline, an empty line, and the readable paragraphs.
 * @param url where it was fetched from; null for a saved file, whose own canonical address then counts.
 */
export function pageFromHtml(id: string, origin: string, html: string, url: string | null): PageResult {
  const fault = markupFault(html);
  if (fault) return refuse(origin, fault, 'Save its text as .txt.');
  const { document } = parseHTML(asDocument(html)) as unknown as { document: DomDocument & { body: DomNode | null } };
  const whole = document.body === null ? [] : readBlocks(document.body);
  const about = readHtmlMetadata(document, url, new Set(whole.map(({ text }) => text)));
  const blocks = withOpening(whole, readableBlocks(document, whole), about.title);
  const meta: PageMeta = {
    url: about.url,
    source: about.siteName,
    published: about.published,
    sample: false,
    author: about.author,
  };
  return pageFromBlocks({ id, origin, format: 'html', title: about.title, blocks, meta });
}

/** There is no file to mend. */
const OF_AN_ITEM = 'The other items are read.';

/** A page put together from a headline and paragraphs; refused when there is no Arabic text in them. */
export function pageFromBlocks(parts: {
  readonly id: string;
  readonly origin: string;
  readonly format: 'html' | 'feed';
  readonly title: string | null;
  readonly blocks: readonly string[];
  readonly meta: PageMeta;
}): PageResult {
  const { id, origin, format, title, meta } = parts;
  const body = title !== null && parts.blocks[0] === title ? parts.blocks.slice(1) : parts.blocks;
  const text = [...(title === null ? [] : [title]), ...body].join('\n\n');
  const fault = checkContent(text, title?.length ?? 0, format);
  if (fault) return refuse(origin, fault.reason, format === 'feed' ? OF_AN_ITEM : fault.next);
  const content = { start: 0, end: text.length };
  const span = title === null ? null : { start: 0, end: title.length };
  return { id, format, text, content, title: span, meta, origin } satisfies Page;
}

/** The paragraphs of the article; of the whole body when no article stands out. */
function readableBlocks(document: DomDocument, whole: readonly Block[]): readonly string[] {
  try {
    removeBoxes(document);
    const Readability = readability();
    const reader = new Readability<DomNode>(document as never, {
      maxElemsToParse: MOST_ELEMENTS,
      charThreshold: 200,
      serializer: (node) => node as unknown as DomNode,
    });
    const content = reader.parse()?.content;
    const blocks = content ? blocksOf(content) : [];
    return blocks.length > 0 ? blocks : whole.map(({ text }) => text);
  } catch {
    return whole.map(({ text }) => text);
  }
}

/** A document the DOM can work with: the parser adds no `<html>` or `<body>` to a page that leaves them out. */
function asDocument(html: string): string {
  const [hasRoot, hasBody] = [/<html[\s>]/i.test(html), /<body[\s>]/i.test(html)];
  if (hasBody) return hasRoot ? html : `<html>${html}</html>`;
  return `<html><body>${html.replace(/<\/?html[^>]{0,500}>/gi, '')}</body></html>`;
}

/** Elements without an end tag, or whose end tag is mostly left out. */
const UNCLOSED =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|td|tr|th|option)\b/i;
/** Elements whose content is no HTML. */
const OPAQUE = /^(script|style|textarea|title)\b/i;

/** Why the markup is more than an article has; told in one pass, before a parser that recurses sees it. */
export function markupFault(html: string): string | null {
  let depth = 0;
  let tags = 0;
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    const tag = html.slice(at + 1, at + 12);
    if (tag.startsWith('/')) depth = Math.max(0, depth - 1);
    else if (/^[a-z]/i.test(tag) && !UNCLOSED.test(tag)) depth++;
    if (depth > DEEPEST) return 'its HTML is nested too deeply to be an article';
    if (++tags > MOST_TAGS) return 'its HTML has more tags than an article';
    const opaque = OPAQUE.exec(tag)?.[1];
    const end = opaque === undefined ? at : html.indexOf(`</${opaque}`, at);
    if (end > at) at = end - 1;
  }
  return html.split('&').length > MOST_TAGS ? 'its HTML has more character references than an article' : null;
}

/** The charset that HTML declares in its first two kilobytes; null when it declares none. */
export function declaredCharset(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  return /<meta[^>]{0,200}charset\s{0,5}=\s{0,5}["']?([a-z0-9_-]{1,40})/i.exec(head)?.[1] ?? null;
}
