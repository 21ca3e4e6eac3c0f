/** The text of HTML as paragraphs: one a block element, without scripts, pictures and what only decorates. */

/** What is used of a DOM node; linkedom's own types are looser. */
export type DomNode = {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: ArrayLike<DomNode>;
};

const TEXT = 3;
const ELEMENT = 1;

const SKIPPED = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE SVG MATH IFRAME OBJECT EMBED FORM BUTTON INPUT SELECT TEXTAREA FIGURE FIGCAPTION PICTURE VIDEO AUDIO CANVAS NAV HEAD'.split(
    ' ',
  ),
);

const BLOCKS = new Set(
  'P DIV SECTION ARTICLE MAIN HEADER FOOTER ASIDE H1 H2 H3 H4 H5 H6 UL OL LI DL DT DD BLOCKQUOTE PRE TABLE TR HR BR ADDRESS DETAILS SUMMARY BODY'.split(
    ' ',
  ),
);

/** Paragraphs of a piece of HTML in its order, white space joined. Walks without recursion: pages nest deeper than the stack. */
export function blocksOf(root: DomNode): readonly string[] {
  const blocks: string[] = [];
  let current = '';
  const close = () => {
    const text = current.replace(/[\s\u00a0]+/g, ' ').trim();
    if (text !== '' && text !== '•') blocks.push(text);
    current = '';
  };
  // The children are asked for once a node: the DOM builds their list anew each time.
  const open = [{ children: root.childNodes, next: 0, block: true }];
  for (let frame = open.at(-1); frame; frame = open.at(-1)) {
    const child = frame.children[frame.next++];
    if (!child) {
      if (frame.block) close();
      open.pop();
    } else if (child.nodeType === TEXT) current += child.textContent ?? '';
    else if (child.nodeType === ELEMENT) {
      const name = child.nodeName.toUpperCase();
      if (SKIPPED.has(name)) continue;
      const block = BLOCKS.has(name);
      if (block) close();
      if (name === 'LI') current = '• ';
      else if (name === 'TD' || name === 'TH') current += ' ';
      open.push({ children: child.childNodes, next: 0, block });
    }
  }
  close();
  return blocks;
}
