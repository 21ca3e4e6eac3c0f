/** `/desk/subscribers/ID/ACT`: a page that says what will follow, and the button that does it. */
import { CSRF_FIELD } from '../desk-session.ts';
import { readFields } from '../membership/form-fields.ts';
import { forPublishers, type PeoplePages, pressedByPublishers, sendDeskThought } from './context.ts';
import { type ActName, actPage, PEOPLE, personPage } from './places.ts';
import type { PersonRoute } from './show.ts';
import { ACT_WORDS, NOTHING_TO_LIFT, SEARCH_WORDS } from './words.ts';

/** Asks before anything is done. */
export function confirmAct(pages: PeoplePages, act: ActName) {
  const { title, lines, button, tone } = ACT_WORDS[act];
  return forPublishers<PersonRoute>(pages, async (request, reply, { csrf }) => {
    const person = await pages.people.person(request.params.id);
    if (!person) {
      reply.callNotFound();
      return reply;
    }
    const hidden = [{ name: CSRF_FIELD, value: csrf }];
    return sendDeskThought(pages.site, reply, {
      title,
      lines: [`المعرّف: ${person.id}`, ...lines],
      form: { action: actPage(person.id, act), words: button, tone, hidden, reasons: [], before: '' },
      ways: [{ href: personPage(person.id), words: 'رجوع بلا تغيير' }],
    });
  });
}

/** Does it; pressed twice, it is done once. */
export function takeAct(pages: PeoplePages, act: ActName) {
  return pressedByPublishers<PersonRoute>(pages, async (request, reply, { editor }) => {
    const { id } = request.params;
    const answer = await pages.people[act](id, editor);
    if ('refused' in answer && answer.refused === 'unknown') {
      reply.callNotFound();
      return reply;
    }
    if ('refused' in answer) return sayNothingToLift(pages, reply, personPage(id));
    return reply.redirect(act === 'erase' ? `${PEOPLE}?done=erase` : `${personPage(id)}?done=${act}`, 303);
  });
}

/** For an address without a person, typed in anew: it was shown nowhere. */
export function liftAddress(pages: PeoplePages) {
  return pressedByPublishers<object>(pages, async (request, reply, { editor }) => {
    const answer = await pages.people.liftAddress(readFields(request.body).one('address'), editor);
    if (!('refused' in answer)) return reply.redirect(`${PEOPLE}?done=lift`, 303);
    if (answer.refused === 'nothing-to-lift') return sayNothingToLift(pages, reply, PEOPLE);
    return sendDeskThought(pages.site, reply.code(422), {
      title: SEARCH_WORDS.malformed,
      lines: ['لم يتغير شيء.'],
      ways: [{ href: PEOPLE, words: 'رجوع' }],
    });
  });
}

function sayNothingToLift({ site }: PeoplePages, reply: Parameters<typeof sendDeskThought>[1], href: string) {
  return sendDeskThought(site, reply, { title: 'لا منع', lines: [NOTHING_TO_LIFT], ways: [{ href, words: 'رجوع' }] });
}
