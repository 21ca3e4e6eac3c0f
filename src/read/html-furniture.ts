/** What of a web page is never text of its article, told by the names of its elements and classes. */
import type { DomNode } from './html-blocks.ts';
import type { DomDocument } from './html-metadata.ts';

/** Elements without text of an article; those of AMP hold menus, advertisements and consent boxes. */
const ELEMENTS = new Set(
  (
    'SCRIPT STYLE NOSCRIPT TEMPLATE SVG MATH IFRAME OBJECT EMBED FORM BUTTON INPUT SELECT TEXTAREA FIGCAPTION PICTURE ' +
    'VIDEO AUDIO CANVAS NAV HEAD AMP-SIDEBAR AMP-USER-NOTIFICATION AMP-CONSENT AMP-AD AMP-EMBED AMP-SOCIAL-SHARE ' +
    'AMP-STICKY-AD AMP-VIDEO AMP-AUDIO AMP-IFRAME'
  ).split(' '),
);

/** Classes that WordPress and Drupal themes and their plug-ins give to boxes around an article: `<div class="author-bio">`. */
const CLASSES = new Set(
  (
    'about-author author-box author-bio authorbox post-author-box author-info wp-block-post-author newsletter ' +
    'subscribe-widget newsletter-box mailchimp-form post-tags tagcloud tags-links share share-buttons social-share ' +
    'sharedaddy addtoany_share_save_container comments-area comment-respond screen-reader-text visually-hidden sr-only ' +
    'skip-link breadcrumbs breadcrumb cookie-consent cookie-notice wp-caption-text image-field-caption'
  ).split(' '),
);

/** The page itself may be named after what it holds: `<body class="share">`. */
const CONTAINERS = new Set(['HTML', 'BODY', 'MAIN', 'ARTICLE']);

/** True for an element that is left out with all it holds. */
export function isFurniture(node: DomNode, name: string): boolean {
  if (ELEMENTS.has(name)) return true;
  const classes = CONTAINERS.has(name) ? '' : (node.getAttribute?.('class') ?? '');
  return classes !== '' && classes.length < 500 && classes.split(/\s+/).some((each) => CLASSES.has(each));
}

const BOXES = [...CLASSES].map((each) => `.${each}`).join(',');

/** Takes the boxes around an article out of the document, before its readable part is looked for. */
export function removeBoxes(document: DomDocument): void {
  for (const box of [...document.querySelectorAll(BOXES)]) {
    if (!CONTAINERS.has(box.nodeName.toUpperCase())) box.remove();
  }
}
