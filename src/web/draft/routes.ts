/** The routes of the page where drafts are mended. */
import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import { DESK } from '../addresses.ts';
import { type DraftRoute, type Mending, showDraft } from './show.ts';
import { backToDraft, takeApproval, takeMend } from './take.ts';

/** The longest form is a lead sentence. */
const BODY_BYTES = 64 * 1024;

/** Adds them to the desk. */
export function addDraft(desk: FastifyInstance, mending: Mending): void {
  void desk.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    void scope.register(formbody, { bodyLimit: BODY_BYTES });
    scope.get<DraftRoute>(`${DESK}/editions/:number/draft`, showDraft(mending));
    scope.get<DraftRoute>(`${DESK}/editions/:number/mends`, backToDraft);
    scope.get<DraftRoute>(`${DESK}/editions/:number/draft/approval`, backToDraft);
    scope.post<DraftRoute>(`${DESK}/editions/:number/mends`, takeMend(mending));
    scope.post<DraftRoute>(`${DESK}/editions/:number/draft/approval`, takeApproval(mending));
    done();
  });
}
