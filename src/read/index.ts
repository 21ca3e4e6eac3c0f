/** The door of `read/`: files, web pages and feed items become pages, or refusals that say why not. */
export { pageFromDump } from './dump.ts';
export type { FeedRefusal, ListedItem, ReadFeed } from './feed/contract.ts';
export { isFeedFile, readFeedFile } from './feed/feed-file.ts';
export { readLinks } from './feed/page-list.ts';
export { readFeed } from './feed/read-feed.ts';
export { webPage } from './feed/web-page.ts';
export { type FeedItem, pageFromFeedItem, pageId } from './feed-item.ts';
export {
  type FolderFile,
  fileId,
  listFolder,
  readFolder,
  readFolderFile,
  readPageFile,
  wholeNameId,
} from './folder.ts';
export { pageFromHtml } from './html.ts';
export { isRefusal, type PageResult } from './refusal.ts';
export { readUrl } from './urls.ts';
export type {
  WebAnswer,
  WebContent,
  WebReader,
  WebReaderOptions,
  WebRefusal,
  WebRequest,
} from './web/contract.ts';
export { openWebReader } from './web/reader.ts';
