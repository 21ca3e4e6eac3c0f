/** The sign-up form: empty, filled in, with what is wrong beside the field, or with a suggestion. */
import type { Membership, Offer, SignUpForm } from '../../app/index.ts';
import { type ChoiceView, hiddenChoice, readChoiceFields, tickedOf, viewChoice } from './choice-view.ts';
import type { FormFields } from './form-fields.ts';
import { SUBSCRIBE } from './paths.ts';

/** What every form of ours sends along. */
export type SignUpBox = { readonly action: string; readonly consent: string; readonly stamp: string };

type Hidden = { readonly name: string; readonly value: string };

export type SignUpView = SignUpBox & {
  readonly address: string;
  /** Beside the address, or ''. */
  readonly error: string;
  /** Above the form, or ''. */
  readonly notice: string;
  /** The address that is kept although another was suggested, or ''. */
  readonly insisted: string;
  readonly choice: ChoiceView;
  /** The address that was probably meant, and what a press on it sends again; null when there is no doubt. */
  readonly suggestion: { readonly address: string; readonly hidden: readonly Hidden[] } | null;
};

/** A form that came in, and what is to be said about it. */
export type FormState = {
  readonly form: SignUpForm;
  readonly error?: string;
  readonly notice?: string;
  readonly suggestion?: string;
};

/** The short form at the foot of a page, for which an address is enough; null where nobody can sign up. */
export function boxOf({ membership }: { readonly membership: Membership | null }): SignUpBox | null {
  return membership && viewBox(membership.offer());
}

function viewBox({ consent, stamp }: Offer): SignUpBox {
  return { action: SUBSCRIBE, consent: consent.text, stamp };
}

/** The view model of the whole form; null is the empty one. */
export function viewSignUp(offer: Offer, state: FormState | null): SignUpView {
  return {
    ...viewBox(offer),
    address: state?.form.address ?? '',
    error: state?.error ?? '',
    notice: state?.notice ?? '',
    insisted: state?.form.insists ? state.form.address : '',
    choice: viewChoice(offer.digests, state && tickedIn(offer, state.form)),
    suggestion: state?.suggestion === undefined ? null : viewSuggestion(offer, state.form, state.suggestion),
  };
}

function viewSuggestion(offer: Offer, form: SignUpForm, address: string): SignUpView['suggestion'] {
  return {
    address,
    hidden: [
      { name: 'address', value: form.address },
      { name: 'website', value: form.trap },
      { name: 'stamp', value: offer.stamp },
      ...hiddenChoice(tickedIn(offer, form)),
    ],
  };
}

/** Whoever ticks nothing gets everything, and sees so. */
function tickedIn({ digests }: Offer, { digest, themes }: SignUpForm) {
  return tickedOf({ digest: digest ?? '', themes: themes.length === 0 ? 'all' : themes }, digests);
}

/**
 * The form as it came in. A press on a suggestion counts for more than what was typed, and one keeps only the address
 * that the suggestion was for.
 */
export function readSignUp(fields: FormFields, offer: Offer): SignUpForm {
  const address = fields.one('use') || fields.one('address');
  const insisted = fields.one('insists').trim();
  return {
    address,
    ...readChoiceFields(offer.digests, fields),
    trap: fields.one('website'),
    stamp: fields.one('stamp') || null,
    insists: insisted !== '' && insisted === address.trim(),
  };
}
