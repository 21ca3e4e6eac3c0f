/** The routes of the pages about subscribers. */
import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import { confirmAct, liftAddress, takeAct } from './act.ts';
import type { PeoplePages } from './context.ts';
import { ACTS, PEOPLE } from './places.ts';
import { backToPeople, type PersonRoute, revealAddress, searchPeople, showPeople, showPerson } from './show.ts';

/** A whole address is 254 octets. */
const BODY_BYTES = 8 * 1024;

/** Adds them to the desk. */
export function addPeople(desk: FastifyInstance, pages: PeoplePages): void {
  void desk.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    void scope.register(formbody, { bodyLimit: BODY_BYTES });
    scope.get(PEOPLE, showPeople(pages));
    scope.get(`${PEOPLE}/search`, backToPeople());
    scope.post(`${PEOPLE}/search`, searchPeople(pages));
    scope.get(`${PEOPLE}/lift`, backToPeople());
    scope.post(`${PEOPLE}/lift`, liftAddress(pages));
    scope.get<PersonRoute>(`${PEOPLE}/:id`, showPerson(pages));
    scope.get<PersonRoute>(`${PEOPLE}/:id/address`, showPerson(pages));
    scope.post<PersonRoute>(`${PEOPLE}/:id/address`, revealAddress(pages));
    for (const act of ACTS) {
      scope.get<PersonRoute>(`${PEOPLE}/:id/${act}`, confirmAct(pages, act));
      scope.post<PersonRoute>(`${PEOPLE}/:id/${act}`, takeAct(pages, act));
    }
    done();
  });
}
