/** The migrations in their order. The list only grows: what was released is never edited, removed or put elsewhere. */
import type { RawBuilder, Transaction } from 'kysely';
import type { Database } from '../schema.ts';
import { createRecords } from './0001-records.ts';
import { createMembers } from './0002-members.ts';
import { createDeliveries } from './0003-deliveries.ts';
import { createIntake } from './0004-intake.ts';
import { createEditors } from './0005-editors.ts';
import { createDrafts } from './0006-drafts.ts';
import { addSendAt } from './0007-send-at.ts';
import { indexPeople } from './0008-people.ts';

/** One step of the schema, applied once to each database. */
export type Migration = {
  readonly name: string;
  readonly up: (
    transaction: Transaction<Database>,
    idType: RawBuilder<string>,
    clustered: RawBuilder<unknown>,
  ) => Promise<void>;
};

export const MIGRATIONS: readonly Migration[] = [
  { name: '0001-records', up: createRecords },
  { name: '0002-members', up: createMembers },
  { name: '0003-deliveries', up: createDeliveries },
  { name: '0004-intake', up: createIntake },
  { name: '0005-editors', up: createEditors },
  { name: '0006-drafts', up: createDrafts },
  { name: '0007-send-at', up: addSendAt },
  { name: '0008-people', up: indexPeople },
];
