/** What visitors and subscribers can do: the site's side of a subscription. No answer tells who is a member. */
import type { Choice, ThemeId } from '../../model.ts';

/** A digest that can be chosen, with its themes. */
export type OfferedDigest = {
  readonly id: string;
  readonly name: string;
  readonly themes: readonly { readonly id: ThemeId; readonly title: string; readonly colour: string }[];
};

/** What the sign-up form shows. */
export type Offer = {
  readonly digests: readonly OfferedDigest[];
  /** The line that is agreed to, and its version for the record. */
  readonly consent: { readonly version: string; readonly text: string };
  /** Signed time the form was shown; it comes back with the form. */
  readonly stamp: string;
};

/** A form as it came in; nothing in it has been checked. */
export type SignUpForm = {
  readonly address: string;
  readonly digest: string | null;
  readonly themes: readonly string[];
  /** The field that people do not see: whoever fills it in is a machine. */
  readonly trap: string;
  readonly stamp: string | null;
  /** True when the person has seen the suggestion for a mistyped domain and keeps the address. */
  readonly insists: boolean;
};

/** Where a request came from. */
export type Visitor = { readonly ip: string };

/**
 * `taken` is the one answer to every well-formed form: new, known, unconfirmed and suppressed addresses alike, and
 * machines. `show-form`: the form came without a fresh stamp (from another site's page, or too fast), so it is shown
 * filled in for one more press.
 */
export type SignUpAnswer =
  | { readonly answer: 'taken' }
  | { readonly answer: 'show-form'; readonly why: 'no-stamp' | 'too-fast' | 'too-old' }
  | { readonly answer: 'refused'; readonly why: AddressRefusal }
  | { readonly answer: 'suggest'; readonly suggestion: string };

/** Why an address cannot be one. */
export type AddressRefusal = 'empty' | 'no-at' | 'no-domain' | 'malformed' | 'too-long' | 'special-use';

/** What a mailed ticket leads to. */
export type TicketState = 'open' | 'used' | 'expired' | 'unknown';

/** Someone's preferences as the page shows them; the address is shown in part: the link may have been forwarded. */
export type Preferences = {
  readonly address: string;
  readonly status: 'active' | 'left';
  readonly choice: Choice;
  readonly pausedUntil: number | null;
  /** Paths of other pages of the same person. */
  readonly links?: { readonly leave: string };
};

/** A link that was not made here, whose time is over (`old`), or whose person is gone. */
export type LinkRefusal = { readonly refused: 'unknown' | 'old' };

/** Reasons one may give on leaving; none is asked for. */
export const LEAVING_REASONS = ['too-many', 'not-relevant', 'never-asked', 'privacy', 'other'] as const;

export type LeavingReason = (typeof LEAVING_REASONS)[number];

/** Longest pause that the page offers. */
export const MAX_PAUSE_WEEKS = 26;

/** Everything that stands behind the public pages. Tokens are those of the links; times are the opener's clock. */
export type Membership = {
  offer(): Offer;
  signUp(form: SignUpForm, visitor: Visitor): Promise<SignUpAnswer>;

  /** What the page behind a confirmation link shows; changes nothing. `link` leads to the preferences once confirmed. */
  confirmation(ticket: string): Promise<{ readonly state: TicketState; readonly isNewAddress: boolean }>;
  /** The one button. The second press answers `used` and changes nothing. */
  confirm(ticket: string, visitor: Visitor): Promise<ConfirmAnswer>;

  /** Whether a leaving link is one of ours; changes nothing. */
  leaving(link: string): Promise<{ readonly status: 'active' | 'left' } | LinkRefusal>;
  /** Holds at once, and answers the same again the second time. */
  leave(link: string, how: LeavingWay): Promise<{ readonly left: true } | LinkRefusal>;
  /** Takes a leaving back, by a link of the present address and for some weeks; `old` afterwards. */
  comeBack(link: string, visitor: Visitor): Promise<{ readonly back: true } | LinkRefusal>;

  preferences(link: string): Promise<Preferences | LinkRefusal>;
  choose(link: string, choice: { readonly digest: string; readonly themes: readonly string[] }): Promise<ChangeAnswer>;
  /** 0 weeks ends a pause. */
  pause(link: string, weeks: number): Promise<ChangeAnswer>;
  /** A ticket is mailed to the new address; the old one stays until it is used. */
  changeAddress(link: string, address: string): Promise<ChangeAnswer | { readonly refused: AddressRefusal }>;
  /** Mails all data held, as JSON, to the address on record. */
  sendData(link: string): Promise<ChangeAnswer>;
  /** Removes everything but the keyed hash that keeps the address from being mailed again. */
  erase(link: string): Promise<{ readonly erased: true } | LinkRefusal>;
};

/** `links` and `status` are there when the ticket was used just now. */
export type ConfirmAnswer = {
  readonly state: 'confirmed' | 'used' | 'expired' | 'unknown';
  readonly isNewAddress: boolean;
  /** Of the subscription afterwards: an address can be changed by someone who has left, too. */
  readonly status: 'active' | 'left' | null;
  readonly links: { readonly preferences: string } | null;
};

export type LeavingWay =
  | { readonly by: 'one-click' }
  | { readonly by: 'page'; readonly reason: LeavingReason | null; readonly visitor: Visitor };

export type ChangeAnswer = { readonly done: true } | LinkRefusal | { readonly refused: 'bad-choice' | 'too-often' };
