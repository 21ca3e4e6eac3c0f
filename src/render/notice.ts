/** Notices to editors, in the look of a letter. */
import type { Day } from '../model.ts';
import { type Digits, failingSinceWords, SOURCES_NOTICE, sourcesNoticeSubject } from '../text/index.ts';
import { compileMjml } from './compile-mjml.ts';
import { clippedLine, linePieces, shownLine } from './display.ts';
import type { RenderedLetter } from './letter.ts';
import { letterStyles } from './letter-styles.ts';
import type { LetterView } from './letter-view.ts';
import { webAddress } from './links.ts';
import type { Templates } from './options.ts';
import { wrapText } from './plain/wrap.ts';
import { compileTemplates } from './templates.ts';

/** A source that has failed for long. `fault`: the line of the log. */
export type FailedSource = {
  readonly name: string;
  readonly location: string;
  readonly since: Day;
  readonly fault: string;
};

export type NoticeOptions = {
  readonly templates: Templates;
  readonly newsroom: string;
  readonly digits: Digits;
  /** The desk's page of sources. */
  readonly page: string;
};

/** Lines of logs and addresses may be long. */
const LONGEST_VALUE = 300;

/** Renders the notice that sources have failed for long; both parts say the same. */
export async function renderSourcesNotice(
  sources: readonly FailedSource[],
  options: NoticeOptions,
): Promise<RenderedLetter> {
  const templates = compileTemplates(options.templates);
  const view = noticeView(sources, options);
  return {
    subject: view.subject,
    html: await compileMjml(templates.markup('email/letter', { ...view, ...letterStyles(templates.tokens) })),
    text: wrapText(templates.plain('text/letter', view)),
  };
}

function noticeView(sources: readonly FailedSource[], { newsroom, digits, page }: NoticeOptions): LetterView {
  const name = clippedLine(newsroom, 80);
  const href = webAddress(page);
  const { title, opening, button, hint, closing, reason } = SOURCES_NOTICE;
  return {
    subject: sourcesNoticeSubject(
      name,
      sources.map((source) => clippedLine(source.name, 60)),
    ),
    preheader: shownLine(sources.map((source) => source.name).join('، ')),
    newsroom: linePieces(name),
    title,
    opening,
    choice: sources.flatMap((source) => rowsOf(source, digits)),
    button: href === null ? null : { words: button, href, hint },
    closing,
    footer: { reason, links: [], postalAddress: '' },
  };
}

function rowsOf({ name, since, location, fault }: FailedSource, digits: Digits): LetterView['choice'] {
  const { location: where, fault: told } = SOURCES_NOTICE.rows;
  return [
    { name: clippedLine(name, 60), value: linePieces(failingSinceWords(since, digits)) },
    { name: where, value: inLatin(location) },
    { name: told, value: inLatin(fault) },
  ];
}

/** Addresses and lines of the log run from left to right as a whole. */
function inLatin(text: string): LetterView['choice'][number]['value'] {
  return [{ text: clippedLine(text, LONGEST_VALUE), latin: true }];
}
