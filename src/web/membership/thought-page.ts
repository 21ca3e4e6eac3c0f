/** Pages of one thought: what is so, at most one button, and where to go from here. */
import type { FastifyReply } from 'fastify';
import type { LinkRefusal } from '../../app/index.ts';
import { ARCHIVE } from '../addresses.ts';
import { type Site, sendPage } from '../site.ts';
import { SUBSCRIBE } from './paths.ts';
import { GONE, PRESS, type Thought } from './words.ts';

/** The site as these pages need it. */
export type MemberSite = Site & {
  /** The address that readers write to; null when none is told. */
  readonly contact: string | null;
};

/** A form of one button; `hidden` and `reasons` go with it. */
export type ButtonForm = {
  readonly action: string;
  readonly words: string;
  /** `grave` cannot be taken back; `quiet` is not what most people come for. */
  readonly tone: 'plain' | 'grave' | 'quiet';
  readonly hidden?: readonly { readonly name: string; readonly value: string }[];
  readonly reasons?: readonly { readonly value: string; readonly words: string }[];
  /** A question before the button. */
  readonly before?: string;
};

type Way = { readonly href: string; readonly words: string };

/** What a page says and offers. */
export type ThoughtPage = Thought & {
  readonly status?: number;
  /** The mark beside the title. */
  readonly mark?: 'done' | 'mail' | 'none';
  readonly form?: ButtonForm | null;
  readonly after?: string;
  readonly ways?: readonly Way[];
};

export const TO_SIGN_UP: Way = { href: SUBSCRIBE, words: PRESS.toSignUp };
export const TO_ARCHIVE: Way = { href: ARCHIVE, words: PRESS.toArchive };

/** Sends such a page. */
export function sendThought(site: MemberSite, reply: FastifyReply, page: ThoughtPage): FastifyReply {
  const { status = 200, title, lines, write = '', mark = 'none', form = null, after = '', ways = [] } = page;
  const view = {
    title,
    lines,
    write: write && viewWrite(write, site.contact),
    isDone: mark === 'done',
    isMail: mark === 'mail',
    form: form && { hidden: [], reasons: [], before: '', ...form },
    after,
    ways,
  };
  return sendPage(site, reply.code(status), { template: 'thought', title, view });
}

/** «...فالكتابة إلى» and where to. */
function viewWrite(words: string, contact: string | null): { words: string; address: string; href: string } {
  return { words, address: contact ?? '', href: contact === null ? '' : `mailto:${encodeURI(contact)}` };
}

/** The page behind a link that opens nothing: 404, or 410 for one that did once. */
export function sendGone(site: MemberSite, reply: FastifyReply, { refused }: LinkRefusal): FastifyReply {
  const status = refused === 'old' ? 410 : 404;
  return sendThought(site, reply, { ...GONE[refused], status, ways: [TO_SIGN_UP, TO_ARCHIVE] });
}
