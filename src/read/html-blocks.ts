/** The text of HTML as paragraphs: one a block element, without scripts, pictures and what only decorates. */
import { isFurniture } from './html-furniture.ts';
import { dataRows } from './html-tables.ts';

/** What is used of a DOM node; linkedom's own types are looser. */
export type DomNode = {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: ArrayLike<DomNode>;
  getAttribute?(name: string): string | null;
};

const TEXT = 3;
const ELEMENT = 1;

const BLOCKS = new Set(
  (
    'P DIV SECTION ARTICLE MAIN HEADER FOOTER ASIDE H1 H2 H3 H4 H5 H6 UL OL LI DL DT DD BLOCKQUOTE PRE TABLE TR TD TH ' +
    'FIGURE HR BR ADDRESS DETAILS SUMMARY BODY'
  ).split(' '),
);

/** A paragraph; `linked` when all of it is a link, as the entries of menus and lists of other articles are. */
export type Block = { readonly text: string; readonly linked: boolean };

/** Paragraphs of a piece of HTML in its order, white space joined. */
export function blocksOf(root: DomNode): readonly string[] {
  return readBlocks(root).map(({ text }) => text);
}

/** As `blocksOf`, with what is known of each. Walks without recursion: pages nest deeper than the stack. */
export function readBlocks(root: DomNode): readonly Block[] {
  const blocks: Block[] = [];
  let current = '';
  let unlinked = false;
  const close = () => {
    const text = current.replace(/[\s\u00a0]+/g, ' ').trim();
    if (text !== '' && text !== '•') blocks.push({ text, linked: !unlinked });
    current = '';
    unlinked = false;
  };
  // The children are asked for once a node: the DOM builds their list anew each time.
  const open = [{ children: root.childNodes, next: 0, block: true, bar: false, link: false }];
  for (let frame = open.at(-1); frame; frame = open.at(-1)) {
    const child = frame.children[frame.next++];
    if (!child) {
      if (frame.block) close();
      open.pop();
    } else if (child.nodeType === TEXT) {
      const text = child.textContent ?? '';
      current += text;
      unlinked ||= !frame.link && /[\p{L}\p{N}]/u.test(text);
    } else if (child.nodeType === ELEMENT) {
      const name = child.nodeName.toUpperCase();
      if (isFurniture(child, name) || (name === 'FIGURE' && !holdsTable(child))) continue;
      const block = BLOCKS.has(name);
      if (block || frame.bar) close();
      const rows = name === 'TABLE' ? dataRows(child) : null;
      if (rows) {
        for (const text of rows) blocks.push({ text, linked: false });
        continue;
      }
      if (name === 'LI') current = '• ';
      const link = frame.link || name === 'A';
      open.push({ children: child.childNodes, next: 0, block: block || frame.bar, bar: isBar(child, name), link });
    }
  }
  close();
  return blocks;
}

const BAR_PARTS = new Set(['SPAN', 'TIME', 'A', 'B', 'STRONG']);
const LONGEST_BAR = 150;

const isBarPart = ({ nodeName }: DomNode) =>
  BAR_PARTS.has(nodeName.toUpperCase()) || BLOCKS.has(nodeName.toUpperCase());

/** `<div><span>TODAY</span><span>10:32</span></div>`: short pieces that a style sheet sets apart. */
function isBar({ childNodes, textContent }: DomNode, name: string): boolean {
  if (name !== 'DIV' && name !== 'HEADER' && name !== 'SECTION') return false;
  const parts = Array.from(childNodes).filter(
    ({ nodeType, textContent: text }) => nodeType === ELEMENT || text?.trim(),
  );
  if (parts.length < 2 || !parts.every(isBarPart)) return false;
  return (textContent?.length ?? 0) <= LONGEST_BAR;
}

/** Block editors put tables into `<figure>`; other figures are pictures with their captions. */
const holdsTable = ({ childNodes }: DomNode) =>
  Array.from(childNodes).some((child) => child.nodeName.toUpperCase() === 'TABLE');
