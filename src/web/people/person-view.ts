/** One subscriber's record as a page. */
import type { Person, PersonEvent } from '../../app/index.ts';
import { inDigits } from '../../text/index.ts';
import { previewPage } from '../addresses.ts';
import { type MomentWords, momentWords } from '../moments.ts';
import { themesWords } from './list-view.ts';
import { type ActName, actPage, PEOPLE, personPage } from './places.ts';
import {
  ACT_WORDS,
  BOUNCE_WORDS,
  CONSENT_WORDS,
  DELIVERY_WORDS,
  EXCLUDED_WORDS,
  NOTE_WORDS,
  STATUS_WORDS,
  SUPPRESSION_WORDS,
} from './words.ts';

/** The address, after somebody asked for it; what was done just now. */
export type Shown = { readonly address: string | null; readonly done: ActName | null; readonly csrf: string };

/** The view model of the page at a time (epoch ms). */
export function viewPerson(person: Person, { address, done, csrf }: Shown, at: number, words: MomentWords) {
  const { id, status, themes, pausedUntil, suppression, digest } = person;
  return {
    id,
    csrf,
    people: PEOPLE,
    statusWords: STATUS_WORDS[status].one,
    status: suppression && suppression.reason !== 'left' ? 'suppressed' : status,
    digest,
    themes: themesWords(themes),
    since: momentOf(person.signedUpAt, words),
    paused: pausedUntil !== null && pausedUntil > at ? momentOf(pausedUntil, words) : null,
    suppression: suppression && {
      words: SUPPRESSION_WORDS[suppression.reason],
      ...momentOf(suppression.at, words),
    },
    done: done && ACT_WORDS[done].done,
    address,
    addressPath: `${personPage(id)}/address`,
    acts: actsFor(person).map((act) => ({ href: actPage(id, act), words: ACT_WORDS[act].button })),
    events: person.events.map((event) => viewEvent(event, words)),
  };
}

function actsFor({ suppression }: Person): readonly ActName[] {
  const lifting: readonly ActName[] = suppression && suppression.reason !== 'left' ? ['lift'] : [];
  const suppressing: readonly ActName[] = suppression?.reason === 'editor' ? [] : ['suppress'];
  return [...lifting, ...suppressing, 'erase'];
}

function momentOf(at: number, words: MomentWords): { readonly time: string; readonly when: string } {
  return { time: new Date(at).toISOString(), when: momentWords(at, words) };
}

const NOTHING = { edition: null, themes: '', version: '', consent: '', reply: '', notes: [] as const };

function viewEvent(event: PersonEvent, words: MomentWords) {
  return { ...momentOf(event.at, words), ...NOTHING, what: event.what, ...partsOf(event, words) };
}

function partsOf(event: PersonEvent, words: MomentWords): object {
  switch (event.what) {
    case 'consent':
      return {
        title: CONSENT_WORDS[event.kind],
        themes: event.themes === null ? '' : themesWords(event.themes),
        version: event.textVersion ?? '',
        consent: event.consentText ?? '',
        notes: event.notes.map(([name, value]) => ({ name: NOTE_WORDS[name] ?? name, value })),
      };
    case 'delivery':
      return {
        title: deliveryWords(event),
        state: event.state,
        edition: editionLink(event.edition, words),
        reply: event.reply ?? '',
      };
    case 'bounce':
      return {
        title: BOUNCE_WORDS[event.kind],
        edition: editionLink(event.edition, words),
        reply: event.status,
      };
    case 'suppression':
      return { title: `لا يُرسل إلى عنوانه: ${SUPPRESSION_WORDS[event.reason]}` };
  }
}

function deliveryWords({ state, exclusion, isDoubtful }: Extract<PersonEvent, { what: 'delivery' }>): string {
  const why = exclusion ? `: ${EXCLUDED_WORDS[exclusion]}` : '';
  return `${DELIVERY_WORDS[state]}${why}${isDoubtful ? '، وقد يكون وصله مرتين' : ''}`;
}

/** Of some mails that came back nobody knows the edition. */
function editionLink(edition: number, { digits }: MomentWords) {
  return edition === 0 ? null : { href: previewPage(edition), number: inDigits(String(edition), digits) };
}
