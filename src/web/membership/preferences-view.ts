/** The preferences as a page: a form for each thing that can be changed. */
import { dayIn, MAX_PAUSE_WEEKS, type OfferedDigest, type Preferences } from '../../app/index.ts';
import { type Digits, longDay } from '../../text/index.ts';
import { type ChoiceView, type Ticked, tickedOf, viewChoice } from './choice-view.ts';
import { preferencesPath, SUBSCRIBE } from './paths.ts';
import { DONE, PAUSES } from './words.ts';

/** A form that was sent, and why it changed nothing. */
export type Problem = {
  readonly form: 'choice' | 'pause' | 'address' | 'data';
  readonly words: string;
  /** What was typed or ticked. */
  readonly typed?: string;
  readonly ticked?: Ticked;
};

export type PreferencesView = {
  readonly address: string;
  readonly hasLeft: boolean;
  /** What was done just now, or ''. */
  readonly status: string;
  readonly actions: Readonly<Record<'choice' | 'pause' | 'address' | 'data' | 'erase', string>>;
  /** Why a form changed nothing, or ''. */
  readonly errors: Readonly<Record<Problem['form'], string>>;
  readonly choice: ChoiceView;
  /** Until when nothing is sent, in words; '' for no pause. */
  readonly paused: string;
  readonly pauses: readonly { readonly weeks: number; readonly words: string }[];
  readonly typed: string;
  /** Where one leaves or comes back; null when that is not known. */
  readonly leave: string | null;
  readonly signUp: string;
};

/** How days are told. */
export type DayWords = { readonly digits: Digits; readonly timeZone: string };

/** The view model of the page. */
export function viewPreferences(
  token: string,
  preferences: Preferences,
  offered: readonly OfferedDigest[],
  { digits, timeZone }: DayWords,
  { done, problem }: { readonly done: unknown; readonly problem: Problem | null },
): PreferencesView {
  const { address, status, choice, pausedUntil, links } = preferences;
  const error = (form: Problem['form']) => (problem?.form === form ? problem.words : '');
  return {
    address,
    hasLeft: status === 'left',
    status: doneWords(done),
    actions: {
      choice: preferencesPath(token, 'choice'),
      pause: preferencesPath(token, 'pause'),
      address: preferencesPath(token, 'address'),
      data: preferencesPath(token, 'data'),
      erase: preferencesPath(token, 'erase'),
    },
    errors: { choice: error('choice'), pause: error('pause'), address: error('address'), data: error('data') },
    choice: viewChoice(offered, problem?.ticked ?? tickedOf(choice, offered)),
    paused: pausedUntil === null ? '' : longDay(dayIn(timeZone, new Date(pausedUntil)), digits),
    pauses: PAUSES.filter(({ weeks }) => weeks <= MAX_PAUSE_WEEKS),
    typed: problem?.typed ?? '',
    leave: links?.leave ?? null,
    signUp: SUBSCRIBE,
  };
}

function doneWords(done: unknown): string {
  return typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done as keyof typeof DONE] : '';
}
