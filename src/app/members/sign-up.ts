/** Signing up: the answer is given before anybody looks who it is. */
import type { Choice } from '../../model.ts';
import { readAddress, suggestAddress } from '../address.ts';
import { DAY_MS } from '../durations.ts';
import type { Offer, SignUpAnswer, SignUpForm, Visitor } from './contract.ts';
import { type Office, readChoice } from './office.ts';
import { type Request, sealRequest } from './requests.ts';

/** Nobody reads a form and presses its button faster. */
const SOONEST_MS = 1500;
const LATEST_MS = DAY_MS;

/** What the form shows, with the signed time it was shown at. */
export function makeOffer({ config, vault, clock }: Office): Offer {
  return {
    digests: config.digests.map(({ id, name, themes }) => ({
      id,
      name,
      themes: themes.map((theme) => ({ id: theme.id, title: theme.title, colour: theme.colour })),
    })),
    consent: config.subscription.consent,
    stamp: vault.stamp(clock()),
  };
}

/** Takes a form in. Known and unknown addresses go the same way here: one row is written, whoever it is. */
export async function signUp(office: Office, form: SignUpForm, visitor: Visitor): Promise<SignUpAnswer> {
  const read = readAddress(form.address);
  if ('refused' in read) return { answer: 'refused', why: read.refused };
  const suggestion = form.insists ? null : suggestAddress(read.address);
  if (suggestion !== null) return { answer: 'suggest', suggestion };
  const why = stampFault(office, form.stamp);
  if (why) return { answer: 'show-form', why };
  if (form.trap !== '') return { answer: 'taken' };
  const { consent } = office.config.subscription;
  const request: Request = { wish: 'sign-up', ...read, choice: choiceOf(office, form), consent, visitor };
  await office.store.post.queueSignUp(sealRequest(office, request));
  office.wake();
  return { answer: 'taken' };
}

function stampFault({ vault, clock }: Office, stamp: string | null): 'no-stamp' | 'too-fast' | 'too-old' | null {
  const shownAt = stamp === null ? null : vault.readStamp(stamp);
  if (shownAt === null) return 'no-stamp';
  const age = clock() - shownAt;
  return age < SOONEST_MS ? 'too-fast' : age > LATEST_MS ? 'too-old' : null;
}

/** No theme chosen is no wish to choose: all of them. A digest that is not offered any more is the first one. */
function choiceOf({ config }: Office, form: SignUpForm): Choice {
  const digest = config.digests.find(({ id }) => id === form.digest) ?? config.digests[0];
  return readChoice(config, { ...form, digest: digest.id }) ?? { digest: digest.id, themes: 'all' };
}
