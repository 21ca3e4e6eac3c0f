/** What publishers see of subscribers and do for them. No address is in any of it but where it is asked for. */
import type {
  BounceKind,
  Consent,
  DeliveryState,
  Editor,
  ExclusionReason,
  SubscriberStatus,
  SuppressionReason,
  ThemeId,
} from '../../model.ts';
import type { ListedPerson, PeopleRange } from '../../store/index.ts';

/** How many there are. */
export type PeopleCounts = {
  readonly total: number;
  readonly statuses: Readonly<Record<SubscriberStatus, number>>;
  /** Active ones who get a theme, whether they chose it or all of them. */
  readonly themes: readonly { readonly theme: ThemeId; readonly title: string; readonly count: number }[];
  /** Active ones who get every theme. */
  readonly all: number;
};

/** Something that happened to one person; times are epoch milliseconds. */
export type PersonEvent = { readonly at: number } & (
  | {
      readonly what: 'consent';
      readonly kind: Consent['kind'];
      readonly textVersion: string | null;
      /** The wording that was agreed to; null where the record has none. */
      readonly consentText: string | null;
      /** Titles of the themes that were chosen; null where nothing was. */
      readonly themes: readonly string[] | 'all' | null;
      /** What else the record says, names and values. */
      readonly notes: readonly (readonly [string, string])[];
    }
  | {
      readonly what: 'delivery';
      readonly edition: number;
      readonly state: DeliveryState;
      /** What the server said, without addresses. */
      readonly reply: string | null;
      readonly exclusion: ExclusionReason | null;
      readonly attempts: number;
      /** It may have been delivered twice. */
      readonly isDoubtful: boolean;
    }
  | {
      readonly what: 'bounce';
      /** 0: unknown. */
      readonly edition: number;
      readonly kind: BounceKind;
      readonly status: string;
    }
  | { readonly what: 'suppression'; readonly reason: SuppressionReason }
);

/** One person's record. */
export type Person = {
  readonly id: string;
  readonly number: number;
  readonly status: SubscriberStatus;
  readonly digest: string;
  readonly themes: readonly string[] | 'all';
  readonly pausedUntil: number | null;
  readonly signedUpAt: number;
  readonly suppression: { readonly reason: SuppressionReason; readonly at: number } | null;
  /** Oldest first. */
  readonly events: readonly PersonEvent[];
};

/** What is known of an address that somebody typed in. */
export type FoundByAddress =
  | { readonly found: 'person'; readonly id: string }
  | { readonly found: 'suppression'; readonly reason: SuppressionReason; readonly at: number }
  | { readonly found: 'nothing' }
  | { readonly found: 'no-address' };

/** `isNew`: it was not so before. `unknown`: there is no such person, or no more. */
export type PersonActAnswer =
  | { readonly done: true; readonly isNew: boolean }
  | { readonly refused: 'unknown' | 'no-address' | 'nothing-to-lift' };

export type Actor = Pick<Editor, 'id' | 'name'>;

export type PeopleDesk = {
  counts(): Promise<PeopleCounts>;
  /** Newest first; one page of the list. */
  list(range: Omit<PeopleRange, 'limit'>): Promise<{
    readonly people: readonly (ListedPerson & { readonly titles: readonly string[] | 'all' })[];
    /** The number that the next page begins below; null on the last one. */
    readonly next: number | null;
  }>;
  person(id: string): Promise<Person | null>;
  /** By the keyed hash of an address: nothing is written down, and nothing can be read off it. */
  find(address: string): Promise<FoundByAddress>;
  /** Null: there is no such person. It is written down who has looked. */
  showAddress(id: string, actor: Actor): Promise<string | null>;
  /** No mail any more, until an editor lifts it. */
  suppress(id: string, actor: Actor): Promise<PersonActAnswer>;
  /** The person may sign up again by themselves (`allow-subscriber.ts`). */
  lift(id: string, actor: Actor): Promise<PersonActAnswer>;
  /** The same for an address without a person. */
  liftAddress(address: string, actor: Actor): Promise<PersonActAnswer>;
  /** Forgets the person; a keyed hash stays, so that no list brings the address back. */
  erase(id: string, actor: Actor): Promise<PersonActAnswer>;
};
