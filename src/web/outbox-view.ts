/** The outbox as pages. */
import type { OutboxItem, OutboxList, OutboxMessage, OutboxView } from '../app/index.ts';
import { counted, inDigits } from '../text/index.ts';
import { MAIL_VIEWS, type MailViewName, outboxFile, outboxMail, outboxMessage, outboxPage } from './addresses.ts';
import { SWITCH } from './edition-view.ts';
import { type MomentWords, momentWords, sizeWords } from './moments.ts';

type Place = Pick<OutboxView, 'folder' | 'relays'>;

const NO_SUBJECT = 'بلا موضوع';
const UNREADABLE = 'ملف لا يُقرأ رسالةً';

/** An unknown view is the usual one. */
export function readMailView(text: unknown): MailViewName {
  return MAIL_VIEWS.find((view) => view === text) ?? 'desktop';
}

/** The view model of one page of the list. */
export function viewOutbox({ items, page, pages, files, isCut }: OutboxList, place: Place, words: MomentWords) {
  const { digits } = words;
  const newer = page > 1 && page <= pages ? outboxPage(page - 1) : null;
  const older = page < pages ? outboxPage(page + 1) : null;
  return {
    ...viewPlace(place),
    items: items.map((item) => viewItem(item, words)),
    total: counted(files, 'message', 'nominative', digits),
    empty: files === 0,
    beyond: files > 0 && items.length === 0,
    looked: isCut ? counted(files, 'file', 'genitive', digits) : null,
    start: outboxPage(1),
    paged: newer !== null || older !== null,
    newer,
    older,
    position: inDigits(`صفحة ${page} من ${pages}`, digits),
  };
}

function viewPlace({ folder, relays }: Place) {
  return { folder, relays: relays.join(', '), isReal: relays.length > 0 };
}

function viewItem({ name, at, bytes, subject, to }: OutboxItem, words: MomentWords) {
  return {
    href: outboxMessage(name),
    time: new Date(at).toISOString(),
    when: momentWords(at, words),
    subject: subject || (to ? NO_SUBJECT : UNREADABLE),
    to: to || null,
    size: sizeWords(bytes, words.digits),
  };
}

/** The view model of one message. */
export function viewOutboxMessage(found: OutboxMessage, place: Place, asked: MailViewName, words: MomentWords) {
  const { name, at, bytes, message } = found;
  const views = message?.html ? MAIL_VIEWS.filter((view) => view !== 'text' || message.text) : [];
  const view: MailViewName = message?.html && views.includes(asked) ? asked : 'text';
  const title = message ? message.subject || NO_SUBJECT : UNREADABLE;
  return {
    ...viewPlace(place),
    title,
    name,
    time: new Date(at).toISOString(),
    when: momentWords(at, words),
    size: sizeWords(bytes, words.digits),
    file: outboxFile(name),
    list: outboxPage(1),
    head: message && viewHead(message),
    switch: views.map((each) => ({
      href: outboxMessage(name, each),
      ...SWITCH[each],
      isCurrent: each === view,
    })),
    frame: message && view !== 'text' ? viewFrame(name, view, title) : null,
    text: message && view === 'text' ? (message.text ?? '') : null,
  };
}

function viewFrame(name: string, view: Exclude<MailViewName, 'text'>, title: string) {
  const scheme = view === 'dark' ? 'dark' : 'light';
  return {
    device: view === 'phone' ? 'phone' : 'desktop',
    scheme,
    src: outboxMail(name, scheme),
    title: `${title}: ${SWITCH[view].words}`,
  };
}

type Head = NonNullable<OutboxMessage['message']>;

function viewHead({ from, to, subject, messageId, listUnsubscribe, isOneClick, attached }: Head) {
  return {
    fromName: from.name,
    from: from.address,
    to: to.address,
    subject,
    messageId,
    leaving: listUnsubscribe ? { links: listUnsubscribe.split(/,\s*/u).map(shortened), isOneClick } : null,
    attached,
  };
}

/** Longer runs of letters and signs are a reader's own token: enough of it to tell one from another is shown. */
const TOKEN = /(?<=[/=:])[\w.~%+-]{16,}(?=[@?&#]|$)/gu;
const SHOWN_OF_TOKEN = 6;

/** «https://news.example/leave/ab12cd…» */
function shortened(link: string): string {
  const bare = link.trim().replace(/^<|>$/gu, '');
  return bare.replace(TOKEN, (token) => `${token.slice(0, SHOWN_OF_TOKEN)}…`);
}
