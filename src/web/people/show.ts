/** `/desk/subscribers`: the list, the search, and one person's record. */
import type { FastifyReply } from 'fastify';
import { readNumber } from '../addresses.ts';
import type { DeskSession } from '../desk-session.ts';
import { readFields } from '../membership/form-fields.ts';
import { momentWords } from '../moments.ts';
import { forPublishers, type PeoplePages, pressedByPublishers, sendDeskPage } from './context.ts';
import { readAsked, viewPeople } from './list-view.ts';
import { type Shown, viewPerson } from './person-view.ts';
import { ACTS, PEOPLE, personPage } from './places.ts';
import { PEOPLE_TITLE, SEARCH_WORDS, SUPPRESSION_WORDS } from './words.ts';

export type PersonRoute = { Params: { readonly id: string }; Querystring: { readonly done?: unknown } };
type ListRoute = { Querystring: { readonly [name: string]: unknown } };

/** What a search found that is no person. */
type Found = { readonly words: string; readonly isSuppressed: boolean };

export function showPeople(pages: PeoplePages) {
  return forPublishers<ListRoute>(pages, (request, reply, session) => sendList(pages, reply, session, request.query));
}

async function sendList(
  { site, people }: PeoplePages,
  reply: FastifyReply,
  { csrf }: DeskSession,
  query: ListRoute['Querystring'],
  found: Found | null = null,
): Promise<FastifyReply> {
  const asked = { ...readAsked(query), before: readNumber(query['before'], 1) };
  const { status, before } = asked;
  const range = { ...(status && { status }), ...(before !== null && { before }) };
  const list = await people.list(range);
  const view = viewPeople(await people.counts(), list, asked, site.clock(), site);
  return sendDeskPage(site, reply, { template: 'people', title: PEOPLE_TITLE, view: { ...view, csrf, found } });
}

/** By id, or by a whole address; the address is looked up by its hash and shown nowhere. */
export function searchPeople(pages: PeoplePages) {
  const { people, site } = pages;
  return pressedByPublishers<object>(pages, async (request, reply, session) => {
    const asked = readFields(request.body).one('query').trim();
    const say = (words: string, isSuppressed = false) => sendList(pages, reply, session, {}, { words, isSuppressed });
    if (!asked.includes('@')) {
      const person = await people.person(asked);
      return person ? reply.redirect(personPage(person.id), 303) : await say(SEARCH_WORDS.nothing);
    }
    const found = await people.find(asked);
    switch (found.found) {
      case 'person':
        return reply.redirect(personPage(found.id), 303);
      case 'suppression':
        return await say(
          `لا مشترك بهذا العنوان، ولا يُرسل إليه: ${SUPPRESSION_WORDS[found.reason]} (${momentWords(found.at, site)}).`,
          found.reason !== 'left',
        );
      case 'no-address':
        return await say(SEARCH_WORDS.malformed);
      case 'nothing':
        return await say(SEARCH_WORDS.nothing);
    }
  });
}

export function showPerson(pages: PeoplePages) {
  return forPublishers<PersonRoute>(pages, (request, reply, { csrf }) => {
    const done = ACTS.find((act) => act === request.query.done) ?? null;
    return sendPerson(pages, reply, request.params.id, { address: null, done, csrf });
  });
}

/** The one page with an address on it; that it was asked for is in the audit. */
export function revealAddress(pages: PeoplePages) {
  return pressedByPublishers<PersonRoute>(pages, async (request, reply, { csrf, editor }) => {
    const address = await pages.people.showAddress(request.params.id, editor);
    return await sendPerson(pages, reply, request.params.id, { address, done: null, csrf });
  });
}

async function sendPerson(
  { site, people }: PeoplePages,
  reply: FastifyReply,
  id: string,
  shown: Shown,
): Promise<FastifyReply> {
  const person = await people.person(id);
  if (!person) return reply.callNotFound() as unknown as FastifyReply;
  const view = viewPerson(person, shown, site.clock(), site);
  return sendDeskPage(site, reply, { template: 'person', title: `مشترك · ${PEOPLE_TITLE}`, view });
}

/** Pages that are only the answer to a form lead back when they are opened by their address. */
export function backToPeople() {
  return async (_request: unknown, reply: FastifyReply) => reply.redirect(PEOPLE, 303);
}
