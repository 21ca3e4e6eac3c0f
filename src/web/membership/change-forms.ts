/** The small forms of the preferences: what each of them changes, and what came of it. */
import type { AddressRefusal, ChangeAnswer, Membership } from '../../app/index.ts';
import { readChoiceFields } from './choice-view.ts';
import type { FormFields } from './form-fields.ts';
import type { Problem } from './preferences-view.ts';
import { type DoneName, NOT_DONE, REFUSED_ADDRESS } from './words.ts';

/** What a form came to: done, or why not. */
export type Outcome =
  | { readonly done: DoneName }
  | { readonly gone: 'unknown' | 'old' }
  | { readonly problem: Problem };

/** One form of the page: what it changes. */
export type ChangeForm = (membership: Membership, token: string, fields: FormFields) => Promise<Outcome>;

/** Another digest, more or fewer themes. */
const choice: ChangeForm = async (membership, token, fields) => {
  const ticked = readChoiceFields(membership.offer().digests, fields);
  const answer = await membership.choose(token, ticked);
  return outcomeOf(answer, 'choice', { form: 'choice', words: NOT_DONE.choice, ticked });
};

/** No digest for some weeks; 0 ends it. */
const pause: ChangeForm = async (membership, token, fields) => {
  const weeks = /^\d{1,2}$/u.test(fields.one('weeks')) ? Number(fields.one('weeks')) : -1;
  const answer = await membership.pause(token, weeks);
  return outcomeOf(answer, weeks === 0 ? 'resume' : 'pause', { form: 'pause', words: NOT_DONE.pause });
};

/** A new address, which has to be confirmed there. */
const address: ChangeForm = async (membership, token, fields) => {
  const typed = fields.one('address');
  const answer = await membership.changeAddress(token, typed);
  return outcomeOf(answer, 'address', { form: 'address', words: addressWords(answer), typed });
};

/** A copy of all data, by mail. */
const data: ChangeForm = async (membership, token) =>
  outcomeOf(await membership.sendData(token), 'data', { form: 'data', words: NOT_DONE.data });

type Answer = ChangeAnswer | { readonly refused: AddressRefusal };

function outcomeOf(answer: Answer, done: DoneName, problem: Problem): Outcome {
  if ('done' in answer) return { done };
  if (answer.refused === 'unknown' || answer.refused === 'old') return { gone: answer.refused };
  return { problem };
}

function addressWords(answer: Answer): string {
  const refused = 'refused' in answer ? answer.refused : 'malformed';
  return Object.hasOwn(REFUSED_ADDRESS, refused) ? REFUSED_ADDRESS[refused as AddressRefusal] : NOT_DONE.address;
}

/** By the name they have in their address. */
export const CHANGES = { choice, pause, address, data } as const;
